import { startPrivateMariaDb } from '../../demo/mariadb.ts';

/** One MariaDB for the whole run; every test file makes a database of its own in it. */
export default async function globalSetup(): Promise<void> {
  const server = await startPrivateMariaDb();
  process.env['FINDERS_FEE_TEST_MARIADB_PORT'] = String(server.port);
  Object.assign(globalThis, { stopTestMariaDb: () => server.stop() });
}
