import { takeDatabaseServer } from '../../demo/database-server.ts';
import { freePort } from '../../demo/free-port.ts';
import { findStoreFiles } from '../../demo/store/woocommerce/find-store-files.ts';
import { installedTemplate } from '../../demo/store/woocommerce/template.ts';

/** One database server for the whole run; every test file makes databases of its own in it. */
export default async function globalSetup(): Promise<void> {
  // Tests are for servers that nobody else uses.
  delete process.env['DATABASE_URL'];
  const port = await freePort();
  const server = await takeDatabaseServer({ dataDir: undefined, port });
  process.env['FINDERS_FEE_TEST_MARIADB_PORT'] = String(port);
  Object.assign(globalThis, { stopTestMariaDb: () => server.stop() });
  // Installing WordPress and WooCommerce takes longer than a test may; afterwards a store starts in two seconds.
  const files = await findStoreFiles();
  if (files.found) await installedTemplate(files, server);
}
