import { parseDecimal, toMinor } from '@finders-fee/shared';

/** What the store is to a sale that somebody tells: its currency, and its calendar's present day. */
export interface Here {
  currency: string;
  exponent: number;
  today: string;
}

const oldest = '1970-01-01';

/** An amount in minor units; a sentence when it is none. */
export function readAmount(
  text: string,
  { currency, exponent }: Pick<Here, 'currency' | 'exponent'>,
): bigint | { problem: string } {
  if (!/^\d{1,12}(\.\d{1,12})?$/.test(text))
    return { problem: 'The amount has to be a number above 0 such as "100" or "99.90"' };
  const amountMinor = toMinor(parseDecimal(text), exponent);
  if (!isExact(text, exponent))
    return { problem: `The amount has more than the ${exponent} decimals of ${currency}` };
  return amountMinor > 0n ? amountMinor : { problem: 'The amount has to be above 0' };
}

/** A day that the calendar has and that is not to come; a sentence when it is none. */
export function readDay(text: string, { today }: Pick<Here, 'today'>): string | { problem: string } {
  if (!isDay(text)) return { problem: 'The date has to be a day such as "2026-11-03"' };
  if (text < oldest || text > today)
    return { problem: `The date has to lie between ${oldest} and today, ${today}` };
  return text;
}

function isExact(text: string, exponent: number): boolean {
  const decimals = (text.split('.')[1] ?? '').replace(/0+$/, '');
  return decimals.length <= exponent;
}

function isDay(text: string): boolean {
  if (!/^\d{4}-\d{2}-\d{2}$/.test(text)) return false;
  const midnight = Date.parse(`${text}T00:00:00Z`);
  return !Number.isNaN(midnight) && new Date(midnight).toISOString().startsWith(text);
}
