import type { Config } from '../config.ts';
import type { Database } from './client.ts';
import { findStoreConnection, type StoreConnection } from './store-connection.ts';

const freshMs = 5_000;
const recheckMs = 1_000;

/** The store connection in memory, so that a webhook costs one statement and not two. */
export interface ConnectionKeeper {
  /** At most five seconds old; undefined while no store is connected. */
  find(): Promise<StoreConnection | undefined>;
  /** At most one second old: for a signature that did not fit, because another process may have reconnected meanwhile. */
  recheck(): Promise<StoreConnection | undefined>;
  /** The next `find` reads the database again. */
  forget(): void;
}

export function keepConnection(services: {
  database: Database;
  config: Pick<Config, 'key'>;
}): ConnectionKeeper {
  let kept: { connection: Promise<StoreConnection | undefined>; readAt: number } | undefined;
  const read = (withinMs: number) => {
    const now = performance.now();
    if (!kept || now - kept.readAt > withinMs) {
      const connection = findStoreConnection(services.database, services.config.key);
      kept = { connection, readAt: now };
      connection.catch(() => (kept = undefined));
    }
    return kept.connection;
  };
  return { find: () => read(freshMs), recheck: () => read(recheckMs), forget: () => (kept = undefined) };
}
