import { __, _n, sprintf } from '@wordpress/i18n';
import type { Step } from '@finders-fee/shared';
import { pageConfig } from '../config.ts';
import { formatCalendarDay } from '../format/instant.ts';
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
      return __('Rounding', 'finders-fee');
    case 'base':
      return __('Base', 'finders-fee');
    case 'rate':
      return sprintf(
        /* translators: 1: rate, 2: name of a program, 3: date */
        __('%1$s (program %2$s, since %3$s)', 'finders-fee'),
        value('rate'),
        value('program'),
        day(value('since')),
      );
    case 'amount':
      return __('Commission', 'finders-fee');
    case 'fee':
    case 'not_earning':
    default:
      return label;
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
