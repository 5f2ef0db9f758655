/** An exact fraction for the second opinion: small, slow and shared with nothing that it checks. The denominator is above 0. */
export type Fraction = readonly [over: bigint, under: bigint];

export const none: Fraction = [0n, 1n];
export const whole: Fraction = [1n, 1n];

const read = new Map<string | number, Fraction>();

/** Reads `"-13.50"`. */
export function exact(text: string | number): Fraction {
  const known = read.get(text);
  if (known) return known;
  const [digits = '0', decimals = ''] = String(text).split('.');
  const fraction: Fraction = [BigInt(digits + decimals), 10n ** BigInt(decimals.length)];
  if (read.size > 50_000) read.clear();
  read.set(text, fraction);
  return fraction;
}

export function plus([a, b]: Fraction, [c, d]: Fraction): Fraction {
  return b === d ? [a + c, b] : short(a * d + c * b, b * d);
}

export function minus(a: Fraction, [c, d]: Fraction): Fraction {
  return plus(a, [-c, d]);
}

export function times([a, b]: Fraction, [c, d]: Fraction): Fraction {
  return a === 0n || c === 0n ? none : short(a * c, b * d);
}

/** Throws RangeError when the divisor is 0. */
export function over(a: Fraction, [c, d]: Fraction): Fraction {
  return times(a, c < 0n ? [-d, -c] : [d, c]);
}

export function isAbove([a, b]: Fraction, [c, d]: Fraction): boolean {
  return a * d > c * b;
}

export function isPositive([a]: Fraction): boolean {
  return a > 0n;
}

export function notBelowZero(a: Fraction): Fraction {
  return isPositive(a) ? a : none;
}

export function notAboveZero(a: Fraction): Fraction {
  return isPositive(a) ? none : a;
}

export function total(parts: readonly Fraction[]): Fraction {
  return parts.reduce(plus, none);
}

export function wholePart([a, b]: Fraction): bigint {
  return a / b;
}

/** A half goes away from zero. */
export function rounded([a, b]: Fraction): bigint {
  const up = (2n * (a < 0n ? -a : a) + b) / (2n * b);
  return a < 0n ? -up : up;
}

const long = 1n << 192n;

function short(a: bigint, b: bigint): Fraction {
  if (b < long) return [a, b];
  let [x, y] = [a < 0n ? -a : a, b];
  while (y > 0n) [x, y] = [y, x % y];
  return [a / x, b / x];
}
