/** `"42.10"` and `EUR` in the visitor's own notation; keeps exactly the decimals that the amount came with. */
export function formatMoney(amount: string, currency: string, locale = pageLocale()): string {
  const digits = decimalsOf(amount);
  const format = new Intl.NumberFormat(locale, {
    style: 'currency',
    currency,
    minimumFractionDigits: digits,
    maximumFractionDigits: digits,
  });
  return format.format(amount as Intl.StringNumericLiteral);
}

/** With a sign in front, as a ledger shows its movements. */
export function formatMovement(amount: string, currency: string, locale = pageLocale()): string {
  const sign = amount.startsWith('-') ? '−' : '+';
  return sign + formatMoney(amount.replace(/^[+-]/, ''), currency, locale);
}

/** `a − b` for two amounts of one currency, exact: in whole minor units, never as floats. */
export function subtract(a: string, b: string): string {
  const digits = Math.max(decimalsOf(a), decimalsOf(b));
  const minor = toMinor(a, digits) - toMinor(b, digits);
  const text = (minor < 0n ? -minor : minor).toString().padStart(digits + 1, '0');
  const whole = text.slice(0, text.length - digits);
  return (minor < 0n ? '-' : '') + (digits === 0 ? whole : `${whole}.${text.slice(-digits)}`);
}

export function isZero(amount: string): boolean {
  return !/[1-9]/.test(amount);
}

export function isPositive(amount: string): boolean {
  return !amount.startsWith('-') && !isZero(amount);
}

export function isNegative(amount: string): boolean {
  return amount.startsWith('-') && !isZero(amount);
}

/** The page's language as WordPress prints it on `<html lang>`. */
export function pageLocale(): string {
  return document.documentElement.lang || 'en';
}

function decimalsOf(amount: string): number {
  return amount.split('.')[1]?.length ?? 0;
}

function toMinor(amount: string, digits: number): bigint {
  const [whole = '0', fraction = ''] = amount.replace('-', '').split('.');
  const minor = BigInt(whole + fraction.padEnd(digits, '0'));
  return amount.startsWith('-') ? -minor : minor;
}
