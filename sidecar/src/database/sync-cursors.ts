import { eq, inArray, like } from 'drizzle-orm';
import type { Database, Executor, Transaction } from './client.ts';
import { assertLeaseHeld, type Fence } from './leases.ts';
import { syncCursors } from './schema/index.ts';
import { transact } from './transaction.ts';

export interface Cursor {
  value: string;
  updatedAt: Date;
}

export async function findCursor({ db }: Database, name: string): Promise<Cursor | undefined> {
  const [row] = await db.select().from(syncCursors).where(eq(syncCursors.name, name));
  return row;
}

export async function findCursors({ db }: Database, names: string[]): Promise<Map<string, Cursor>> {
  const rows = await db.select().from(syncCursors).where(inArray(syncCursors.name, names));
  return new Map(rows.map((row) => [row.name, row]));
}

/** Cursors whose name begins with `prefix`, by the rest of their name. */
export async function listCursors({ db }: Database, prefix: string): Promise<Map<string, Cursor>> {
  const rows = await db
    .select()
    .from(syncCursors)
    .where(like(syncCursors.name, `${prefix}%`));
  return new Map(rows.map((row) => [row.name.slice(prefix.length), row]));
}

/** Writes in one transaction with `also`, and only while the fence's lease is still held: a holder that slept writes nothing. */
export async function writeCursorFenced(
  database: Database,
  fence: Fence,
  cursor: { name: string; value: string; now: Date },
  also: (transaction: Transaction) => Promise<void> = () => Promise.resolve(),
): Promise<void> {
  await transact(database, async (transaction) => {
    await assertLeaseHeld(transaction, fence);
    await also(transaction);
    await writeCursor(transaction, cursor);
  });
}

export async function writeCursor(
  db: Executor,
  { name, value, now }: { name: string; value: string; now: Date },
): Promise<void> {
  await db
    .insert(syncCursors)
    .values({ name, value, updatedAt: now })
    .onDuplicateKeyUpdate({ set: { value, updatedAt: now } });
}

/** Another store's history begins anew. */
export async function deleteCursors(db: Executor): Promise<void> {
  await db.delete(syncCursors);
}
