import type { LedgerTransfer } from '../domain/books.ts';
import type { Executor } from './client.ts';
import { insertRows } from './insert-rows.ts';
import { ledgerTransfers } from './schema/commissions.ts';

/** Appends to the ledger. The database refuses a reference that it already has. */
export async function appendToLedger(executor: Executor, transfers: LedgerTransfer[]): Promise<void> {
  await insertRows(executor, ledgerTransfers, transfers);
}
