import { __, sprintf } from '@wordpress/i18n';
import type { MySale, Sentence, Step } from '@finders-fee/shared';

/** A sale's state in a word or two; the reason stands beside it in a sentence of its own. */
export function sayState(sale: MySale, day: (instant: string) => string): string {
  switch (sale.status) {
    case 'none':
      return __('not counted', 'finders-fee');
    case 'reversed':
      return __('taken back', 'finders-fee');
    case 'paid':
      return __('paid', 'finders-fee');
    case 'rejected':
      return __('not accepted by the shop', 'finders-fee');
    case 'held':
      return __('the shop is looking into it', 'finders-fee');
    case 'pending':
    case 'approved':
      return sayPayable(sale.payable_from, day);
  }
}

function sayPayable(payableFrom: string | null, day: (instant: string) => string): string {
  if (payableFrom === null) return __('counts', 'finders-fee');
  /* translators: %s: date */
  if (Date.parse(payableFrom) > Date.now())
    return sprintf(__('counts from %s', 'finders-fee'), day(payableFrom));
  return __('ready for payout', 'finders-fee');
}

export function sentence({ text }: Sentence): string {
  return text;
}

export function stepLabel({ label }: Step): string {
  return label;
}
