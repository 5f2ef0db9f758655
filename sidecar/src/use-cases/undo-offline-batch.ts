import { AppError, type OfflineBatch } from '@finders-fee/shared';
import type { Database, Transaction } from '../database/client.ts';
import { loadOfflineContext } from '../database/offline-context.ts';
import {
  lockOfflineBatch,
  lockRecordedSales,
  lockSaleCommissions,
  markBatchUndone,
  markSalesUndone,
  type OfflineBatchRecord,
} from '../database/offline-sales.ts';
import { showBatch } from '../database/queries/offline-sales.ts';
import { transact } from '../database/transaction.ts';
import { undoOfflineSales } from '../domain/undo-offline-sale.ts';

const salesAtOnce = 500;

/**
 * Takes every sale of an imported file back, 500 in a transaction; the same file can then be imported again. The batch is called undone when
 * nothing of it is left, so a process that dies in between leaves one that says so and can be undone once more. Throws `not_found`.
 */
export async function undoOfflineBatch(
  { database, clock }: { database: Database; clock: () => Date },
  batchId: string,
): Promise<OfflineBatch> {
  for (;;) {
    const batch = await transact(database, (transaction) => undoSome(transaction, batchId, clock()));
    if (batch.status === 'undone') return showBatch(batch);
  }
}

/** The batch's row is held before its sales, as an import does that is still under way. */
async function undoSome(transaction: Transaction, batchId: string, now: Date): Promise<OfflineBatchRecord> {
  const batch = await lockOfflineBatch(transaction, batchId);
  if (!batch) throw new AppError('not_found', `There is no imported batch "${batchId}".`);
  if (batch.status === 'undone') return batch;
  const sales = await lockRecordedSales(transaction, batchId, salesAtOnce);
  if (sales.length > 0) {
    const context = await loadOfflineContext(transaction, [], now);
    const ids = sales.map(({ id }) => id);
    const commissions = await lockSaleCommissions(transaction, ids);
    await markSalesUndone(transaction, undoOfflineSales(sales, commissions, 'batch_undone', context));
  }
  if (sales.length === salesAtOnce) return batch;
  await markBatchUndone(transaction, batchId);
  return { ...batch, status: 'undone' };
}
