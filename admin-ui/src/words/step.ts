import { __, _n, sprintf } from '@wordpress/i18n';
import type { Step } from '@finders-fee/shared';
import { pageConfig } from '../config.ts';
import { formatCalendarDay } from '../format/instant.ts';
import { sayRateUsed } from './earned.ts';
import { refusalSentence } from './reason.ts';
import { textOf } from './values.ts';

/** A line of the receipt in the reader's language; the sidecar's own words where its code is not known here. */
export function sayStep({ code, label, values }: Step): string {
  const value = (name: string) => textOf(values, name);
  switch (code) {
    case 'line':
      /* translators: 1: product, 2: number of pieces, 3: price of one */
      return sprintf(__('%1$s, %2$s × %3$s', 'finders-fee'), value('name'), value('quantity'), value('unit'));
    case 'discount':
      /* translators: %s: coupon codes */
      return value('codes')
        ? sprintf(__('Discount %s', 'finders-fee'), value('codes'))
        : __('Price edited on the order', 'finders-fee');
    case 'tax':
      /* translators: %s: product */
      return sprintf(__('Tax on %s', 'finders-fee'), value('name'));
    case 'shipping':
      /* translators: %s: name of a shipping method */
      return sprintf(__('Shipping: %s', 'finders-fee'), value('name'));
    case 'refunded':
      return sayRefunded(value('on'), Number(value('quantity')));
    case 'not_counted':
      return sayNotCounted(values);
    case 'allocated':
      return sprintf(
        /* translators: 1: amount refunded, 2: what was left of the order */
        __('Allocated: %1$s of %2$s refunded without naming items', 'finders-fee'),
        value('refunded'),
        value('of'),
      );
    case 'floor':
      return __('A base is never below 0', 'finders-fee');
    case 'base_rounding':
    case 'amount_rounding':
      return __('Rounding', 'finders-fee');
    case 'base':
      return __('Base', 'finders-fee');
    case 'rate':
      return sayRateStep(values);
    case 'excluded':
      /* translators: %s: product */
      return sprintf(__('%s: excluded by the program', 'finders-fee'), value('name'));
    case 'shared':
      return sprintf(
        /* translators: 1: percentage, 2: coupon codes of this affiliate, 3: coupon codes of others */
        __('Shared: %1$s through %2$s, the rest through %3$s', 'finders-fee'),
        value('share'),
        value('codes'),
        value('other_codes'),
      );
    case 'other_coupon':
      return sprintf(
        /* translators: 1: number of lines of an order, 2: coupon codes */
        _n('%1$s line earned by %2$s', '%1$s lines earned by %2$s', Number(values['lines']), 'finders-fee'),
        value('lines'),
        value('codes'),
      );
    case 'amount_floor':
      return __('A commission is never below 0', 'finders-fee');
    case 'rejected':
      return refusalSentence('rejected', '') ?? label;
    case 'amount':
      return __('Commission', 'finders-fee');
    case 'fee':
    case 'not_earning':
      return label;
    default:
      // A newer sidecar may know more.
      return label;
  }
}

/** A rate, what it was applied to and where it comes from: "10 % of 90.00 (program Podcast, since 1 Oct 2026)". */
function sayRateStep(values: Step['values']): string {
  const applied = sayApplied(values);
  return sprintf(
    /* translators: 1: rate and what it was applied to, 2: where the rate comes from */
    __('%1$s (%2$s)', 'finders-fee'),
    applied,
    sayOrigin(values),
  );
}

function sayApplied(values: Step['values']): string {
  if ('order_currency' in values)
    return sprintf(
      /* translators: 1: amount of money, 2: its currency, 3: currency of an order */
      __('%1$s %2$s, not for orders in %3$s', 'finders-fee'),
      textOf(values, 'rate'),
      textOf(values, 'currency'),
      textOf(values, 'order_currency'),
    );
  if ('share' in values)
    return sprintf(
      /* translators: 1: rate such as "5.00 per order", 2: percentage */
      __('%1$s, %2$s of it', 'finders-fee'),
      sayRateUsed(values),
      textOf(values, 'share'),
    );
  return sayRateUsed(values);
}

function sayOrigin(values: Step['values']): string {
  switch (textOf(values, 'source')) {
    case 'coupon':
      /* translators: %s: coupon codes */
      return sprintf(__('coupon %s', 'finders-fee'), textOf(values, 'codes'));
    case 'affiliate':
      return __('affiliate’s own rate', 'finders-fee');
    case 'product':
      return __('product rate', 'finders-fee');
    case 'category':
      return __('category rate', 'finders-fee');
    default:
      return sprintf(
        /* translators: 1: name of a program, 2: date */
        __('program %1$s, since %2$s', 'finders-fee'),
        textOf(values, 'program'),
        day(textOf(values, 'since')),
      );
  }
}

function sayRefunded(on: string, pieces: number): string {
  const count =
    pieces > 0
      ? /* translators: %s: number of pieces */ sprintf(
          _n('%s piece', '%s pieces', pieces, 'finders-fee'),
          String(pieces),
        )
      : '';
  const when = on
    ? /* translators: %s: date */ sprintf(__('Refunded on %s', 'finders-fee'), day(on))
    : __('Refunded', 'finders-fee');
  return [when, count].filter(Boolean).join(', ');
}

function sayNotCounted(values: Step['values']): string {
  const words: Record<string, string> = {
    items: __('Items that the coupon is not for', 'finders-fee'),
    shipping: __('Shipping', 'finders-fee'),
    fees: __('Fees', 'finders-fee'),
    tax: __('Tax', 'finders-fee'),
  };
  const present = Object.keys(values).map((what) => words[what] ?? what);
  return new Intl.ListFormat(pageConfig().locale).format(present);
}

function day(text: string): string {
  return /^\d{4}-\d\d-\d\d$/.test(text) ? formatCalendarDay(text) : text;
}
