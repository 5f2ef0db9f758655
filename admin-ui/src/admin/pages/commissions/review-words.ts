import { __, _n, sprintf } from '@wordpress/i18n';
import type { ReasonCode, Redemption } from '@finders-fee/shared';
import { refusalSentence } from '../../../words/reason.ts';
import { saySentence } from '../../../words/sentence.ts';
import type { CommissionRow, ReviewAction } from './use-commissions.ts';

/** What can be done with a commission that stands so; nothing with what is paid or worth nothing. */
export function reviewsOf(status: Redemption['status']): ReviewAction[] {
  const actions: Partial<Record<Redemption['status'], ReviewAction[]>> = {
    pending: ['approve', 'hold', 'reject'],
    held: ['approve', 'release', 'reject'],
    approved: ['hold', 'reject'],
    rejected: ['approve', 'release'],
  };
  return actions[status] ?? [];
}

export function reviewWord(action: ReviewAction): string {
  const words: Record<ReviewAction, string> = {
    approve: __('Approve', 'finders-fee'),
    hold: __('Hold for review', 'finders-fee'),
    release: __('Put back to earned', 'finders-fee'),
    reject: __('Reject…', 'finders-fee'),
  };
  return words[action];
}

/** "12 approved." */
export function doneSentence(action: ReviewAction, count: number): string {
  const sentences: Record<ReviewAction, string> = {
    /* translators: %d: number of commissions */
    approve: sprintf(_n('%d approved.', '%d approved.', count, 'finders-fee'), count),
    /* translators: %d: number of commissions */
    hold: sprintf(_n('%d held for review.', '%d held for review.', count, 'finders-fee'), count),
    /* translators: %d: number of commissions */
    release: sprintf(_n('%d put back to earned.', '%d put back to earned.', count, 'finders-fee'), count),
    /* translators: %d: number of commissions */
    reject: sprintf(_n('%d rejected.', '%d rejected.', count, 'finders-fee'), count),
  };
  return sentences[action];
}

/** Why it waits for the owner; the most telling of its reasons. */
export function sayHeld(reasons: readonly ReasonCode[]): string {
  const code = reasons.includes('self_referral') ? 'self_referral' : 'held_for_review';
  return refusalSentence(code, '') ?? '';
}

/** The sentence of a row: what it earned and how, or why not; before it, why it is held. */
export function sayWhy({ status, reasons, note, summary }: CommissionRow): string {
  const held = status === 'held' ? sayHeld(reasons) : '';
  /* translators: %s: what the owner wrote */
  const said = note ? sprintf(__('“%s”', 'finders-fee'), note) : '';
  return [held, saySentence(summary), said].filter(Boolean).join(' · ');
}

/** What the row is called: its order, or that it came from none. */
export function nameOf({ order_id: id, order_number: number }: CommissionRow): string {
  if (id === null) return __('Offline sale', 'finders-fee');
  /* translators: %s: order number */
  return sprintf(__('Order #%s', 'finders-fee'), number);
}
