import type { LedgerEntry, WriteOff } from '@finders-fee/shared';
import { lockBalances } from '../database/account-balances.ts';
import { assertAffiliateThere } from '../database/affiliates.ts';
import type { Database } from '../database/client.ts';
import { appendToLedger } from '../database/ledger.ts';
import { makeId } from '../database/make-id.ts';
import { showEntry } from '../database/queries/ledger.ts';
import { transact } from '../database/transaction.ts';
import { writeOff } from '../domain/write-off.ts';

/**
 * Forgives a debt, also that of somebody who is an affiliate no more. Throws `not_found`, `conflict` where nothing is owed in this currency,
 * `invalid_request` for more than what is.
 */
export function writeOffDebt(
  { database, clock }: { database: Database; clock: () => Date },
  affiliateId: string,
  { currency, amount, reason }: WriteOff,
): Promise<LedgerEntry> {
  const now = clock();
  return transact(database, async (transaction) => {
    const balances = await lockBalances(transaction, affiliateId, currency);
    if (balances.length === 0) await assertAffiliateThere(transaction, affiliateId);
    const cause = { reason, occurredAt: now, recordedAt: now, makeId };
    const transfer = writeOff({ affiliateId, currency, balances }, amount, cause);
    await appendToLedger(transaction, [transfer]);
    return showEntry(transfer);
  });
}
