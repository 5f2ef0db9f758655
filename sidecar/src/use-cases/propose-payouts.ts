import type { Payout, PayoutPropose } from '@finders-fee/shared';
import { listPayableAccounts, lockBalances } from '../database/account-balances.ts';
import type { Database } from '../database/client.ts';
import { makeId } from '../database/make-id.ts';
import { hasOpenPayout, insertPayout, listUnpaidCommissions } from '../database/payouts.ts';
import { findPayouts } from '../database/queries/payouts.ts';
import { transact } from '../database/transaction.ts';
import { proposePayout } from '../domain/propose-payout.ts';

/**
 * Proposes a payout to everybody to whom something is due, in each currency, or to those asked for only. Whoever has one that is proposed already keeps it.
 * Returns the new ones. Each is written by itself: what was proposed when the work is cut short stays, and the next call goes on.
 */
export async function proposePayouts(
  { database, clock }: { database: Database; clock: () => Date },
  { affiliate_id: affiliateId, currency }: PayoutPropose,
): Promise<Payout[]> {
  const ids: string[] = [];
  for (const account of await listPayableAccounts(database.db, { affiliateId, currency })) {
    const id = await propose(database, account, clock());
    if (id !== undefined) ids.push(id);
  }
  return findPayouts(database.db, ids);
}

function propose(
  database: Database,
  { affiliateId, currency }: { affiliateId: string; currency: string },
  at: Date,
): Promise<string | undefined> {
  return transact(database, async (transaction) => {
    // First, so that no entry comes between what is read next.
    const balances = await lockBalances(transaction, affiliateId, currency);
    if (await hasOpenPayout(transaction, affiliateId, currency)) return undefined;
    const unpaid = await listUnpaidCommissions(transaction, affiliateId, currency);
    const proposal = proposePayout({ affiliateId, currency, balances }, unpaid, { makeId, at });
    if (!proposal) return undefined;
    await insertPayout(transaction, proposal.payout, proposal.items);
    return proposal.payout.id;
  });
}
