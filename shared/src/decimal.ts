import { ratio, round, type Ratio } from './ratio.ts';

const decimalPattern = /^([+-]?)(\d{1,18})(?:\.(\d{1,30}))?$/;

export function isDecimal(text: string): boolean {
  return decimalPattern.test(text);
}

/** Reads `"13.50"` exactly. Throws RangeError when the text is not a plain decimal number. */
export function parseDecimal(text: string): Ratio {
  const match = decimalPattern.exec(text);
  if (!match) throw new RangeError(`"${text.slice(0, 40)}" is not a decimal number such as "13.50"`);
  const [, sign = '', whole = '0', fraction = ''] = match;
  const digits = BigInt(whole + fraction);
  return ratio(sign === '-' ? -digits : digits, 10n ** BigInt(fraction.length));
}

/** A value in major units as integer minor units, a half rounded away from zero. */
export function toMinor(value: Ratio, exponent: number): bigint {
  return round({ numerator: value.numerator * 10n ** BigInt(exponent), denominator: value.denominator });
}

export function fromMinor(amountMinor: bigint, exponent: number): Ratio {
  return ratio(amountMinor, 10n ** BigInt(exponent));
}

/** Minor units as the API prints them: exactly the currency's decimals, `"13.50"`, `"1350"`, `"13.500"`. */
export function formatMinor(amountMinor: bigint, exponent: number): string {
  const sign = amountMinor < 0n ? '-' : '';
  const digits = (amountMinor < 0n ? -amountMinor : amountMinor).toString().padStart(exponent + 1, '0');
  if (exponent === 0) return sign + digits;
  return `${sign}${digits.slice(0, -exponent)}.${digits.slice(-exponent)}`;
}

/** An exact value in major units, rounded once, as the API prints it. */
export function formatRatio(value: Ratio, exponent: number): string {
  return formatMinor(toMinor(value, exponent), exponent);
}
