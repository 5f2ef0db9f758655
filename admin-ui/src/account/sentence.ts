import { __, sprintf } from '@wordpress/i18n';
import type { MySale, Sentence, Step } from '@finders-fee/shared';

/** A sale's state in a few words: "counts from 3 Dec", "refunded", "not counted". The whole reason stands in its receipt. */
export function sayState(sale: MySale, day: (instant: string) => string): string {
  switch (sale.status) {
    case 'none':
      /* translators: %s: the reason, a sentence */
      return sprintf(__('not counted: %s', 'finders-fee'), sentence(sale.summary));
    case 'reversed':
      return sentence(sale.summary);
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
