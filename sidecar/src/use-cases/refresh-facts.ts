import { updateStoreFacts } from '../database/store-connection.ts';
import type { Services } from '../services.ts';

/** Asks the plugin about its store: currency, time zone, versions, webhooks. The plugin heals disabled webhooks on this occasion. */
export async function refreshFacts(
  services: Pick<Services, 'database' | 'clock' | 'stores' | 'connection'>,
): Promise<void> {
  const store = await services.stores.get();
  const facts = await store.readFacts();
  await updateStoreFacts(services.database, facts, services.clock());
  services.connection.forget();
}
