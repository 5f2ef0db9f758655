import { AppError, type Payout, type PayoutCancel, type PayoutPay } from '@finders-fee/shared';
import { lockBalances } from '../database/account-balances.ts';
import type { Database } from '../database/client.ts';
import { lockCommissions } from '../database/commission-locks.ts';
import { saveCommissions } from '../database/commissions.ts';
import { appendToLedger } from '../database/ledger.ts';
import { makeId } from '../database/make-id.ts';
import { lockPayout, updatePayout } from '../database/payouts.ts';
import { getPayout } from '../database/queries/payouts.ts';
import { transact } from '../database/transaction.ts';
import { assertPayable, assertStands, cancelPayout, payPayout } from '../domain/settle-payout.ts';

const decisions = { pay: payPayout, cancel: cancelPayout };

/**
 * Writes down that a payout was paid, or takes it back. Twice comes to the same as once. Touches no other affiliate.
 * `sent` is the sum, a decimal in major units, that the owner says has left already; `status` how what is cancelled stood when the owner decided it.
 * Throws `not_found`, `conflict` for paying what was cancelled, or more than is payable now and was not sent, and for cancelling what stands otherwise by now,
 * and `sent_differs` for another sum than the payout's.
 */
export function settlePayout(
  { database, clock }: { database: Database; clock: () => Date },
  id: string,
  action: keyof typeof decisions,
  { sent, status }: PayoutPay & PayoutCancel = {},
): Promise<Payout> {
  const now = clock();
  const reason = action === 'pay' ? 'payout_paid' : 'payout_cancelled';
  const cause = { reason, occurredAt: now, recordedAt: now, makeId };
  return transact(database, async (transaction) => {
    const found = await lockPayout(transaction, id);
    if (!found) throw new AppError('not_found', `There is no payout "${id}".`);
    const commissions = await lockCommissions(
      transaction,
      found.items.flatMap(({ commissionId }) => commissionId ?? []),
    );
    // Last, in the order in which everybody locks: from here on nothing is added to the account or taken from it.
    const { affiliateId, currency } = found.payout;
    const balances = await lockBalances(transaction, affiliateId, currency);
    if (action === 'pay') assertPayable(found.payout, { balances }, sent);
    else assertStands(found.payout, status);
    const change = decisions[action](found.payout, found.items, commissions, cause);
    await updatePayout(transaction, change.payout);
    await saveCommissions(transaction, change.commissions);
    await appendToLedger(transaction, change.transfers);
    return getPayout(transaction, id);
  });
}
