import type { TotalsDelta } from '../domain/contributions.ts';
import type { Executor } from './client.ts';
import { insertRows } from './insert-rows.ts';
import { dailyTotals } from './schema/totals.ts';

/**
 * Adds what a change of the books changes in the totals of its days. Call it in the transaction that changes the books.
 * `deltas` are merged and sorted already (`mergeTotals`), so that two workers take the rows in the same order.
 */
export async function addToTotals(executor: Executor, deltas: readonly TotalsDelta[]): Promise<void> {
  await insertRows(executor, dailyTotals, deltas, {
    add: ['orders', 'salesMinor', 'discountMinor', 'commissionMinor'],
  });
}
