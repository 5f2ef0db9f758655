import { deleteStoreConnection } from '../database/store-connection.ts';
import type { Services } from '../services.ts';

/** Forgets the store's addresses and secrets. The books stay. */
export async function disconnectStore(services: Pick<Services, 'database' | 'connection'>): Promise<void> {
  await deleteStoreConnection(services.database);
  services.connection.forget();
}
