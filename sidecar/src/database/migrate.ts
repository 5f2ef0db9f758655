import { randomUUID } from 'node:crypto';
import { setTimeout as wait } from 'node:timers/promises';
import { fileURLToPath } from 'node:url';
import type { ResultSetHeader } from 'mysql2';
import { migrate } from 'drizzle-orm/mysql2/migrator';
import type { Database } from './client.ts';

const leaseSeconds = 60;
const lookAgainMs = 100;

/**
 * Brings the tables up to this version. Forward only.
 * Sidecars that start together take turns by a row with an expiry, which holds on every node of a cluster as GET_LOCK does not;
 * a sidecar that died while migrating is waited for no longer than a minute.
 */
export async function migrateDatabase(database: Database, folder = migrationsFolder()): Promise<void> {
  const holder = randomUUID();
  await takeTurn(database, holder);
  try {
    await migrate(database.db, { migrationsFolder: folder });
  } finally {
    await database.pool.query('DELETE FROM migration_turn WHERE holder = ?', [holder]);
  }
}

/** The one table that no migration makes: it has to be there before the first. */
async function takeTurn({ pool }: Database, holder: string): Promise<void> {
  await pool.query(
    'CREATE TABLE IF NOT EXISTS migration_turn (slot TINYINT PRIMARY KEY, holder CHAR(36) NOT NULL, expires_at DATETIME(3) NOT NULL)',
  );
  for (;;) {
    await pool.query('DELETE FROM migration_turn WHERE expires_at < UTC_TIMESTAMP(3)');
    const [taken] = await pool.query<ResultSetHeader>(
      'INSERT IGNORE INTO migration_turn VALUES (1, ?, UTC_TIMESTAMP(3) + INTERVAL ? SECOND)',
      [holder, leaseSeconds],
    );
    if (taken.affectedRows === 1) return;
    await wait(lookAgainMs);
  }
}

/** The SQL files lie beside this file in the sources, and beside the bundle in a build. */
function migrationsFolder(): string {
  return fileURLToPath(new URL('./migrations', import.meta.url));
}
