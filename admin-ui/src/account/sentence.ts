import { __, _n, sprintf } from '@wordpress/i18n';
import type { MySale, Sentence } from '@finders-fee/shared';
import { refusalSentence } from '../words/reason.ts';

type Values = Sentence['values'];

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
    case 'approved':
      return __('payable', 'finders-fee');
    case 'pending':
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
        textOf(values, 'before'),
        textOf(values, 'less'),
        textOf(values, 'pieces'),
        textOf(values, 'of'),
      );
    case 'partly_refunded':
      return sprintf(
        /* translators: 1: commission before refunds, 2: what refunds took from it */
        __('%1$s less %2$s: part of the order was refunded', 'finders-fee'),
        textOf(values, 'before'),
        textOf(values, 'less'),
      );
    case 'fully_refunded':
      return sprintf(
        /* translators: 1: commission before refunds, 2: what refunds took from it */
        __('%1$s less %2$s: fully refunded', 'finders-fee'),
        textOf(values, 'before'),
        textOf(values, 'less'),
      );
    default:
      return refusalSentence(code, textOf(values, 'status')) ?? text;
  }
}

/** "7.50: 2.50 per item, 3 items, part of a shared order, without 1 excluded line" */
function sayEarned(values: Values): string {
  const excluded = Number(values['excluded'] ?? 0);
  const parts: string[] = [
    /* translators: 1: commission, 2: how it came about, such as "10 % of 135.00" */
    sprintf(__('%1$s: %2$s', 'finders-fee'), textOf(values, 'amount'), sayRateUsed(values)),
  ];
  if ('shared' in values) parts.push(__('part of a shared order', 'finders-fee'));
  if (excluded > 0) {
    /* translators: %d: number of lines of an order */
    const without = _n('without %d excluded line', 'without %d excluded lines', excluded, 'finders-fee');
    parts.push(sprintf(without, excluded));
  }
  return parts.join(', ');
}

/** A rate with what it was applied to. One percentage alone has no type. */
export function sayRateUsed(values: Values): string {
  const rate = textOf(values, 'rate');
  switch (textOf(values, 'type')) {
    case 'fixed_per_item':
      return sprintf(
        /* translators: 1: amount of money for each item, 2: number of items */
        _n('%1$s per item, %2$s item', '%1$s per item, %2$s items', Number(values['items']), 'finders-fee'),
        rate,
        textOf(values, 'items'),
      );
    case 'fixed_per_order':
      /* translators: %s: amount of money */
      return sprintf(__('%s per order', 'finders-fee'), rate);
    case 'mixed':
      /* translators: 1: number of rates, 2: what they are a share of */
      return sprintf(
        __('%1$s rates on %2$s', 'finders-fee'),
        textOf(values, 'rates'),
        textOf(values, 'base'),
      );
    default:
      /* translators: 1: rate such as "10 %", 2: what the rate is a share of */
      return sprintf(__('%1$s of %2$s', 'finders-fee'), rate, textOf(values, 'base'));
  }
}

export function textOf(values: Values, name: string): string {
  return String(values[name] ?? '');
}
