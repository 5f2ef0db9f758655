import {
  rateSchema,
  sentenceSchema,
  type PayoutAccount,
  type Rate,
  type Sentence,
} from '@finders-fee/shared';
import { z } from 'zod';
import { printRate } from '../domain/print-rate.ts';

/** The columns of a list as CSV: the fields of its items, also where it has none. */
export function columnsOf(item: z.ZodType): string[] {
  if (!(item instanceof z.ZodObject)) throw new TypeError('Only a list of objects has columns');
  return Object.keys(item.shape);
}

/** An item as a row. */
export function cellsOf(item: object, columns: readonly string[]): string[] {
  const fields = item as Record<string, unknown>;
  return columns.map((column) => disarm(textOf(fields[column])));
}

/** What is nested is said in words where the screens say it in words, and is JSON elsewhere. */
function textOf(value: unknown): string {
  if (value === null || value === undefined) return '';
  if (typeof value === 'string') return value;
  if (typeof value !== 'object') return JSON.stringify(value);
  if (Array.isArray(value))
    return value.every(isShort) ? value.map(textOf).join('; ') : JSON.stringify(value);
  if (isRate(value)) return printRate({ rate: value });
  if (isSentence(value)) return value.text;
  if (isTotal(value)) return `${value.total} ${value.currency}`;
  if (isCode(value)) return value.code;
  if (isAccount(value)) return value.details === null ? value.method : `${value.method}: ${value.details}`;
  return JSON.stringify(value);
}

/** A part of a list that is a few words. */
function isShort(value: unknown): boolean {
  return typeof value !== 'object' || (value !== null && (isTotal(value) || isCode(value)));
}

const isRate = (value: object): value is Rate => rateSchema.safeParse(value).success;
const isSentence = (value: object): value is Sentence => sentenceSchema.safeParse(value).success;

function isTotal(value: object): value is { currency: string; total: string } {
  return hasOnly(value, ['currency', 'total']);
}

/** A coupon as other things name it. */
function isCode(value: object): value is { id: number; code: string } {
  return hasOnly(value, ['id', 'code']);
}

/** Where an affiliate is paid; lists of affiliates tell how, and not where. */
function isAccount(value: object): value is Omit<PayoutAccount, 'details'> & { details: string | null } {
  return hasOnly(value, ['method', 'details']);
}

function hasOnly(value: object, names: string[]): boolean {
  return Object.keys(value).length === names.length && names.every((name) => name in value);
}

/**
 * A spreadsheet takes what begins like this for a formula, and runs it; the apostrophe makes it text again (OWASP, "CSV Injection").
 * Where `;` separates, as in half of Europe, a spreadsheet cuts the cell there and at its line breaks, quoted or not, and each piece begins one.
 * Plain numbers stay numbers. The wide characters are those of East Asian keyboards.
 */
export function disarm(text: string): string {
  if (/^[+-]?\d+(\.\d+)?$/.test(text)) return text;
  const whole = text.replace(/(?<!^)([;\r\n]["\s]*)(?=[=+\-@\uFF1D\uFF0B\uFF0D\uFF20])/g, "$1'");
  return /^[=+\-@\t\r\n\uFF1D\uFF0B\uFF0D\uFF20]/.test(whole) ? `'${whole}` : whole;
}
