import { pageConfig } from '../config.ts';

/**
 * An amount as the API prints it (`"13.50"`) in words of the reader's language: `€13.50`, `13,50 €`.
 * The decimals are those of the text, so that JPY has none and KWD three; nothing passes through a float.
 */
export function formatMoney(amount: string, currency: string, locale = pageConfig().locale): string {
  const digits = amount.split('.')[1]?.length ?? 0;
  try {
    return new Intl.NumberFormat(locale, {
      style: 'currency',
      currency,
      minimumFractionDigits: digits,
      maximumFractionDigits: digits,
    }).format(amount as `${number}`);
  } catch {
    return `${amount} ${currency}`;
  }
}

/** An amount as somebody typed it once (`"5"`): with at least the decimals its currency has, `€5.00`. */
export function formatSum(amount: string, currency: string, locale = pageConfig().locale): string {
  const [whole = '', decimals = ''] = amount.split('.');
  const least = currencyDecimals(currency);
  const shown = decimals.replace(/0+$/, '').padEnd(least, '0');
  return formatMoney(shown ? `${whole}.${shown}` : whole, currency, locale);
}

/** How many decimals a currency has by the browser's own knowledge; 2 for a code that nobody knows. */
function currencyDecimals(currency: string): number {
  try {
    const { maximumFractionDigits } = new Intl.NumberFormat('en', {
      style: 'currency',
      currency,
    }).resolvedOptions();
    return maximumFractionDigits ?? 2;
  } catch {
    return 2;
  }
}

/** The same with its sign always written, as a ledger does: `+€13.50`, `−€4.50`. */
export function formatSignedMoney(amount: string, currency: string, locale = pageConfig().locale): string {
  const text = formatMoney(amount.replace(/^-/, ''), currency, locale);
  if (isZeroAmount(amount)) return text;
  return amount.startsWith('-') ? `−${text}` : `+${text}`;
}

export function isZeroAmount(amount: string): boolean {
  return /^-?0*(\.0*)?$/.test(amount);
}

/** Only for the height of a bar or a percentage on the screen, never for money. */
export function roughly(amount: string): number {
  return Number.parseFloat(amount) || 0;
}

/** A percentage as stored (`"12.5"`) in the reader's language, with the sign: `12.5%`, `12,5 %`. */
export function formatRate(value: string, locale = pageConfig().locale): string {
  const digits = value.split('.')[1]?.replace(/0+$/, '').length ?? 0;
  return new Intl.NumberFormat(locale, {
    style: 'percent',
    minimumFractionDigits: digits,
    maximumFractionDigits: digits + 2,
  }).format(Number(value) / 100);
}

/** What was typed for a percentage, as the API wants it: `12,5 %` is `12.5`. Undefined when it is not above 0 and at most 100. */
export function parseRate(typed: string): string | undefined {
  const text = typed.replace(/[\s%]/g, '').replace(',', '.');
  if (!/^\d{1,3}(\.\d{1,4})?$/.test(text)) return undefined;
  return Number(text) > 0 && Number(text) <= 100 ? text.replace(/^0+(?=\d)/, '') : undefined;
}

/** What was typed for a sum of money, as the API wants it: `1.250,5` is refused, `1250,5` is `1250.5`. Undefined when it is not above 0. */
export function parseAmount(typed: string): string | undefined {
  const text = typed.replace(/\s/g, '').replace(',', '.');
  if (!/^\d{1,12}(\.\d{1,4})?$/.test(text) || isZeroAmount(text)) return undefined;
  return text.replace(/^0+(?=\d)/, '');
}

/** Two amounts in one currency together, digit by digit. */
export function addAmounts(first: string, second: string): string {
  return subtractAmounts(first, second.startsWith('-') ? second.slice(1) : `-${second}`);
}

/** `after` less `before`, two amounts in one currency, digit by digit. */
export function subtractAmounts(after: string, before: string): string {
  const decimals = Math.max(...[after, before].map((amount) => amount.split('.')[1]?.length ?? 0));
  const minor = (amount: string) => {
    const [whole = '0', part = ''] = amount.replace('-', '').split('.');
    return BigInt(whole + part.padEnd(decimals, '0')) * (amount.startsWith('-') ? -1n : 1n);
  };
  const difference = minor(after) - minor(before);
  const digits = String(difference < 0n ? -difference : difference).padStart(decimals + 1, '0');
  const text =
    decimals === 0 ? digits : `${digits.slice(0, -decimals)}.${digits.slice(digits.length - decimals)}`;
  return difference < 0n ? `-${text}` : text;
}
