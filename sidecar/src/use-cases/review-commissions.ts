import { AppError, type BulkReview, type BulkReviewResult, type Commission } from '@finders-fee/shared';
import { lockBalances } from '../database/account-balances.ts';
import type { Database, Transaction } from '../database/client.ts';
import { lockCommissions } from '../database/commission-locks.ts';
import { loadCommissionSource } from '../database/commission-source.ts';
import { saveCommissions } from '../database/commissions.ts';
import { holdStoreFacts } from '../database/decision-context.ts';
import { appendToLedger } from '../database/ledger.ts';
import { makeId } from '../database/make-id.ts';
import { saveRedemptions } from '../database/orders.ts';
import { isProposed } from '../database/payouts.ts';
import { getCommission } from '../database/queries/commissions.ts';
import { settleCommissions } from '../database/settled-commissions.ts';
import { addToTotals } from '../database/totals.ts';
import { transact } from '../database/transaction.ts';
import type { ReviewAction } from '../domain/choose-stage.ts';
import { reviewCommission, type CommissionToReview } from '../domain/review-commission.ts';

interface Services {
  database: Database;
  clock: () => Date;
}

/** What the owner says of a commission; `note` goes into its books. */
export interface OwnersWord {
  action: ReviewAction;
  note?: string | undefined;
}

/** Approves, rejects, holds or releases one commission. Throws `not_found`, and `conflict` for what cannot be. */
export function reviewOne({ database, clock }: Services, id: string, word: OwnersWord): Promise<Commission> {
  const at = clock();
  return transact(database, async (transaction) => {
    await write(transaction, id, word, at);
    return getCommission(transaction, id);
  });
}

/** Does the same to many, each by itself: one that cannot be does not stop the others. */
export async function reviewMany(
  { database, clock }: Services,
  { ids, ...word }: BulkReview,
): Promise<BulkReviewResult> {
  const rows: BulkReviewResult['rows'] = [];
  for (const id of ids) {
    try {
      await transact(database, (transaction) => write(transaction, id, word, clock()));
      rows.push({ id, verdict: 'done' });
    } catch (error) {
      if (!(error instanceof AppError)) throw error;
      rows.push({ id, verdict: 'refused', reason: error.message });
    }
  }
  return { rows };
}

async function write(
  transaction: Transaction,
  id: string,
  { action, note }: OwnersWord,
  at: Date,
): Promise<void> {
  const [commission] = await lockCommissions(transaction, [id]);
  if (!commission) throw new AppError('not_found', `There is no commission "${id}".`);
  const timeZone = (await holdStoreFacts(transaction))?.time_zone ?? 'UTC';
  const cause = { reason: note ?? reasons[action], occurredAt: at, recordedAt: at, makeId };
  const toReview: CommissionToReview = {
    commission,
    source: await loadCommissionSource(transaction, commission),
    worth: await worthOf(transaction, commission),
    proposed: await isCountedOn(transaction, commission),
  };
  const decided = reviewCommission(toReview, { action, note: note ?? null }, timeZone, cause);
  await saveRedemptions(transaction, decided.redemptions);
  await saveCommissions(transaction, decided.commissions);
  await appendToLedger(transaction, decided.transfers);
  await addToTotals(transaction, decided.totals);
}

const reasons: Record<ReviewAction, string> = {
  approve: 'approved',
  reject: 'rejected',
  hold: 'held_for_review',
  release: 'released',
};

type Held = CommissionToReview['commission'];

/** As if it had not been rejected. */
async function worthOf(transaction: Transaction, commission: Held): Promise<CommissionToReview['worth']> {
  const settled = await settleCommissions(transaction, [{ ...commission, stage: 'pending' }]);
  const worth = settled.get(commission.id);
  if (!worth) throw new Error(`What commission ${commission.id} comes from is not stored`);
  return worth;
}

/** With the balance held, no payout is proposed between the question and what is written after it. */
async function isCountedOn(transaction: Transaction, { id, affiliateId, currency }: Held): Promise<boolean> {
  await lockBalances(transaction, affiliateId, currency);
  return isProposed(transaction, id);
}
