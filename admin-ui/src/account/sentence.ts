import { __, _n, sprintf } from '@wordpress/i18n';
import type { MySale, Sentence, Step } from '@finders-fee/shared';
import { refusalSentence } from '../words/reason.ts';

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

/** The reason in the reader's language; where its code is not known here, the sentence as it came. */
export function sentence({ code, values, text }: Sentence): string {
  const value = (name: string) => String(values[name] ?? '');
  switch (code) {
    case 'earned':
      return sayEarned(values);
    case 'refund_not_counted':
      /* translators: %s: what was earned, such as "13.50: 10 % of 135.00" */
      return sprintf(__('%s, unchanged by a refund', 'finders-fee'), sayEarned(values));
    case 'pieces_refunded':
      return sprintf(
        /* translators: 1: commission before refunds, 2: what refunds took from it, 3: pieces refunded, 4: pieces bought */
        _n(
          '%1$s less %2$s: %3$s of %4$s piece refunded',
          '%1$s less %2$s: %3$s of %4$s pieces refunded',
          Number(values['of']),
          'finders-fee',
        ),
        value('before'),
        value('less'),
        value('pieces'),
        value('of'),
      );
    case 'partly_refunded':
      return sprintf(
        /* translators: 1: commission before refunds, 2: what refunds took from it */
        __('%1$s less %2$s: part of the order was refunded', 'finders-fee'),
        value('before'),
        value('less'),
      );
    case 'fully_refunded':
      /* translators: 1: commission before refunds, 2: what refunds took from it */
      return sprintf(__('%1$s less %2$s: fully refunded', 'finders-fee'), value('before'), value('less'));
    default:
      return refusalSentence(code, value('status')) ?? text;
  }
}

function sayEarned(values: Sentence['values']): string {
  return sprintf(
    /* translators: 1: commission, 2: rate such as "10 %", 3: what the rate is a share of */
    __('%1$s: %2$s of %3$s', 'finders-fee'),
    String(values['amount'] ?? ''),
    String(values['rate'] ?? ''),
    String(values['base'] ?? ''),
  );
}

/** A line of the receipt. The affiliate's has fewer values than the owner's, so its words are its own. */
export function stepLabel({ code, label, values }: Step): string {
  const value = (name: string) => String(values[name] ?? '');
  switch (code) {
    case 'line':
      /* translators: 1: product, 2: number of pieces, 3: price of one */
      return sprintf(__('%1$s, %2$s × %3$s', 'finders-fee'), value('name'), value('quantity'), value('unit'));
    case 'discount':
      return __('Discount', 'finders-fee');
    case 'base':
      return __('Base', 'finders-fee');
    case 'amount':
      return __('Commission', 'finders-fee');
    case 'rate':
      /* translators: 1: rate such as "10 %", 2: name of a program */
      return sprintf(__('%1$s (program %2$s)', 'finders-fee'), value('rate'), value('program'));
    case 'allocated':
      return __('Allocated: money refunded without naming items', 'finders-fee');
    case 'floor':
      return __('A base is never below 0', 'finders-fee');
    case 'base_rounding':
      return __('Rounding', 'finders-fee');
    case 'tax':
    case 'refunded':
    case 'shipping':
    case 'fee':
    case 'not_counted':
    case 'not_earning':
      return label;
  }
}
