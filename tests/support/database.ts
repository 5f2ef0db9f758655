import { randomBytes } from 'node:crypto';
import { createConnection } from 'mysql2/promise';
import { openDatabase, type Database } from '@finders-fee/sidecar/database/client';
import { migrateDatabase } from '@finders-fee/sidecar/database/migrate';
import { expectExplained } from './expect-explained.ts';

/** An empty, migrated database for one test file; every commission left in it has to be explained at the end, then it is dropped. */
export async function freshDatabase(): Promise<Database & { url: string }> {
  const port = process.env['FINDERS_FEE_TEST_MARIADB_PORT'];
  const name = `test_${randomBytes(6).toString('hex')}`;
  const server = `mysql://root@127.0.0.1:${port}`;
  const admin = await createConnection(server);
  await admin.query(`CREATE DATABASE ${name}`);
  const url = `${server}/${name}`;
  const database = openDatabase(url);
  await migrateDatabase(database);
  return {
    ...database,
    url,
    close: async () => {
      await expectExplained(database);
      await database.close();
      await admin.query(`DROP DATABASE ${name}`);
      await admin.end();
    },
  };
}
