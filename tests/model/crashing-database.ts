import type { PoolConnection } from 'mysql2/promise';
import { openDatabase, type Database } from '@finders-fee/sidecar/database/client';
import type { Random } from './random.ts';

/** A crash that was ordered: as if the process had died there, or its connection. */
class Crash extends Error {}

export interface CrashingDatabase {
  database: Database;
  /** Works until it went through without a crash, as a worker does that is started again. */
  untilDone: <T>(work: (database: Database) => Promise<T>) => Promise<T>;
  /** How often it crashed. */
  crashes: () => number;
}

/**
 * A database whose connection breaks between any two statements of a transaction, begin and commit included: before the statement
 * reached the server, or after it was carried out and before the answer was heard.
 */
export function openCrashingDatabase(url: string, random: Random): CrashingDatabase {
  const database = openDatabase(url, { connections: 2 });
  let statementsLeft = Infinity;
  let crashes = 0;
  const isHeard = () => random.chance(0.5);
  const lose = (connection: PoolConnection): never => {
    statementsLeft = Infinity;
    crashes += 1;
    connection.destroy();
    throw new Crash('Connection lost: The server closed the connection.');
  };
  const getConnection = database.pool.getConnection.bind(database.pool);
  database.pool.getConnection = async () => {
    const connection = await getConnection();
    const query = connection.query.bind(connection) as (...statement: unknown[]) => Promise<unknown>;
    const breakable = async (...statement: unknown[]) => {
      statementsLeft -= 1;
      if (statementsLeft !== 0) return query(...statement);
      if (isHeard()) await query(...statement);
      return lose(connection);
    };
    return Object.assign(connection, { query: breakable });
  };
  return {
    database,
    crashes: () => crashes,
    untilDone: async (work) => {
      for (;;) {
        const before = crashes;
        statementsLeft = random.chance(0.4) ? random.int(1, 40) : Infinity;
        try {
          return await work(database);
        } catch (error) {
          if (crashes === before) throw error;
        } finally {
          statementsLeft = Infinity;
        }
      }
    },
  };
}
