import { isDeepStrictEqual } from 'node:util';
import { AppError } from '@finders-fee/shared';
import type { CommissionRecord, LedgerTransfer, Redemption } from './books.ts';
import type { ReviewAction } from './choose-stage.ts';
import { changeOfTotals, contributionsOf, type Sale, type TotalsDelta } from './contributions.ts';
import { moveStage, rejectCommission, restoreCommission, type Move, type Worth } from './move-stage.ts';
import { chooseStage } from './choose-stage.ts';
import type { EntryCause } from './write-entry.ts';

/** A commission beside everything that its review touches. */
export interface CommissionToReview {
  commission: CommissionRecord;
  /** An open payout counts on it. */
  proposed: boolean;
  worth: Worth;
  source: { sale: Sale; redemptions: readonly Redemption[]; commissions: readonly CommissionRecord[] };
}

/** All rows to be written about a review; those that stay as they are are not among them. */
export interface Review {
  commissions: CommissionRecord[];
  redemptions: Redemption[];
  transfers: LedgerTransfer[];
  totals: TotalsDelta[];
}

/** What an owner's word changes. Said twice it changes nothing but the note. Throws `conflict` for what cannot be. */
export function reviewCommission(
  { commission, proposed, worth, source }: CommissionToReview,
  { action, note }: { action: ReviewAction; note: string | null },
  timeZone: string,
  cause: EntryCause,
): Review {
  const stage = chooseStage(commission, action, { proposed });
  const isUndone = commission.offlineSaleId !== null && !source.sale.counts;
  if (isUndone && stage !== commission.stage)
    throw new AppError('conflict', `Commission ${commission.id} is of an offline sale that was undone.`);
  const move = (): Move => {
    if (stage === commission.stage) {
      return { commission: { ...commission, reviewNote: note ?? commission.reviewNote }, transfers: [] };
    }
    if (stage === 'rejected') return rejectCommission(commission, worth, note, cause);
    if (commission.stage !== 'rejected') return moveStage(commission, stage, note, cause);
    return restoreCommission(commission, stage === 'approved' ? stage : 'pending', worth, note, cause);
  };
  const { commission: moved, transfers } = move();
  const now = source.commissions.map((own) => (own.id === moved.id ? moved : own));
  return {
    commissions: isDeepStrictEqual(moved, commission) ? [] : [moved],
    redemptions: source.redemptions.flatMap((redemption) => sayReview(redemption, moved)),
    transfers,
    totals: changeOfTotals(
      contributionsOf(source.sale, source.commissions, timeZone),
      contributionsOf(source.sale, now, timeZone),
    ),
  };
}

/** What won says what became of its commission. */
function sayReview(redemption: Redemption, { id, reviewReasons }: CommissionRecord): Redemption[] {
  if (redemption.commissionId !== id || redemption.reasons[0] !== 'winner') return [];
  const reasons = ['winner' as const, ...reviewReasons];
  return isDeepStrictEqual(reasons, redemption.reasons) ? [] : [{ ...redemption, reasons }];
}
