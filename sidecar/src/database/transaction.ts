import { setTimeout as wait } from 'node:timers/promises';
import type { Database, Transaction } from './client.ts';

/** 1213 deadlock (Galera: also at COMMIT) · 1205 lock wait timeout · 1047 node not yet in the cluster. */
const retryable = new Map([
  [1213, 20],
  [1205, 20],
  [1047, 1000],
]);
const duplicateKey = 1062;
const maxAttempts = 8;

/**
 * Runs the work in one transaction, again from its start when the database asks for it. The work must have no other effects.
 * `retryDuplicates`: for work that inserts what it did not find. A second worker who inserted it first is no fault; the next attempt finds it.
 */
export async function transact<T>(
  { db }: Database,
  work: (transaction: Transaction) => Promise<T>,
  { retryDuplicates = false }: { retryDuplicates?: boolean } = {},
): Promise<T> {
  for (let attempt = 1; ; attempt += 1) {
    try {
      return await db.transaction(work, { isolationLevel: 'read committed' });
    } catch (error) {
      const errno = databaseErrno(error) ?? 0;
      const pauseMs = retryDuplicates && errno === duplicateKey ? 1 : retryable.get(errno);
      if (pauseMs === undefined || attempt === maxAttempts) throw error;
      await wait(pauseMs * attempt * (0.5 + Math.random()));
    }
  }
}

/** The server's error number, also when drizzle-orm wrapped the error; undefined for anything else. */
export function databaseErrno(error: unknown): number | undefined {
  for (let current = error; current instanceof Error; current = current.cause) {
    if ('errno' in current && typeof current.errno === 'number') return current.errno;
  }
  return undefined;
}
