import { randomBytes } from 'node:crypto';
import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import { createConnection, type Connection, type RowDataPacket } from 'mysql2/promise';
import { openDatabase } from '@finders-fee/sidecar/database/client';
import { migrateDatabase } from '@finders-fee/sidecar/database/migrate';

describe('sidecars that start together on an empty database', () => {
  const name = `migrating_${randomBytes(5).toString('hex')}`;
  const server = `mysql://root@127.0.0.1:${process.env['FINDERS_FEE_TEST_MARIADB_PORT']}`;
  let admin: Connection;
  beforeAll(async () => {
    admin = await createConnection(server);
    await admin.query(`CREATE DATABASE ${name}`);
  });
  afterAll(async () => {
    await admin.query(`DROP DATABASE ${name}`);
    await admin.end();
  });

  async function startTogether(count: number): Promise<void> {
    const databases = Array.from({ length: count }, () => openDatabase(`${server}/${name}`));
    await Promise.all(databases.map((database) => migrateDatabase(database))).finally(() =>
      Promise.all(databases.map((database) => database.close())),
    );
  }

  test('take turns, and leave one set of tables', async () => {
    await startTogether(4);
    const [applied] = await admin.query<RowDataPacket[]>(`SELECT hash FROM ${name}.__drizzle_migrations`);
    expect(new Set(applied.map((row) => row['hash'])).size).toBe(applied.length);
    const [turns] = await admin.query(`SELECT * FROM ${name}.migration_turn`);
    expect(turns).toEqual([]);
  });

  test('do not wait for one that died longer than its turn lasts', async () => {
    await admin.query(
      `INSERT INTO ${name}.migration_turn VALUES (1, 'dead', UTC_TIMESTAMP(3) - INTERVAL 1 SECOND)`,
    );
    await startTogether(2);
    const [turns] = await admin.query(`SELECT * FROM ${name}.migration_turn`);
    expect(turns).toEqual([]);
  });
});
