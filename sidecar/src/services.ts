import type { SyncResult } from '@finders-fee/shared';
import type { Config } from './config.ts';
import type { Database } from './database/client.ts';
import type { ConnectionKeeper } from './database/connection-keeper.ts';
import type { Logger } from './logger.ts';
import type { Metrics } from './metrics.ts';
import type { Signal } from './signal.ts';
import type { Stores } from './woocommerce/stores.ts';

/** Everything a handler, job, command or use-case may need, handed over as one argument. `assemble.ts` puts it together. */
export interface Services {
  config: Config;
  database: Database;
  /** The present moment; tests give their own. */
  clock: () => Date;
  logger: Logger;
  metrics: Metrics;
  /** The connected store's addresses and secrets, kept in memory for a few seconds. */
  connection: ConnectionKeeper;
  /** The client of the connected store. */
  stores: Stores;
  /** Given when something came into the inbox in this process, so that the worker does not wait for its next look. */
  inboxSignal: Signal;
  /** Given when a store was connected, so that the poller starts at once. */
  connectedSignal: Signal;
  /** When each webhook topic was last heard, until it is written down. */
  heard: Map<string, Date>;
  /** Polls the store and works the inbox off, now, and answers after `waitMs` at the latest. Lives in jobs/, which the HTTP door may not import. */
  catchUp: (options: { waitMs: number }) => Promise<SyncResult>;
}
