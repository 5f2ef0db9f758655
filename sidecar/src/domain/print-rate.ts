import { formatRatio, multiply, parseDecimal, ratio, type Rate, type Ratio } from '@finders-fee/shared';

/** A rate by itself: `"10 %"`, `"2.50 EUR per item"`, `"5.00 EUR per order"`. */
export function printRate({ rate }: { rate: Rate }): string {
  if (rate.type === 'percent') return `${trim(rate.value)} %`;
  const amount = [rate.value, rate.currency].filter(Boolean).join(' ');
  return `${amount} ${rate.type === 'fixed_per_item' ? 'per item' : 'per order'}`;
}

/** The figure of a rate: `"10 %"`, `"12.5 %"` with no more decimals than it needs; a fixed rate as an amount, `"2.50"`. */
export function printRateValue({ type, value }: Rate, exponent: number): string {
  return type === 'percent' ? `${trim(value)} %` : formatRatio(parseDecimal(value), exponent);
}

/** A part of a whole, `"60 %"`, `"33.33 %"`. */
export function printShare(share: Ratio): string {
  return `${trim(formatRatio(multiply(share, ratio(100n)), 2))} %`;
}

/** Pieces, also a part of one: `"3"`, `"1.5"`, `"0.333"`. */
export function printPieces(pieces: Ratio): string {
  return trim(formatRatio(pieces, 3));
}

function trim(decimal: string): string {
  return decimal.includes('.') ? decimal.replace(/\.?0+$/, '') : decimal;
}
