import { drizzle, type MySql2Database } from 'drizzle-orm/mysql2';
import { format, type SqlValue } from 'mysql2';
import { createPool, type Pool } from 'mysql2/promise';
import * as schema from './schema/index.ts';

type Connection = MySql2Database<typeof schema>;
/** A transaction that is under way; every statement inside it runs on one connection. */
export type Transaction = Parameters<Parameters<Connection['transaction']>[0]>[0];
/** Where a query may run: on the pool, or inside a transaction. */
export type Executor = Connection | Transaction;

export interface Database {
  /** Runs single statements. */
  db: Connection;
  /** For `FOR UPDATE SKIP LOCKED` beside the pool and for streaming. */
  pool: Pool;
  close(): Promise<void>;
}

/**
 * Opens a pool on MariaDB ≥ 10.6 or MySQL ≥ 8.0.
 * Integers beyond 2^53 arrive as strings and become BigInt in the schema, so that no amount is ever rounded on the way.
 */
export function openDatabase(url: string, options: { connections?: number } = {}): Database {
  const pool = createPool({
    uri: url,
    connectionLimit: options.connections ?? 10,
    timezone: 'Z',
    supportBigNumbers: true,
    bigNumberStrings: false,
    // As text, on every server: parsed already, a JSON string could not be told from one that is yet to be parsed.
    jsonStrings: true,
    charset: 'utf8mb4_unicode_ci',
    enableKeepAlive: true,
    // The driver would look for placeholders through megabytes of rows that have none.
    queryFormat: (query: string, values: SqlValue[]) =>
      values.length === 0 ? query : format(query, values, false, 'Z'),
  });
  return {
    db: drizzle(pool, { schema, mode: 'planetscale', casing: 'snake_case' }),
    pool,
    close: () => pool.end(),
  };
}
