import { createServices } from '../assemble.ts';
import type { Config } from '../config.ts';
import { migrateDatabase } from '../database/migrate.ts';
import { createLogger } from '../logger.ts';
import type { Services } from '../services.ts';

/** Runs a command's work on a migrated database and closes it afterwards. The log goes to standard error. */
export async function withServices<T>(config: Config, work: (services: Services) => Promise<T>): Promise<T> {
  const services = createServices(config, { logger: createLogger(config, { toStandardError: true }) });
  try {
    await migrateDatabase(services.database);
    return await work(services);
  } finally {
    await services.database.close();
  }
}
