import { __, sprintf } from '@wordpress/i18n';
import { formatMoney } from './money.ts';

const fixed = /^(\d+(?:\.\d+)?) ([A-Z]{3}) per (item|order)$/;

/** `"10 %"` as it came; `"2.50 EUR per item"`, `"5.00 EUR per order"` in the visitor's language. */
export function sayPlainRate(rate: string): string {
  const [, value, currency, unit] = fixed.exec(rate) ?? [];
  if (value === undefined || currency === undefined) return rate;
  const amount = formatMoney(value, currency);
  /* translators: %s: amount of money */
  if (unit === 'item') return sprintf(__('%s per item', 'finders-fee'), amount);
  /* translators: %s: amount of money */
  return sprintf(__('%s per order', 'finders-fee'), amount);
}

export function isPercent(rate: string): boolean {
  return rate.endsWith('%');
}
