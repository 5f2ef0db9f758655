import { parseDecimal, toMinor } from '@finders-fee/shared';
import type { Separator } from './csv-row.ts';
import { saleSentence, type SaleSentence } from './sale-sentence.ts';

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
): bigint | { problem: SaleSentence } {
  if (!/^\d{1,12}(\.\d{1,12})?$/.test(text)) return { problem: saleSentence('amount_unreadable') };
  const amountMinor = toMinor(parseDecimal(text), exponent);
  if (!isExact(text, exponent))
    return { problem: saleSentence('amount_too_precise', { decimals: exponent, currency }) };
  return amountMinor > 0n ? amountMinor : { problem: saleSentence('amount_not_above_zero') };
}

const withDecimalPoint = /^\d{1,12}\.\d{1,12}$/;
/** One and the same mark before each three digits of the whole, then perhaps a comma and decimals. */
const withDecimalComma = /^(?:\d{1,12}|\d{1,3}(?:([. \u00a0\u202f'’])\d{3}(?:\1\d{3}){0,2}))(?:,\d{1,12})?$/;
const eitherWay = /^[1-9]\d{0,2}\.\d{3}$/;

/**
 * An amount as the file's spreadsheet writes it. Cells are separated by `;` where the comma is the decimal mark (`1.234,50`);
 * a point is one there only where it cannot be a mark for thousands (`99.90`), and what may be either is refused.
 */
export function readCellAmount(
  cell: string,
  separator: Separator,
  here: Pick<Here, 'currency' | 'exponent'>,
): bigint | { problem: SaleSentence } {
  if (separator === ',') return readAmount(cell, here);
  if (eitherWay.test(cell)) {
    const values = { amount: cell, thousands: cell.replace('.', ''), decimals: cell.replace('.', ',') };
    return { problem: saleSentence('amount_ambiguous', values) };
  }
  if (withDecimalPoint.test(cell)) return readAmount(cell, here);
  if (!withDecimalComma.test(cell)) return { problem: saleSentence('amount_unreadable_with_comma') };
  return readAmount(cell.replace(/[^\d,]/g, '').replace(',', '.'), here);
}

/** A day that the calendar has and that is not to come; a sentence when it is none. */
export function readDay(text: string, { today }: Pick<Here, 'today'>): string | { problem: SaleSentence } {
  if (!isDay(text)) return { problem: saleSentence('date_unreadable') };
  if (text < oldest || text > today)
    return { problem: saleSentence('date_out_of_range', { first: oldest, last: today }) };
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
