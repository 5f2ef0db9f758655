import type { CsvRow } from './csv-row.ts';
import { readAmount, readDay, type Here } from './check-told-sale.ts';
import { hashOccurrence, hashReference } from './same-sale.ts';
import { normalizeCode, type ToldSale } from './offline-sale.ts';

/** A row of the file: the sale it tells, or why it tells none. */
export type OfflineRow = { line: number; sale: ToldSale } | { line: number; problem: string };

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
    if ('problem' in row) return { line, problem: `The row cannot be read: ${row.problem}` };
    const told = readCells(row.cells, columns, here);
    if ('problem' in told) return { line, ...told };
    const { date, ...sale } = told;
    const { couponCode, orderReference } = sale;
    if (orderReference !== null)
      return { line, sale: { ...sale, dedupeHash: hashReference({ couponCode, orderReference, date }) } };
    const key = JSON.stringify([couponCode, date, String(sale.amountMinor)]);
    const nth = (seen.get(key) ?? 0) + 1;
    seen.set(key, nth);
    return { line, sale: { ...sale, dedupeHash: hashOccurrence({ ...sale, date, nth }) } };
  };
}

/** `date` is the cell; an empty one means today, but is the same row tomorrow. */
function readCells(
  cells: string[],
  columns: Columns,
  here: Here,
): (Omit<ToldSale, 'dedupeHash'> & { date: string }) | { problem: string } {
  const { currency, exponent, today } = here;
  if (cells.slice(names.length).some((cell) => cell !== ''))
    return {
      problem: `The row has ${cells.length} cells instead of ${names.length}; one with a separator in it stands in quotes`,
    };
  const cell = (name: (typeof names)[number]) => cells[columns[name]] ?? '';
  const couponCode = normalizeCode(cell('coupon'));
  if (couponCode === '') return { problem: 'The coupon is missing' };
  if (couponCode.length > longestCode)
    return { problem: `The coupon has more than ${longestCode} characters` };
  const amountMinor = cell('sales amount') === '' ? null : readAmount(cell('sales amount'), here);
  if (isProblem(amountMinor)) return amountMinor;
  const orderReference = cell('order id') === '' ? null : cell('order id');
  if (orderReference !== null && orderReference.length > longestReference)
    return { problem: `The order ID has more than ${longestReference} characters` };
  const soldOn = cell('date') === '' ? today : readDay(cell('date'), here);
  if (isProblem(soldOn)) return soldOn;
  return { couponCode, currency, exponent, amountMinor, orderReference, soldOn, date: cell('date') };
}

function isProblem(value: unknown): value is { problem: string } {
  return typeof value === 'object' && value !== null && 'problem' in value;
}
