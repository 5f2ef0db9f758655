import { eq } from 'drizzle-orm';
import type { Executor } from './client.ts';
import { storeConnection } from './schema/connection.ts';

/** The connected store's currency; undefined while no store is connected. */
export async function findStoreCurrency(executor: Executor): Promise<string | undefined> {
  const [row] = await executor
    .select({ facts: storeConnection.facts })
    .from(storeConnection)
    .where(eq(storeConnection.slot, 1));
  return row?.facts.currency;
}
