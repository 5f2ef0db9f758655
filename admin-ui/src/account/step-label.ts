import { __, _n, sprintf } from '@wordpress/i18n';
import type { Step } from '@finders-fee/shared';
import { refusalSentence } from '../words/reason.ts';
import { formatDay } from './dates.ts';
import { sayRateUsed, textOf } from './sentence.ts';

type Values = Step['values'];

/** A line of the receipt. The affiliate's has fewer values than the owner's, so its words are its own. */
export function stepLabel({ code, label, values }: Step): string {
  const name = textOf(values, 'name');
  switch (code) {
    case 'line':
      return sprintf(
        /* translators: 1: product, 2: number of pieces, 3: price of one */
        __('%1$s, %2$s × %3$s', 'finders-fee'),
        name,
        textOf(values, 'quantity'),
        textOf(values, 'unit'),
      );
    case 'discount':
      return __('Discount', 'finders-fee');
    case 'tax':
      /* translators: %s: product */
      return sprintf(__('Tax on %s', 'finders-fee'), name);
    case 'shipping':
      /* translators: %s: name of a shipping method */
      return sprintf(__('Shipping: %s', 'finders-fee'), name);
    case 'refunded':
      return sayRefunded(textOf(values, 'on'), Number(values['quantity'] ?? 0));
    case 'excluded':
      /* translators: %s: product */
      return sprintf(__('%s: excluded by the program', 'finders-fee'), name);
    case 'shared':
      /* translators: %s: product */
      return sprintf(__('%s: your part', 'finders-fee'), name);
    case 'other_coupon': {
      const lines = Number(values['lines'] ?? 0);
      /* translators: %d: number of lines of an order */
      const earned = _n(
        '%d line earned by another code',
        '%d lines earned by another code',
        lines,
        'finders-fee',
      );
      return sprintf(earned, lines);
    }
    case 'allocated':
      return __('Allocated: money refunded without naming items', 'finders-fee');
    case 'floor':
      return __('A base is never below 0', 'finders-fee');
    case 'base_rounding':
    case 'amount_rounding':
      return __('Rounding', 'finders-fee');
    case 'base':
      return __('Base', 'finders-fee');
    case 'rate':
      /* translators: 1: rate and what it was applied to, 2: where the rate comes from */
      return sprintf(__('%1$s (%2$s)', 'finders-fee'), sayApplied(values), sayOrigin(values));
    case 'amount_floor':
      return __('A commission is never below 0', 'finders-fee');
    case 'rejected':
      return refusalSentence('rejected', '') ?? label;
    case 'amount':
      return __('Commission', 'finders-fee');
    case 'fee':
    case 'not_counted':
    case 'not_earning':
    default:
      // A fee has the shop's own name; and a newer sidecar may know more.
      return label;
  }
}

function sayRefunded(on: string, pieces: number): string {
  const when = on
    ? /* translators: %s: date */ sprintf(__('Refunded on %s', 'finders-fee'), formatDay(on))
    : __('Refunded', 'finders-fee');
  if (pieces <= 0) return when;
  /* translators: %s: number of pieces */
  return `${when}, ${sprintf(_n('%s piece', '%s pieces', pieces, 'finders-fee'), String(pieces))}`;
}

function sayApplied(values: Values): string {
  if ('order_currency' in values) {
    return sprintf(
      /* translators: 1: amount of money, 2: its currency, 3: currency of an order */
      __('%1$s %2$s, not for orders in %3$s', 'finders-fee'),
      textOf(values, 'rate'),
      textOf(values, 'currency'),
      textOf(values, 'order_currency'),
    );
  }
  const applied = sayRateUsed(values);
  /* translators: %s: rate and what it was applied to, such as "5.00 per order" */
  return 'shared' in values ? sprintf(__('%s, a part of it', 'finders-fee'), applied) : applied;
}

function sayOrigin(values: Values): string {
  switch (textOf(values, 'source')) {
    case 'coupon':
      return values['codes']
        ? /* translators: %s: coupon codes */ sprintf(__('coupon %s', 'finders-fee'), textOf(values, 'codes'))
        : __('coupon’s own rate', 'finders-fee');
    case 'affiliate':
      return __('your own rate', 'finders-fee');
    case 'product':
      return __('product rate', 'finders-fee');
    case 'category':
      return __('category rate', 'finders-fee');
    default:
      /* translators: %s: name of a program */
      return sprintf(__('program %s', 'finders-fee'), textOf(values, 'program'));
  }
}
