import { and, asc, eq, inArray, isNotNull, isNull, lte, sql } from 'drizzle-orm';
import type { Database, Executor } from './client.ts';
import { insertRows } from './insert-rows.ts';
import { makeId } from './make-id.ts';
import { inbox } from './schema/index.ts';
import { transact } from './transaction.ts';

export type InboxRow = typeof inbox.$inferSelect;

export interface InboxMessage {
  resource: InboxRow['resource'];
  resourceId: number;
  /** JSON: the state, or of a recalculation what was shown; null asks for the newest state. */
  payload: string | null;
  origin: InboxRow['origin'];
  receivedAt: Date;
}

const insertSql =
  'INSERT INTO inbox (id, resource, resource_id, payload, origin, received_at, available_at) VALUES (?, ?, ?, ?, ?, ?, ?)';

/** One prepared INSERT: what a webhook costs. Past the promise wrapper of mysql2, which takes a stack trace for every statement. */
export async function insertInboxRow({ pool }: Database, message: InboxMessage): Promise<void> {
  const { resource, resourceId, payload, origin, receivedAt } = message;
  const values = [makeId('inbox'), resource, resourceId, payload, origin, receivedAt, receivedAt];
  await new Promise<void>((resolve, reject) => {
    pool.pool.execute(insertSql, values, (error) => (error ? reject(error) : resolve()));
  });
}

/** In as many statements as their size needs: a page of large orders is larger than a server takes at once. */
export async function insertInboxRows(db: Executor, messages: InboxMessage[]): Promise<void> {
  const rows = messages.map((message) => ({
    id: makeId('inbox'),
    ...message,
    availableAt: message.receivedAt,
  }));
  await insertRows(db, inbox, rows);
}

/**
 * Takes up to `limit` waiting rows for this holder until `until`; other workers pass over them meanwhile.
 * When the holder dies, the rows are free again at `until`.
 */
export async function claimInbox(
  database: Database,
  { holder, now, until, limit }: { holder: string; now: Date; until: Date; limit: number },
): Promise<InboxRow[]> {
  return transact(database, async (transaction) => {
    // Read along the index: a sort would lock every row that it looks at, and leave none for other workers.
    const rows = await transaction
      .select()
      .from(inbox, { forceIndex: 'inbox_work' })
      .where(and(isNull(inbox.deadAt), lte(inbox.availableAt, now)))
      .orderBy(asc(inbox.availableAt))
      .limit(limit)
      .for('update', { skipLocked: true });
    if (rows.length === 0) return [];
    const ids = rows.map((row) => row.id);
    await transaction
      .update(inbox)
      .set({ claimedBy: holder, availableAt: until })
      .where(inArray(inbox.id, ids));
    return rows;
  });
}

/** Removes rows whose books are written, and with them what was set aside earlier about the same things. */
export async function finishInbox({ db }: Database, rows: InboxRow[], holder: string): Promise<void> {
  if (rows.length === 0) return;
  const ids = rows.map((row) => row.id);
  await db.delete(inbox).where(and(inArray(inbox.id, ids), eq(inbox.claimedBy, holder)));
  for (const resource of new Set(rows.map((row) => row.resource))) {
    const resourceIds = rows.filter((row) => row.resource === resource).map((row) => row.resourceId);
    await db
      .delete(inbox)
      .where(
        and(isNotNull(inbox.deadAt), eq(inbox.resource, resource), inArray(inbox.resourceId, resourceIds)),
      );
  }
}

/** Puts rows back for another try at `availableAt`, or aside for good when `deadAt` is given. */
export async function retryInbox(
  { db }: Database,
  row: InboxRow,
  next: { holder: string; attempts: number; error: string; availableAt: Date; deadAt: Date | null },
): Promise<void> {
  const { holder, attempts, error, availableAt, deadAt } = next;
  await db
    .update(inbox)
    .set({ claimedBy: null, attempts, lastError: error.slice(0, 500), availableAt, deadAt })
    .where(and(eq(inbox.id, row.id), eq(inbox.claimedBy, holder)));
}

/** Keeps claimed rows until a later instant, while their work goes on. */
export async function extendClaim({ db }: Database, holder: string, until: Date): Promise<void> {
  await db
    .update(inbox)
    .set({ availableAt: until })
    .where(and(eq(inbox.claimedBy, holder), isNull(inbox.deadAt)));
}

/** Gives claimed rows back untouched, for a worker that stops. */
export async function releaseInbox({ db }: Database, holder: string, now: Date): Promise<void> {
  await db
    .update(inbox)
    .set({ claimedBy: null, availableAt: now })
    .where(and(eq(inbox.claimedBy, holder), isNull(inbox.deadAt)));
}

/** Gives every row that was set aside one more round of tries. Returns how many there were. */
export async function reviveInbox({ db }: Database, now: Date): Promise<number> {
  const [result] = await db
    .update(inbox)
    .set({ deadAt: null, attempts: 0, claimedBy: null, availableAt: now })
    .where(isNotNull(inbox.deadAt));
  return result.affectedRows;
}

/** Rows that no try has failed for yet, claimed ones too. */
export async function countUntriedInbox({ db }: Database): Promise<number> {
  return db.$count(inbox, and(isNull(inbox.deadAt), eq(inbox.attempts, 0), isNull(inbox.lastError)));
}

/** Rows waiting (claimed ones too), the oldest one's age, and rows set aside. */
export async function countInbox(
  { db }: Database,
  now: Date,
): Promise<{ pending: number; oldestSeconds: number; dead: number }> {
  const [row] = await db
    .select({
      pending: sql<number>`coalesce(sum(${inbox.deadAt} is null), 0)`.mapWith(Number),
      oldest: sql<Date | null>`min(case when ${inbox.deadAt} is null then ${inbox.receivedAt} end)`.mapWith(
        inbox.receivedAt,
      ),
      dead: sql<number>`coalesce(sum(${inbox.deadAt} is not null), 0)`.mapWith(Number),
    })
    .from(inbox);
  const oldest = row?.oldest ?? now;
  return {
    pending: row?.pending ?? 0,
    oldestSeconds: Math.max(0, Math.round((now.getTime() - oldest.getTime()) / 1000)),
    dead: row?.dead ?? 0,
  };
}
