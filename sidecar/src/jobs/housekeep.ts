import { purgeIdempotencyKeys } from '../database/idempotency-keys.ts';
import { purgeUsedTokens } from '../database/used-tokens.ts';
import type { Services } from '../services.ts';

/** Throws away what has had its time. */
export async function housekeep({ database, clock, logger }: Services): Promise<void> {
  try {
    await purgeUsedTokens(database, clock());
    await purgeIdempotencyKeys(database, clock());
  } catch (error) {
    logger.warn({ err: error }, 'housekeeping failed; it comes round again tomorrow');
  }
}
