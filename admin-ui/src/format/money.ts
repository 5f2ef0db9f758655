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
