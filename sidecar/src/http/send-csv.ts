import { Readable } from 'node:stream';
import { pipeline } from 'node:stream/promises';
import { stringify } from 'csv-stringify/sync';
import type { Response } from 'express';
import type { Page } from '../database/queries/page.ts';
import { readAtOneInstant } from '../database/verification.ts';
import type { Services } from '../services.ts';
import { here } from './api/here.ts';
import { cellsOf, columnsOf } from './csv-cells.ts';
import type { CsvForm, Input, Route } from './route.ts';

/** Rows that are in memory at a time. */
const rowsAtATime = 500;
/** Excel takes a file without it for one in the country's old character set. */
const byteOrderMark = '\uFEFF';

/**
 * Answers a list with all its rows, as filtered, in the state of one instant: RFC 4180, in UTF-8. Reads on as the reader takes what was written,
 * so that the length costs no memory. A fault before the first rows is answered as any other; a later one breaks the connection off.
 */
export async function sendCsv(
  services: Services,
  route: Route & { csv: CsvForm },
  input: Input,
  response: Response,
): Promise<void> {
  const { today } = await here(services);
  await readAtOneInstant(services.database, async (executor) => {
    const frozen = {
      ...services,
      database: { ...services.database, db: executor as Services['database']['db'] },
    };
    const chunks = chunksOf(frozen, route.csv, input);
    const first = await chunks.next();
    response.status(200).set({
      'Content-Type': 'text/csv; charset=utf-8',
      'Content-Disposition': `attachment; filename="${nameOf(route.path)}-${today}.csv"`,
    });
    await pipeline(Readable.from(resume(first, chunks)), response).catch(unlessGone);
  });
}

async function* chunksOf(
  services: Services,
  { item, by, handle }: CsvForm,
  input: Input,
): AsyncGenerator<string> {
  const columns = columnsOf(item);
  let beyond: unknown = null;
  for (let page = 1; ; page += 1) {
    const position = by === 'id' ? { page: 1, beyond } : { page };
    const query = { ...(input.query as object), ...position, per_page: rowsAtATime };
    const rows = rowsOf(await handle(services, { ...input, query }));
    const head = page === 1 ? [columns] : [];
    const start = page === 1 ? byteOrderMark : '';
    if (head.length + rows.length > 0)
      yield start + print([...head, ...rows.map((row) => cellsOf(row, columns))]);
    if (by === 'once' || rows.length < rowsAtATime) return;
    beyond = (rows.at(-1) as { id: string | number }).id;
  }
}

/** A reader who has seen enough is no fault. */
function unlessGone(error: unknown): void {
  if ((error as { code?: string }).code !== 'ERR_STREAM_PREMATURE_CLOSE') throw error;
}

/** A list comes in pages, a report whole. */
function rowsOf(result: unknown): object[] {
  return Array.isArray(result) ? (result as object[]) : (result as Page<object>).rows;
}

function print(rows: string[][]): string {
  return stringify(rows, { record_delimiter: 'windows' });
}

async function* resume(first: IteratorResult<string>, rest: AsyncGenerator<string>): AsyncGenerator<string> {
  if (first.done !== true) yield first.value;
  yield* rest;
}

/** `/reports/summary` → `reports-summary`, `/affiliates/{id}/notes` → `affiliates-notes` */
function nameOf(path: string): string {
  return path
    .replace(/\{\w+\}/g, '')
    .split(/[^a-z0-9-]+/i)
    .filter(Boolean)
    .join('-');
}
