import { add, formatRatio, isDecimal, parseDecimal, sum, type Ratio, ratio } from '@finders-fee/shared';

const rawDecimals = 6;

/** An amount as somebody wrote it (a number, `"10"`, `"12,50"`), exactly; 0 when it is none. */
export function amount(value: unknown): Ratio {
  const text = typeof value === 'number' ? value.toFixed(rawDecimals) : String(value);
  return isDecimal(text) ? parseDecimal(text) : ratio(0n);
}

/** Rounded to the store's decimals, a half away from zero, and exact from there on. */
export function rounded(value: Ratio, decimals: number): Ratio {
  return parseDecimal(formatRatio(value, decimals));
}

export function printed(value: Ratio, decimals: number): string {
  return formatRatio(value, decimals);
}

/** As WooCommerce stores an amount that no format rounds: `"16"`, `"3.2"`, `"0.0666"`. */
export function raw(value: Ratio): string {
  const text = formatRatio(value, rawDecimals);
  return text.replace(/\.?0+$/, '');
}

/** Each part rounded before they are added up, as WooCommerce adds up an order. */
export function sumRounded(parts: readonly Ratio[], decimals: number): Ratio {
  return sum(parts.map((part) => rounded(part, decimals)));
}

export function negative(value: Ratio): Ratio {
  return { numerator: -value.numerator, denominator: value.denominator };
}

export function minus(a: Ratio, b: Ratio): Ratio {
  return add(a, negative(b));
}
