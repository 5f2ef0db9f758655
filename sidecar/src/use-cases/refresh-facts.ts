import { lockStoreFacts, updateStoreFacts } from '../database/store-connection.ts';
import { rebuildTotals } from '../database/totals-rebuild.ts';
import { transact } from '../database/transaction.ts';
import type { Services } from '../services.ts';

/**
 * Asks the plugin about its store: currency, time zone, versions, webhooks. The plugin heals disabled webhooks on this occasion.
 * In another time zone every day begins elsewhere: the totals are then written anew together with the facts, so that a crash leaves both as they were.
 */
export async function refreshFacts(
  services: Pick<Services, 'database' | 'clock' | 'stores' | 'connection'>,
): Promise<void> {
  const store = await services.stores.get();
  const facts = await store.readFacts();
  await transact(services.database, async (transaction) => {
    const before = await lockStoreFacts(transaction);
    await updateStoreFacts(transaction, facts, services.clock());
    if (before && before.time_zone !== facts.time_zone) await rebuildTotals(transaction, facts.time_zone);
  });
  services.connection.forget();
}
