import { fileURLToPath } from 'node:url';
import { migrate } from 'drizzle-orm/mysql2/migrator';
import type { Database } from './client.ts';

const lockSeconds = 60;

/**
 * Brings the tables up to this version. Forward only.
 * GET_LOCK keeps two sidecars that start together from racing; on a Galera cluster it is local to a node, so point them at one node for the first start.
 */
export async function migrateDatabase({ db, pool }: Database, folder = migrationsFolder()): Promise<void> {
  const connection = await pool.getConnection();
  try {
    await connection.query('SELECT GET_LOCK(?, ?)', ['finders_fee_migrate', lockSeconds]);
    await migrate(db, { migrationsFolder: folder });
  } finally {
    await connection.query('SELECT RELEASE_LOCK(?)', ['finders_fee_migrate']);
    connection.release();
  }
}

/** The SQL files lie beside this file in the sources, and beside the bundle in a build. */
function migrationsFolder(): string {
  return fileURLToPath(new URL('./migrations', import.meta.url));
}
