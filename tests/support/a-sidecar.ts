import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { createApp } from '@finders-fee/sidecar/app';
import { createServices } from '@finders-fee/sidecar/assemble';
import { readConfig } from '@finders-fee/sidecar/config';
import { saveProducts } from '@finders-fee/sidecar/database/products';
import { workInbox } from '@finders-fee/sidecar/jobs/work-inbox';
import type { Services } from '@finders-fee/sidecar/services';
import { makeConnectionCode } from '@finders-fee/sidecar/use-cases/make-connection-code';
import { aConnectionRequest, type AStore } from './a-store.ts';
import { freshDatabase } from './database.ts';

/** A sidecar's HTTP door on a free port with a database of its own. No worker and no timer runs: a test works the inbox when it wants. */
export interface ASidecar {
  url: string;
  databaseUrl: string;
  services: Services;
  /** Connects the store through `POST /v1/connection`, as its plugin would. */
  connect(store: AStore, overrides?: Record<string, unknown>): Promise<Response>;
  /** Works the inbox until nothing is waiting that could be done now. */
  workInbox(): Promise<void>;
  stop(): Promise<void>;
}

export async function aSidecar(
  options: { clock?: () => Date; environment?: Record<string, string> } = {},
): Promise<ASidecar> {
  const database = await freshDatabase();
  const config = readConfig({
    DATABASE_URL: database.url,
    FINDERS_FEE_KEY: 'c'.repeat(64),
    LOG_LEVEL: 'silent',
    STORE_TIMEOUT_SECONDS: '5',
    ...options.environment,
  });
  // As usual, the product of every order's line is known already.
  const tea = { productId: 7, name: 'Tea', isTrashed: false, categoryIds: [15] };
  await saveProducts(database.db, [tea], new Map(), new Date());
  const services = createServices(config, options.clock ? { clock: options.clock } : {});
  const server = createServer(createApp(services));
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const url = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
  return {
    url,
    databaseUrl: database.url,
    services,
    connect: async (store, overrides = {}) => {
      const { code } = await makeConnectionCode(services);
      return fetch(`${url}/v1/connection`, {
        method: 'POST',
        headers: { 'content-type': 'application/json' },
        body: JSON.stringify(aConnectionRequest(store, code.split('.')[2] ?? '', overrides)),
      });
    },
    workInbox: async () => {
      while ((await workInbox(services)) > 0);
    },
    stop: async () => {
      server.closeAllConnections();
      await new Promise((resolve) => server.close(resolve));
      await services.database.close();
      await database.close();
    },
  };
}
