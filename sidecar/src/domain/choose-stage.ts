import { AppError } from '@finders-fee/shared';
import type { CommissionRecord, Stage } from './books.ts';

/** What the owner may do with a commission. */
export type ReviewAction = 'approve' | 'reject' | 'hold' | 'release';

const targets = { approve: 'approved', reject: 'rejected', hold: 'held', release: 'pending' } as const;

/**
 * The stage to which an action brings a commission; its own where that is done already.
 * `proposed`: an open payout counts on it. Throws `conflict` with a sentence for what cannot be.
 */
export function chooseStage(
  { id, stage, status }: Pick<CommissionRecord, 'id' | 'stage' | 'status'>,
  action: ReviewAction,
  { proposed }: { proposed: boolean },
): Exclude<Stage, 'paid'> {
  const refuse = (why: string) => new AppError('conflict', `Commission ${id} ${why}.`);
  const target = targets[action];
  if (stage === 'paid') {
    throw refuse(
      action === 'approve'
        ? 'was approved and paid already'
        : `is paid, so it is too late to ${action} it; cancel its payout first`,
    );
  }
  if (stage === target) return target;
  if (status === 'reversed') throw refuse(`is worth nothing at present, so there is nothing to ${action}`);
  if (action === 'release' && stage === 'approved') throw refuse('is approved; there is nothing to release');
  if (action === 'hold' && stage === 'rejected') throw refuse('was rejected; release it before you hold it');
  if (proposed && stage === 'approved') {
    throw refuse(`is part of a payout that is proposed; cancel that payout before you ${action} it`);
  }
  return target;
}
