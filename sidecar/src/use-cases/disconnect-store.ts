import { deleteStoreConnection } from '../database/store-connection.ts';
import type { Services } from '../services.ts';

/** Forgets the store's secrets. The books stay, and whose they are. */
export async function disconnectStore(
  services: Pick<Services, 'database' | 'clock' | 'connection'>,
): Promise<void> {
  await deleteStoreConnection(services.database, services.clock());
  services.connection.forget();
}
