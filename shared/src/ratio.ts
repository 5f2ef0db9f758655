/**
 * An exact fraction of two integers; the denominator is positive.
 * Amounts stay fractions until the one rounding at the end, so no float ever touches money.
 */
export interface Ratio {
  readonly numerator: bigint;
  readonly denominator: bigint;
}

export const zero: Ratio = { numerator: 0n, denominator: 1n };

/** A fraction in lowest terms. Throws RangeError when the denominator is 0. */
export function ratio(numerator: bigint, denominator = 1n): Ratio {
  if (denominator === 0n) throw new RangeError('A ratio cannot have the denominator 0');
  const sign = denominator < 0n ? -1n : 1n;
  const divisor = greatestCommonDivisor(absolute(numerator), absolute(denominator)) * sign;
  return { numerator: numerator / divisor, denominator: denominator / divisor };
}

export function add(a: Ratio, b: Ratio): Ratio {
  if (a.numerator === 0n) return b;
  if (b.numerator === 0n) return a;
  if (a.denominator === b.denominator) return ratio(a.numerator + b.numerator, a.denominator);
  return ratio(a.numerator * b.denominator + b.numerator * a.denominator, a.denominator * b.denominator);
}

export function subtract(a: Ratio, b: Ratio): Ratio {
  return add(a, { numerator: -b.numerator, denominator: b.denominator });
}

export function multiply(a: Ratio, b: Ratio): Ratio {
  return ratio(a.numerator * b.numerator, a.denominator * b.denominator);
}

export function divide(a: Ratio, b: Ratio): Ratio {
  return ratio(a.numerator * b.denominator, a.denominator * b.numerator);
}

export function sum(parts: readonly Ratio[]): Ratio {
  return parts.reduce(add, zero);
}

export function isPositive(value: Ratio): boolean {
  return value.numerator > 0n;
}

export function isZero(value: Ratio): boolean {
  return value.numerator === 0n;
}

export function compare(a: Ratio, b: Ratio): -1 | 0 | 1 {
  const difference = subtract(a, b).numerator;
  return difference < 0n ? -1 : difference > 0n ? 1 : 0;
}

/** The larger of the value and 0. */
export function atLeastZero(value: Ratio): Ratio {
  return value.numerator < 0n ? zero : value;
}

/** The nearest integer; a half goes away from zero. */
export function round(value: Ratio): bigint {
  const doubled = absolute(value.numerator) * 2n + value.denominator;
  const magnitude = doubled / (value.denominator * 2n);
  return value.numerator < 0n ? -magnitude : magnitude;
}

function absolute(value: bigint): bigint {
  return value < 0n ? -value : value;
}

function greatestCommonDivisor(a: bigint, b: bigint): bigint {
  while (b !== 0n) [a, b] = [b, a % b];
  return a === 0n ? 1n : a;
}
