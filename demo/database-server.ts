import { execFile, spawnSync } from 'node:child_process';
import { promisify } from 'node:util';
import { setTimeout as wait } from 'node:timers/promises';
import { createConnection } from 'mysql2/promise';
import { freePort } from './free-port.ts';
import { findDatabaseDaemon, startPrivateMariaDb } from './mariadb.ts';

const run = promisify(execFile);
const image = 'mariadb:10.11';
const startTimeoutMs = 90_000;

/** Where the demo makes its databases: the store's, and the sidecar's. */
export interface DatabaseServer {
  /** What it is, for people. */
  title: string;
  createDatabase(name: string): Promise<string>;
  stop(): Promise<void>;
}

/**
 * Takes a database server, in this order: the one in DATABASE_URL, a private MariaDB, Docker.
 * Throws with what to install when there is none.
 */
export async function takeDatabaseServer(options: {
  dataDir: string | undefined;
  port: number;
}): Promise<DatabaseServer> {
  const given = process.env['DATABASE_URL'];
  if (given) return givenServer(given);
  const port = options.port === 0 ? await freePort() : options.port;
  if (findDatabaseDaemon()) {
    const server = await startPrivateMariaDb({
      port,
      ...(options.dataDir ? { dataDir: options.dataDir } : {}),
    });
    return {
      title: `MariaDB on port ${port}`,
      createDatabase: (name) => server.createDatabase(name),
      stop: () => server.stop(),
    };
  }
  if (runs('docker', ['info'])) return startInDocker(port, options.dataDir);
  throw new Error(
    'There is no database: install mariadb-server-core and mariadb-client-core (the names on Debian and Ubuntu), start Docker, or set DATABASE_URL to mysql://user:password@host:port/name',
  );
}

/** A server that others start and stop. */
export function databaseServerAt(url: URL): Pick<DatabaseServer, 'createDatabase'> {
  return { createDatabase: (name) => createDatabase(url, name) };
}

/** Makes databases on the server of an address, beside the one that the address names: what is in that one stays untouched. */
async function givenServer(address: string): Promise<DatabaseServer> {
  const url = new URL(address.replace(/^mariadb:/, 'mysql:'));
  const connection = await createConnection({ uri: url.href }).catch((error: Error) => {
    throw new Error(`The server in DATABASE_URL cannot be used: ${error.message}`, { cause: error });
  });
  await connection.end();
  return {
    title: `the server ${url.host} of DATABASE_URL`,
    ...databaseServerAt(url),
    stop: () => Promise.resolve(),
  };
}

async function startInDocker(port: number, dataDir: string | undefined): Promise<DatabaseServer> {
  const volume = dataDir ? ['-v', `${dataDir}:/var/lib/mysql`] : [];
  const { stdout } = await run('docker', [
    ...['run', '--rm', '-d', '-p', `127.0.0.1:${port}:3306`, '-e', 'MARIADB_ALLOW_EMPTY_ROOT_PASSWORD=1'],
    ...[...volume, image, '--character-set-server=utf8mb4', '--collation-server=utf8mb4_unicode_ci'],
  ]);
  const container = stdout.trim();
  const stop = async () => void (await run('docker', ['stop', container]));
  const url = new URL(`mysql://root@127.0.0.1:${port}`);
  const deadline = Date.now() + startTimeoutMs;
  for (;;) {
    try {
      await (await createConnection(url.href)).end();
      break;
    } catch (error) {
      if (Date.now() > deadline) {
        await stop();
        throw new Error(`${image} in Docker did not answer in time`, { cause: error });
      }
      await wait(250);
    }
  }
  return {
    title: `MariaDB in Docker on port ${port}`,
    createDatabase: (name) => createDatabase(url, name),
    stop,
  };
}

async function createDatabase(server: URL, name: string): Promise<string> {
  const connection = await createConnection(server.href);
  try {
    await connection.query(`CREATE DATABASE IF NOT EXISTS \`${name}\` CHARACTER SET utf8mb4`);
  } catch (error) {
    throw new Error(
      `The user "${server.username}" may not make databases on ${server.host}, and the demo needs two`,
      {
        cause: error,
      },
    );
  } finally {
    await connection.end();
  }
  const url = new URL(server.href);
  url.pathname = `/${name}`;
  return url.href;
}

function runs(command: string, words: string[]): boolean {
  return spawnSync(command, words, { stdio: 'ignore' }).status === 0;
}
