import { __, _n, sprintf } from '@wordpress/i18n';
import type { Sentence } from '@finders-fee/shared';
import { textOf } from './values.ts';

/** What was earned and by which rate, and what is particular about it: a share, lines that the program excludes. */
export function sayEarned(values: Sentence['values']): string {
  const excluded = Number(values['excluded'] ?? 0);
  return [
    sprintf(
      /* translators: 1: commission, 2: how it came about, "10 % of 135.00" */
      __('%1$s: %2$s', 'finders-fee'),
      textOf(values, 'amount'),
      sayRateUsed(values),
    ),
    'share' in values
      ? /* translators: %s: percentage */ sprintf(
          __('%s of a shared order', 'finders-fee'),
          textOf(values, 'share'),
        )
      : '',
    excluded > 0
      ? /* translators: %d: number of lines of an order */ sprintf(
          _n('without %d excluded line', 'without %d excluded lines', excluded, 'finders-fee'),
          excluded,
        )
      : '',
  ]
    .filter(Boolean)
    .join(', ');
}

/** A rate and what it was applied to: "10 % of 90.00", "2.50 per item, 3 items". A percentage need not say its `type`. */
export function sayRateUsed(values: Sentence['values']): string {
  const [rate, base, items] = [textOf(values, 'rate'), textOf(values, 'base'), textOf(values, 'items')];
  switch (textOf(values, 'type')) {
    case 'fixed_per_item':
      return sprintf(
        /* translators: 1: amount of money for each item, 2: number of items */
        _n('%1$s per item, %2$s item', '%1$s per item, %2$s items', Number(items), 'finders-fee'),
        rate,
        items,
      );
    case 'fixed_per_order':
      /* translators: %s: amount of money */
      return sprintf(__('%s per order', 'finders-fee'), rate);
    case 'mixed':
      /* translators: 1: number of rates, 2: what they are a share of */
      return sprintf(__('%1$s rates on %2$s', 'finders-fee'), textOf(values, 'rates'), base);
    default:
      /* translators: 1: rate such as "10 %", 2: what the rate is a share of */
      return sprintf(__('%1$s of %2$s', 'finders-fee'), rate, base);
  }
}
