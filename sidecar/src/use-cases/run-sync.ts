import type { SyncResult } from '@finders-fee/shared';
import type { Services } from '../services.ts';

/** WordPress gives the plugin 30 seconds. */
const waitMs = 25_000;

/**
 * Polls the store and works the inbox off, now. `done` is false when it takes longer than 25 seconds; it then goes on by itself.
 * Throws AppError `not_connected`, `store_refused` or `store_unreachable`.
 */
export async function runSync(services: Pick<Services, 'stores' | 'catchUp'>): Promise<SyncResult> {
  await services.stores.get();
  return services.catchUp({ waitMs });
}
