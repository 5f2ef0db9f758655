import { createHash } from 'node:crypto';
import { and, eq, gt, lte } from 'drizzle-orm';
import type { Database, Executor } from './client.ts';
import { pairingCodes } from './schema/index.ts';

/** Keeps only the code's SHA-256. Codes past their time are thrown away on this occasion. */
export async function insertPairingCode(
  { db }: Database,
  code: string,
  now: Date,
  expiresAt: Date,
): Promise<void> {
  await db.delete(pairingCodes).where(lte(pairingCodes.expiresAt, now));
  await db.insert(pairingCodes).values({ codeHash: hashOf(code), expiresAt });
}

export async function isPairingCode({ db }: Database, code: string, now: Date): Promise<boolean> {
  const rows = await db
    .select({ expiresAt: pairingCodes.expiresAt })
    .from(pairingCodes)
    .where(and(eq(pairingCodes.codeHash, hashOf(code)), gt(pairingCodes.expiresAt, now)));
  return rows.length === 1;
}

/** True for the one who used the code; false when it is unknown, used, or past its time. */
export async function usePairingCode(db: Executor, code: string, now: Date): Promise<boolean> {
  const [result] = await db
    .delete(pairingCodes)
    .where(and(eq(pairingCodes.codeHash, hashOf(code)), gt(pairingCodes.expiresAt, now)));
  return result.affectedRows === 1;
}

function hashOf(code: string): string {
  return createHash('sha256').update(code).digest('hex');
}
