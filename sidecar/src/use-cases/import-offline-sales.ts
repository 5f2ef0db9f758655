import { AppError, currencyExponent, type ImportVerdict, type OfflineImport } from '@finders-fee/shared';
import type { Transaction } from '../database/client.ts';
import { makeId } from '../database/make-id.ts';
import { loadOfflineContext } from '../database/offline-context.ts';
import {
  countIntoBatch,
  insertOfflineBatch,
  listRecordedHashes,
  lockOfflineBatch,
  saveOfflineSales,
} from '../database/offline-sales.ts';
import { transact } from '../database/transaction.ts';
import type { CsvRow } from '../domain/csv-row.ts';
import { judgeOfflineRows, type JudgedRows } from '../domain/judge-offline-rows.ts';
import { headerSentence, offlineFileReader, readHeader, type OfflineRow } from '../domain/offline-file.ts';
import { hashesKnown } from '../domain/same-sale.ts';
import { dayOf } from '../domain/store-time.ts';
import type { Services } from '../services.ts';

const rowsAtOnce = 500;

export interface OfflineFile {
  rows: AsyncIterable<CsvRow[]>;
  /** Is told every row's verdict, in the file's order. */
  tell: (verdicts: readonly ImportVerdict[]) => Promise<void>;
}

/**
 * Imports a file row by row, 500 in a transaction: each row is imported, known already, or refused with a reason, and touches no other.
 * A process that dies in between leaves whole rows in a batch that says how many it has; the same file once more finds them known and brings
 * the rest, in a batch of its own, and each batch can be undone. `batch_id` is null where nothing is imported.
 * A dry run gives the verdicts and writes nothing. Throws `invalid_request` for a file with another first line,
 * `conflict` when the batch is undone while it is still being imported.
 */
export async function importOfflineSales(
  services: Pick<Services, 'database' | 'clock' | 'connection'>,
  { rows, tell }: OfflineFile,
  { dryRun }: { dryRun: boolean },
): Promise<Omit<OfflineImport, 'rows'>> {
  const batchId = makeId('offlineBatch');
  const known = new Set<string>();
  const counts = { imported: 0, duplicate: 0, refused: 0 };
  for await (const told of readSales(rows, await hereOf(services))) {
    const judged = await recordRows(services, told, { batchId, known, dryRun, begun: counts.imported > 0 });
    for (const hash of judged.recorded.flatMap(({ sale }) => hashesKnown(sale))) known.add(hash);
    for (const { verdict } of judged.verdicts) counts[verdict] += 1;
    await tell(judged.verdicts);
  }
  const { imported, duplicate: duplicates, refused } = counts;
  return { batch_id: dryRun || imported === 0 ? null : batchId, imported, duplicates, refused };
}

async function hereOf({ clock, connection }: Pick<Services, 'clock' | 'connection'>) {
  const facts = (await connection.find())?.facts;
  if (!facts) throw new AppError('not_connected', 'This sidecar is not connected to a store.');
  const { currency, price_decimals: decimals, time_zone: timeZone } = facts;
  return {
    currency,
    exponent: currencyExponent(currency, { currency, decimals }),
    today: dayOf(timeZone, clock()),
  };
}

/** The sales of the rows below the header, 500 at a time. */
async function* readSales(
  blocks: AsyncIterable<CsvRow[]>,
  here: Awaited<ReturnType<typeof hereOf>>,
): AsyncIterable<OfflineRow[]> {
  let read: ReturnType<typeof offlineFileReader> | undefined;
  const waiting: CsvRow[] = [];
  for await (const block of blocks) {
    const [first, ...others] = block;
    if (first && !read) read = offlineFileReader(columnsOf(first), here);
    else if (first) waiting.push(first);
    waiting.push(...others);
    while (read && waiting.length >= rowsAtOnce) yield waiting.splice(0, rowsAtOnce).map(read);
  }
  if (!read) columnsOf(undefined);
  else if (waiting.length > 0) yield waiting.map(read);
}

function columnsOf(header: CsvRow | undefined) {
  const columns = readHeader(header);
  if (columns) return columns;
  const details = [{ field: 'body', message: headerSentence }];
  throw new AppError('invalid_request', `${headerSentence}.`, { details });
}

interface Batch {
  batchId: string;
  /** What the rows above that were imported, or would be, are known by. */
  known: ReadonlySet<string>;
  dryRun: boolean;
  begun: boolean;
}

function recordRows(
  { database, clock }: Pick<Services, 'database' | 'clock'>,
  rows: readonly OfflineRow[],
  { batchId, known, dryRun, begun }: Batch,
): Promise<JudgedRows> {
  const now = clock();
  const sales = rows.flatMap((row) => ('sale' in row ? [row.sale] : []));
  return transact(
    database,
    async (transaction) => {
      if (begun && !dryRun) await holdBatch(transaction, batchId);
      const context = await loadOfflineContext(
        transaction,
        sales.map(({ couponCode }) => couponCode),
        now,
      );
      const recorded = await listRecordedHashes(transaction, sales);
      const judged = judgeOfflineRows(rows, dryRun ? null : batchId, { recorded, known }, context);
      if (dryRun || judged.recorded.length === 0) return judged;
      if (begun) await countIntoBatch(transaction, batchId, judged.recorded.length);
      else {
        const batch = { id: batchId, sales: judged.recorded.length, status: 'recorded' as const };
        await insertOfflineBatch(transaction, { ...batch, recordedAt: now });
      }
      await saveOfflineSales(transaction, judged.recorded);
      return judged;
    },
    { retryDuplicates: true },
  );
}

async function holdBatch(transaction: Transaction, batchId: string): Promise<void> {
  const batch = await lockOfflineBatch(transaction, batchId);
  if (batch?.status === 'undone')
    throw new AppError('conflict', 'The import was undone before it had ended; nothing more is imported.');
}
