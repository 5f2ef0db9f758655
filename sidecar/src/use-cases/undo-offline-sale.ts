import { AppError, type OfflineSale } from '@finders-fee/shared';
import type { Database } from '../database/client.ts';
import { loadOfflineContext } from '../database/offline-context.ts';
import { lockOfflineSale, lockSaleCommissions, markSalesUndone } from '../database/offline-sales.ts';
import { getOfflineSale } from '../database/queries/offline-sales.ts';
import { transact } from '../database/transaction.ts';
import { undoOfflineSales } from '../domain/undo-offline-sale.ts';

/** Takes one sale back; once more changes nothing and answers the same. Throws `not_found`. */
export function undoOfflineSale(
  { database, clock }: { database: Database; clock: () => Date },
  id: string,
): Promise<OfflineSale> {
  const now = clock();
  return transact(database, async (transaction) => {
    const sale = await lockOfflineSale(transaction, id);
    if (!sale) throw new AppError('not_found', `There is no offline sale "${id}".`);
    if (sale.status === 'recorded') {
      const context = await loadOfflineContext(transaction, [], now);
      const commissions = await lockSaleCommissions(transaction, [id]);
      await markSalesUndone(transaction, undoOfflineSales([sale], commissions, 'sale_undone', context));
    }
    return getOfflineSale(transaction, id);
  });
}
