import type { LedgerTransfer } from '../domain/books.ts';
import type { Executor } from './client.ts';
import { ledgerTransfers } from './schema/commissions.ts';

/** Appends to the ledger. The database refuses a reference that it already has. */
export async function appendToLedger(executor: Executor, transfers: LedgerTransfer[]): Promise<void> {
  if (transfers.length > 0) await executor.insert(ledgerTransfers).values(transfers);
}
