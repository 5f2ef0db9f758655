import { __, sprintf } from '@wordpress/i18n';
import type { Rate, RateType } from '@finders-fee/shared';
import { pageConfig } from '../config.ts';
import { formatSum } from '../format/amount.ts';
import { formatRate } from '../format/money.ts';

/** A rate in a phrase: "10%", "€5.00 per order", "€2.00 per item". */
export function sayRate({ type, value, currency = pageConfig().currency }: Rate): string {
  switch (type) {
    case 'percent':
      return formatRate(value);
    case 'fixed_per_order':
      /* translators: %s: amount of money */
      return sprintf(__('%s per order', 'finders-fee'), formatSum(value, currency));
    case 'fixed_per_item':
      /* translators: %s: amount of money */
      return sprintf(__('%s per item', 'finders-fee'), formatSum(value, currency));
  }
}

/** How a rate is counted, as one chooses it. */
export function rateType(type: RateType): string {
  const words: Record<RateType, string> = {
    percent: __('A percentage', 'finders-fee'),
    fixed_per_order: __('A sum for each order', 'finders-fee'),
    fixed_per_item: __('A sum for each item', 'finders-fee'),
  };
  return words[type];
}

/** What choosing this kind of rate means for an order. */
export function rateConsequence(type: RateType): string {
  const words: Record<RateType, string> = {
    percent: __('Of everything in the order that counts; a refund takes its share back.', 'finders-fee'),
    fixed_per_order: __(
      'Once for each order, however large, as long as something of it counts and is not refunded.',
      'finders-fee',
    ),
    fixed_per_item: __(
      'For each piece that counts; a piece that is refunded takes its sum back.',
      'finders-fee',
    ),
  };
  return words[type];
}
