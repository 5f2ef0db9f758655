import { and, eq, lt } from 'drizzle-orm';
import type { Database } from './client.ts';
import { idempotencyKeys } from './schema/connection.ts';
import { databaseErrno } from './transaction.ts';

const duplicateKey = 1062;
const keepMs = 24 * 3600_000;
/** Status of a key whose first request is still at work. */
const underWay = 0;

/** What a key's first request was, and its answer once there is one. */
export interface KeptAnswer {
  requestHash: string;
  answer: { status: number; body: unknown } | undefined;
  createdAt: Date;
}

/** True for the one request that may do the work; the primary key decides, also between two sidecars. */
export async function claimKey(
  { db }: Database,
  keyHash: string,
  requestHash: string,
  at: Date,
): Promise<boolean> {
  try {
    await db.insert(idempotencyKeys).values({ keyHash, requestHash, status: underWay, createdAt: at });
    return true;
  } catch (error) {
    if (databaseErrno(error) === duplicateKey) return false;
    throw error;
  }
}

export async function findKeptAnswer({ db }: Database, keyHash: string): Promise<KeptAnswer | undefined> {
  const [row] = await db.select().from(idempotencyKeys).where(eq(idempotencyKeys.keyHash, keyHash));
  if (!row) return undefined;
  const answer = row.status === underWay ? undefined : { status: row.status, body: row.response };
  return { requestHash: row.requestHash, answer, createdAt: row.createdAt };
}

export async function keepAnswer(
  { db }: Database,
  keyHash: string,
  answer: { status: number; body: unknown },
): Promise<void> {
  await db
    .update(idempotencyKeys)
    .set({ status: answer.status, response: answer.body })
    .where(eq(idempotencyKeys.keyHash, keyHash));
}

/** Gives a key back whose request came to nothing, so that a repeat may try again. */
export async function releaseKey({ db }: Database, keyHash: string): Promise<void> {
  await db
    .delete(idempotencyKeys)
    .where(and(eq(idempotencyKeys.keyHash, keyHash), eq(idempotencyKeys.status, underWay)));
}

/** Forgets answers older than a day. */
export async function purgeIdempotencyKeys({ db }: Database, now: Date): Promise<void> {
  await db.delete(idempotencyKeys).where(lt(idempotencyKeys.createdAt, new Date(now.getTime() - keepMs)));
}
