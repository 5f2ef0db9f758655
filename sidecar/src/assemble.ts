import type { Config } from './config.ts';
import { openDatabase } from './database/client.ts';
import { keepConnection } from './database/connection-keeper.ts';
import { catchUp } from './jobs/catch-up.ts';
import { createLogger, type Logger } from './logger.ts';
import { createMetrics } from './metrics.ts';
import type { Services } from './services.ts';
import { createSignal } from './signal.ts';
import { openStores } from './woocommerce/stores.ts';

/** Opens the database pool and ties everything together. Nothing runs yet; `services.database.close()` ends it. */
export function createServices(
  config: Config,
  options: { clock?: () => Date; logger?: Logger } = {},
): Services {
  const clock = options.clock ?? (() => new Date());
  const database = openDatabase(config.databaseUrl, { connections: config.databaseConnections });
  const connection = keepConnection({ database, config });
  const metrics = createMetrics();
  const services: Services = {
    config,
    database,
    clock,
    logger: options.logger ?? createLogger(config),
    metrics,
    connection,
    stores: openStores({ connection, metrics, timeoutMs: config.storeTimeoutSeconds * 1000 }),
    inboxSignal: createSignal(),
    connectedSignal: createSignal(),
    heard: new Map(),
    catchUp: (limits) => catchUp(services, limits),
  };
  return services;
}
