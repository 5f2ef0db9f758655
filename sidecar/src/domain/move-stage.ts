import type { ReasonCode } from '@finders-fee/shared';
import type { CommissionRecord, LedgerTransfer, Stage } from './books.ts';
import { statusOf, summaryOf } from './decide-commission.ts';
import type { Settlement } from './settle-order.ts';
import { writeEntry, writeMove, type EntryCause } from './write-entry.ts';

/** A commission in its new stage, with the entry that brings the ledger there. */
export interface Move {
  commission: CommissionRecord;
  transfers: LedgerTransfer[];
}

/** What a commission is worth now by its order or offline sale; needed where its amount goes to nothing or comes back. */
export interface Worth {
  settlement: Settlement;
  orderStatus: string;
}

/** Moves a commission from the account of one stage to that of another; its amount stays. Not for rejected ones. */
export function moveStage(
  commission: CommissionRecord,
  stage: Exclude<Stage, 'rejected'>,
  note: string | null,
  cause: EntryCause,
): Move {
  const transfer = writeMove(commission, stage, cause);
  return enter(commission, { ...reviewedAs(commission, stage, note), stage }, transfer);
}

/** Takes back all that a commission is worth, for good unless it is restored. */
export function rejectCommission(
  commission: CommissionRecord,
  worth: Worth,
  note: string | null,
  cause: EntryCause,
): Move {
  const transfer = writeEntry(commission, 0n, cause);
  const review = reviewedAs(commission, 'rejected', note);
  const summary = summaryOf('rejected', worth.settlement, worth.orderStatus);
  return enter(commission, { ...review, stage: 'rejected', amountMinor: 0n, summary }, transfer);
}

/** A rejected commission is worth again what its order is worth by now. One that paid payouts still hold something of is a paid one. */
export function restoreCommission(
  commission: CommissionRecord,
  to: 'pending' | 'approved',
  worth: Worth,
  note: string | null,
  cause: EntryCause,
): Move {
  const stage = commission.paidMinor === 0n ? to : 'paid';
  const { amountMinor } = worth.settlement;
  const transfer = writeEntry({ ...commission, stage }, amountMinor, cause);
  const review = reviewedAs(commission, stage, note);
  const summary = summaryOf(stage, worth.settlement, worth.orderStatus);
  return enter(commission, { ...review, stage, amountMinor, summary }, transfer);
}

function enter(
  before: CommissionRecord,
  change: Partial<CommissionRecord>,
  transfer: LedgerTransfer | undefined,
): Move {
  const commission = { ...before, ...change, entriesCount: before.entriesCount + (transfer ? 1 : 0) };
  const status = statusOf(commission.stage, commission.amountMinor);
  return { commission: { ...commission, status }, transfers: transfer ? [transfer] : [] };
}

/** What once gave rise to a review stays known; that it is held or rejected is said as long as it is. */
function reviewedAs(
  { reviewReasons }: CommissionRecord,
  stage: Stage,
  reviewNote: string | null,
): Pick<CommissionRecord, 'reviewReasons' | 'reviewNote'> {
  const causes = reviewReasons.filter((reason) => reason !== 'held_for_review' && reason !== 'rejected');
  const standing: ReasonCode[] =
    stage === 'held' ? ['held_for_review'] : stage === 'rejected' ? ['rejected'] : [];
  return { reviewReasons: [...standing, ...causes], reviewNote };
}
