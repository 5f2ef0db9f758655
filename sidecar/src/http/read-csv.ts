import { isUtf8 } from 'node:buffer';
import { CsvError, parse } from 'csv-parse/sync';
import type { CsvRow, Separator } from '../domain/csv-row.ts';
import type { UnreadableRow } from '../domain/sale-sentence.ts';
import { readLines, type Line } from './read-lines.ts';

/** No row that anyone means has more: a quote that is never closed must not swallow the rows below it. */
const longestRowLines = 20;
const longestRow = 10_000;
/** The byte order mark of UTF-8, one character for each byte. */
const mark = '\u00ef\u00bb\u00bf';

/**
 * Reads the rows of a file, the header being the first of them; empty lines and rows of empty cells are left out. `,` or `;` separates, as the
 * first line shows. A row that cannot be read does not touch the others: it is told with its problem, and reading goes on with the next line.
 * A quoted cell may hold line breaks.
 */
export async function* readCsv(pieces: AsyncIterable<Buffer>): AsyncIterable<CsvRow[]> {
  let separator: Separator | undefined;
  let waiting: Line[] = [];
  for await (const block of readLines(pieces)) {
    const lines = [...waiting, ...(separator ? block : withoutMark(block))];
    separator ??= separatorOf(lines);
    if (!separator) continue;
    const { rows, unfinished } = readBlock(lines, separator);
    waiting = unfinished;
    yield rows;
  }
  if (!separator) return;
  while (waiting.length > 0) {
    const [first, ...others] = waiting as [Line, ...Line[]];
    const { rows, unfinished } = readBlock(others, separator);
    yield [refuse(first, 'quote_never_closed'), ...rows];
    waiting = unfinished;
  }
}

function withoutMark(lines: Line[]): Line[] {
  const [first, ...others] = lines;
  if (first?.line !== 1 || !first.bytes.startsWith(mark)) return lines;
  return [{ line: 1, bytes: first.bytes.slice(mark.length) }, ...others];
}

/** Undefined while there are only empty lines. */
function separatorOf(lines: Line[]): Separator | undefined {
  const header = lines.find(({ bytes }) => bytes.trim() !== '');
  return header && (header.bytes.includes(';') ? ';' : ',');
}

/** `unfinished`: the last lines, if a quote is still open there. */
function readBlock(lines: Line[], separator: Separator): { rows: CsvRow[]; unfinished: Line[] } {
  const rows: CsvRow[] = [];
  let plain: Line[] = [];
  const flush = () => {
    rows.push(...readPlain(plain, separator));
    plain = [];
  };
  for (let at = 0; at < lines.length; at += 1) {
    const first = lines[at] as Line;
    if (!hasOpenQuote(first.bytes)) {
      plain.push(first);
      continue;
    }
    flush();
    const length = rowLength(lines, at, separator);
    if (length === undefined && lines.length - at < longestRowLines)
      return { rows, unfinished: lines.slice(at) };
    rows.push(...readRow(lines.slice(at, at + (length ?? 1)), separator));
    at += (length ?? 1) - 1;
  }
  flush();
  return { rows, unfinished: [] };
}

/** An odd number of quotes: either a cell goes on in the next line, or the line is broken. */
function hasOpenQuote(bytes: string): boolean {
  if (!bytes.includes('"')) return false;
  return (bytes.split('"').length - 1) % 2 === 1;
}

/** How many lines make up the row that begins here; undefined when it does not end within the lines that are there. */
function rowLength(lines: Line[], at: number, separator: Separator): number | undefined {
  const last = Math.min(lines.length, at + longestRowLines);
  for (let end = at + 1; end <= last; end += 1) {
    const text = joined(lines.slice(at, end));
    const { error } = tryParse(text, separator);
    if (error === undefined) return end - at;
    if (error.code !== 'CSV_QUOTE_NOT_CLOSED' || text.length > longestRow) return 1;
  }
  return last === at + longestRowLines ? 1 : undefined;
}

/** Rows of one line each: all of them at once, or each by itself when one of them is broken. */
function readPlain(lines: Line[], separator: Separator): CsvRow[] {
  const filled = lines.filter(({ bytes }) => bytes.trim() !== '');
  if (filled.length === 0) return [];
  const text = filled.map(({ bytes }) => bytes).join('\n');
  const records = isPlainAscii(text) ? tryParse(text, separator).records : undefined;
  if (records?.length === filled.length)
    return filled.flatMap((line, index) => present(line, records[index] ?? [], separator));
  return filled.flatMap((line) => readRow([line], separator));
}

function readRow(lines: Line[], separator: Separator): CsvRow[] {
  const [first] = lines;
  const bytes = Buffer.from(joined(lines), 'latin1');
  if (!first) return [];
  if (!isUtf8(bytes)) return [refuse(first, 'not_utf8')];
  const { records = [], error } = tryParse(bytes.toString('utf8'), separator);
  if (error) return [refuse(first, problemOf(error))];
  return records.flatMap((cells) => present(first, cells, separator));
}

function tryParse(text: string, separator: Separator): { records?: string[][]; error?: CsvError } {
  try {
    const options = { delimiter: separator, record_delimiter: '\n', trim: true, relax_column_count: true };
    return { records: parse(text, options) };
  } catch (error) {
    if (error instanceof CsvError) return { error };
    throw error;
  }
}

function problemOf({ code }: CsvError): UnreadableRow {
  return code === 'CSV_QUOTE_NOT_CLOSED' ? 'quote_never_closed' : 'quote_inside_cell';
}

function refuse({ line }: Line, problem: UnreadableRow): CsvRow {
  return { line, problem };
}

function joined(lines: Line[]): string {
  return lines.map(({ bytes }) => bytes).join('\n');
}

function present({ line }: Line, record: string[], separator: Separator): CsvRow[] {
  const cells = record.map((cell) => cell.trim());
  return cells.some((cell) => cell !== '') ? [{ line, cells, separator }] : [];
}

function isPlainAscii(text: string): boolean {
  return /^[\x00-\x7f]*$/.test(text);
}
