import { AppError } from '@finders-fee/shared';
import { openStore, type Store, type StoreOptions } from './store.ts';
import type { StoreAddress } from './request.ts';

export interface Stores {
  /** The connected store's client; undefined while no store is connected. */
  find(): Promise<Store | undefined>;
  /** Throws AppError `not_connected`. */
  get(): Promise<Store>;
  /** A client for a store that is not connected yet. */
  at(address: StoreAddress & { storeUrl: string }): Store;
}

interface Connection extends StoreAddress {
  storeUrl: string;
  facts: { pulse_url: string | null };
}

export function openStores(
  options: { connection: { find(): Promise<Connection | undefined> } } & StoreOptions,
): Stores {
  let last: { connection: Connection; store: Store } | undefined;
  const find = async () => {
    const connection = await options.connection.find();
    if (!connection) return undefined;
    if (last?.connection !== connection) last = { connection, store: openStore(connection, options) };
    return last.store;
  };
  return {
    find,
    async get() {
      const store = await find();
      if (!store)
        throw new AppError(
          'not_connected',
          'No store is connected; run `finders-fee connect` and paste the code in wp-admin',
        );
      return store;
    },
    at: (address) => openStore(address, options),
  };
}
