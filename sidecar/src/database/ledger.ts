import { mergeBalances } from '../domain/account-balances.ts';
import type { LedgerTransfer } from '../domain/books.ts';
import type { Executor } from './client.ts';
import { insertRows } from './insert-rows.ts';
import { ledgerTransfers } from './schema/commissions.ts';
import { accountBalances } from './schema/totals.ts';

/** Appends to the ledger and moves the balances with it. The database refuses a reference that it already has. */
export async function appendToLedger(
  executor: Executor,
  transfers: readonly LedgerTransfer[],
): Promise<void> {
  await insertRows(executor, ledgerTransfers, transfers);
  await insertRows(executor, accountBalances, mergeBalances(transfers), {
    add: ['pendingMinor', 'heldMinor', 'approvedMinor', 'paidMinor'],
  });
}
