import { lt } from 'drizzle-orm';
import type { Database } from './client.ts';
import { usedTokens } from './schema/connection.ts';
import { databaseErrno } from './transaction.ts';

const duplicateKey = 1062;

/** Remembers a token until it would have expired anyway. False when it was shown before: the primary key decides, also between two sidecars. */
export async function useToken({ db }: Database, jti: string, expiresAt: Date): Promise<boolean> {
  try {
    await db.insert(usedTokens).values({ jti, expiresAt });
    return true;
  } catch (error) {
    if (databaseErrno(error) === duplicateKey) return false;
    throw error;
  }
}

/** Forgets the tokens that have expired. */
export async function purgeUsedTokens({ db }: Database, now: Date): Promise<void> {
  await db.delete(usedTokens).where(lt(usedTokens.expiresAt, now));
}
