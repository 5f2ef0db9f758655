import { and, asc, eq, sql } from 'drizzle-orm';
import type { CommissionRecord } from '../domain/books.ts';
import { mergeTotals } from '../domain/contributions.ts';
import type { RecordedSale } from '../domain/decide-offline-sale.ts';
import type { OfflineSale, ToldSale } from '../domain/offline-sale.ts';
import { hashesKnown, hashesToLookUp } from '../domain/same-sale.ts';
import { among } from './among.ts';
import type { Executor } from './client.ts';
import { saveCommissions } from './commissions.ts';
import { insertRows } from './insert-rows.ts';
import { appendToLedger } from './ledger.ts';
import { commissions } from './schema/commissions.ts';
import { offlineBatches, offlineSales } from './schema/offline-sales.ts';
import { addToTotals } from './totals.ts';

/** One imported file. `sales`: how many it brought, also when they were undone since. */
export type OfflineBatchRecord = typeof offlineBatches.$inferSelect;

/** What those of these sales that are recorded already are known by. */
export async function listRecordedHashes(
  executor: Executor,
  sales: readonly ToldSale[],
): Promise<Set<string>> {
  const { dedupeHash, couponCode, orderReference, soldOn } = offlineSales;
  const rows = await executor
    .select({ dedupeHash, couponCode, orderReference, soldOn })
    .from(offlineSales)
    .where(among(dedupeHash, sales.flatMap(hashesToLookUp)));
  return new Set(rows.flatMap(hashesKnown));
}

/** Writes sales that are new, or new states of them, with all their books. The database refuses a sale that it already has. */
export async function saveOfflineSales(executor: Executor, changes: readonly RecordedSale[]): Promise<void> {
  if (changes.length === 0) return;
  const sales = changes.map(({ sale }) => sale);
  await insertRows(executor, offlineSales, sales);
  await saveBooks(executor, changes);
}

/** Takes sales back. */
export async function markSalesUndone(executor: Executor, changes: readonly RecordedSale[]): Promise<void> {
  if (changes.length === 0) return;
  const ids = changes.map(({ sale }) => sale.id);
  await executor
    .update(offlineSales)
    .set({ status: 'undone', dedupeHash: null })
    .where(among(offlineSales.id, ids));
  await saveBooks(executor, changes);
}

async function saveBooks(executor: Executor, changes: readonly RecordedSale[]): Promise<void> {
  await saveCommissions(
    executor,
    changes.map(({ commission }) => commission),
  );
  await appendToLedger(
    executor,
    changes.flatMap(({ transfers }) => transfers),
  );
  await addToTotals(executor, mergeTotals(changes.flatMap(({ totals }) => totals)));
}

/** Holds the sale until the transaction ends. */
export async function lockOfflineSale(executor: Executor, id: string): Promise<OfflineSale | undefined> {
  const [sale] = await executor.select().from(offlineSales).where(eq(offlineSales.id, id)).for('update');
  return sale;
}

/** The first sales of a batch that are not undone yet, held until the transaction ends. */
export async function lockRecordedSales(
  executor: Executor,
  batchId: string,
  limit: number,
): Promise<OfflineSale[]> {
  return executor
    .select()
    .from(offlineSales)
    .where(and(eq(offlineSales.batchId, batchId), eq(offlineSales.status, 'recorded')))
    .orderBy(asc(offlineSales.id))
    .limit(limit)
    .for('update');
}

/** The commissions of these sales by sale id, held until the transaction ends. */
export async function lockSaleCommissions(
  executor: Executor,
  saleIds: readonly string[],
): Promise<Map<string, CommissionRecord>> {
  const rows: CommissionRecord[] = await executor
    .select()
    .from(commissions)
    .where(among(commissions.offlineSaleId, saleIds))
    .orderBy(asc(commissions.id))
    .for('update');
  return new Map(rows.map((commission) => [commission.offlineSaleId ?? '', commission]));
}

export async function insertOfflineBatch(executor: Executor, batch: OfflineBatchRecord): Promise<void> {
  await executor.insert(offlineBatches).values(batch);
}

/** Holds the batch's row until the transaction ends, so that an import and its undoing take turns. */
export async function lockOfflineBatch(
  executor: Executor,
  id: string,
): Promise<OfflineBatchRecord | undefined> {
  const [batch] = await executor.select().from(offlineBatches).where(eq(offlineBatches.id, id)).for('update');
  return batch;
}

export async function countIntoBatch(executor: Executor, id: string, sales: number): Promise<void> {
  await executor
    .update(offlineBatches)
    .set({ sales: sql`${offlineBatches.sales} + ${sales}` })
    .where(eq(offlineBatches.id, id));
}

export async function markBatchUndone(executor: Executor, id: string): Promise<void> {
  await executor.update(offlineBatches).set({ status: 'undone' }).where(eq(offlineBatches.id, id));
}
