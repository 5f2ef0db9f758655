import { purgeIdempotencyKeys } from '../database/idempotency-keys.ts';
import { purgeUsedTokens } from '../database/used-tokens.ts';
import type { Services } from '../services.ts';
import { verifyBooks } from '../use-cases/verify-books.ts';

/** Every night: what has had its time is thrown away, and the books are verified. */
export async function housekeep(services: Services): Promise<void> {
  const { database, clock, logger } = services;
  try {
    await purgeUsedTokens(database, clock());
    await purgeIdempotencyKeys(database, clock());
    const { commissionsChecked, commissionsDrifting } = await verifyBooks(services);
    if (commissionsDrifting > 0) logger.error({ commissionsChecked, commissionsDrifting }, 'the books drift');
  } catch (error) {
    logger.warn({ err: error }, 'housekeeping failed; it comes round again tomorrow');
  }
}
