import { linkTo } from '@finders-fee/shared';
import type { Executor } from '../client.ts';
import { storeConnection } from '../schema/connection.ts';
import { readSettings } from '../settings.ts';

/** How an affiliate's link reads; null while links are off or no store is connected. */
export async function readLinkAddress(executor: Executor): Promise<(linkCode: string) => string | null> {
  const [store] = await executor.select({ url: storeConnection.storeUrl }).from(storeConnection);
  const { link_days: days } = await readSettings(executor);
  return (linkCode) => (store === undefined || days === 0 ? null : linkTo(store.url, linkCode));
}
