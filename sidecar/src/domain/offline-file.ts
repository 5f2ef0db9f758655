import type { CsvRow } from './csv-row.ts';
import { readCellAmount, readDay, type Here } from './check-told-sale.ts';
import { normalizeCode, type ToldSale } from './offline-sale.ts';
import { saleSentence, type SaleSentence } from './sale-sentence.ts';
import { hashesOfReference, hashOccurrence } from './same-sale.ts';

/** A row of the file: the sale it tells, or why it tells none. */
export type OfflineRow = { line: number; sale: ToldSale } | { line: number; problem: SaleSentence };

type Columns = Record<'coupon' | 'sales amount' | 'order id' | 'date', number>;

const names = ['coupon', 'sales amount', 'order id', 'date'] as const;
const longestReference = 100;
const longestCode = 255;

/** What the first line has to be. */
export const headerSentence =
  'The first line has to be "Coupon, sales amount, order ID, date": these four names, in any order, with "," or ";" between them';

/** Where each column is, as the first line says; undefined when it is no header of ours. */
export function readHeader(row: CsvRow | undefined): Columns | undefined {
  if (!row || !('cells' in row)) return undefined;
  const given = row.cells.map((cell) => cell.toLowerCase().replace(/\s+/g, ' '));
  // A spreadsheet may add empty columns at the end.
  while (given.at(-1) === '') given.pop();
  if (given.length !== names.length || !names.every((name) => given.includes(name))) return undefined;
  return Object.fromEntries(names.map((name) => [name, given.indexOf(name)])) as Columns;
}

/**
 * Reads rows one after the other. Rows without an order ID are told apart by how often the same coupon, date and amount came before in the file,
 * so that two equal rows are two sales, and the same file once more has none that is new.
 */
export function offlineFileReader(columns: Columns, here: Here): (row: CsvRow) => OfflineRow {
  const seen = new Map<string, number>();
  return (row) => {
    const { line } = row;
    if ('problem' in row) return { line, problem: saleSentence(row.problem) };
    const told = readCells(row, columns, here);
    if ('problem' in told) return { line, ...told };
    const { date, ...sale } = told;
    const { couponCode, orderReference } = sale;
    if (orderReference !== null) return { line, sale: { ...sale, ...hashesOfReference(sale, date || null) } };
    const key = JSON.stringify([couponCode, date, String(sale.amountMinor)]);
    const nth = (seen.get(key) ?? 0) + 1;
    seen.set(key, nth);
    return { line, sale: { ...sale, dedupeHash: hashOccurrence({ ...sale, date, nth }), dayHash: null } };
  };
}

/** `date` is the cell; an empty one means today, but is the same row tomorrow. */
function readCells(
  { cells, separator }: Extract<CsvRow, { cells: string[] }>,
  columns: Columns,
  here: Here,
): (Omit<ToldSale, 'dedupeHash' | 'dayHash'> & { date: string }) | { problem: SaleSentence } {
  const { currency, exponent, today } = here;
  if (cells.slice(names.length).some((cell) => cell !== ''))
    return {
      problem: saleSentence('too_many_cells', { cells: cells.length, columns: names.length }),
    };
  const cell = (name: (typeof names)[number]) => cells[columns[name]] ?? '';
  const couponCode = normalizeCode(cell('coupon'));
  if (couponCode === '') return { problem: saleSentence('coupon_missing') };
  if (couponCode.length > longestCode)
    return { problem: saleSentence('coupon_too_long', { most: longestCode }) };
  const amount = cell('sales amount');
  const amountMinor = amount === '' ? null : readCellAmount(amount, separator, here);
  if (isProblem(amountMinor)) return amountMinor;
  const orderReference = cell('order id') === '' ? null : cell('order id');
  if (orderReference !== null && orderReference.length > longestReference)
    return { problem: saleSentence('order_id_too_long', { most: longestReference }) };
  const soldOn = cell('date') === '' ? today : readDay(cell('date'), here);
  if (isProblem(soldOn)) return soldOn;
  return { couponCode, currency, exponent, amountMinor, orderReference, soldOn, date: cell('date') };
}

function isProblem(value: unknown): value is { problem: SaleSentence } {
  return typeof value === 'object' && value !== null && 'problem' in value;
}
