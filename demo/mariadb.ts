import { execFile, spawnSync, type ChildProcess } from 'node:child_process';
import { mkdir, mkdtemp, rm, stat } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as wait } from 'node:timers/promises';
import { promisify } from 'node:util';
import { createConnection, type Connection } from 'mysql2/promise';
import { freePort } from './free-port.ts';
import { spawnTethered } from './spawn-tethered.ts';

const run = promisify(execFile);
const startTimeoutMs = 30_000;
const stopTimeoutMs = 15_000;

/** A MariaDB of our own: private data directory, loopback only, gone when stopped. */
export interface PrivateDatabase {
  port: number;
  /** Makes an empty database if it is missing and returns its `mysql://` address. */
  createDatabase(name: string): Promise<string>;
  stop(): Promise<void>;
}

/**
 * Starts a throw-away `mariadbd`. Durability is off on purpose: its data lives as long as the process, or as `dataDir` is kept.
 * Throws when there is neither `mariadbd` nor `mysqld` on the machine.
 */
export async function startPrivateMariaDb(
  options: { dataDir?: string; port?: number } = {},
): Promise<PrivateDatabase> {
  const root = options.dataDir ?? (await mkdtemp(join(tmpdir(), 'finders-fee-db-')));
  const data = join(root, 'data');
  const asRoot = process.getuid?.() === 0 ? ['--user=root'] : [];
  await mkdir(root, { recursive: true });
  // Two servers that start at the same moment must not take each other's temporary tables.
  const env = { ...process.env, TMPDIR: root };
  const daemon = findDatabaseDaemon();
  if (!daemon) throw new Error('Neither mariadbd nor mysqld is on this machine');
  if (!(await exists(data)))
    await makeDataDirectory(daemon, ['--no-defaults', ...asRoot, `--datadir=${data}`], env);
  const port = options.port ?? (await freePort());
  const server = spawnTethered(
    daemon,
    [
      '--no-defaults',
      ...asRoot,
      `--datadir=${data}`,
      `--socket=${join(root, 'mariadb.sock')}`,
      `--pid-file=${join(root, 'mariadb.pid')}`,
      `--port=${port}`,
      '--bind-address=127.0.0.1',
      '--skip-name-resolve',
      '--skip-log-bin',
      '--innodb-flush-log-at-trx-commit=0',
      '--innodb-doublewrite=0',
      '--loose-innodb-log-file-size=16M',
      '--loose-mysqlx=OFF',
      '--innodb-buffer-pool-size=256M',
      '--max-connections=300',
      // What nobody keeps need not reach the disk.
      ...(options.dataDir ? [] : ['--innodb-flush-method=nosync', '--loose-skip-sync-frm']),
      '--character-set-server=utf8mb4',
      '--collation-server=utf8mb4_unicode_ci',
    ],
    { output: 'ignore', environment: env },
  );
  const administer = <T>(work: (connection: Connection) => Promise<T>) => withConnection(port, work);
  await untilReady(server, () => administer((connection) => connection.query('SELECT 1')));
  return {
    port,
    createDatabase: async (name) => {
      await administer((connection) => connection.query(`CREATE DATABASE IF NOT EXISTS \`${name}\``));
      return `mysql://root@127.0.0.1:${port}/${name}`;
    },
    stop: async () => {
      await end(server);
      if (!options.dataDir) await rm(root, { recursive: true, force: true });
    },
  };
}

/** The server program of this machine, MariaDB's first; undefined when there is none. */
export function findDatabaseDaemon(): string | undefined {
  return ['mariadbd', 'mysqld'].find(
    (name) => spawnSync(name, ['--version'], { stdio: 'ignore' }).status === 0,
  );
}

async function makeDataDirectory(daemon: string, common: string[], env: NodeJS.ProcessEnv): Promise<void> {
  if (daemon === 'mysqld' && spawnSync('mariadb-install-db', ['--help'], { stdio: 'ignore' }).error) {
    await run(daemon, [...common, '--initialize-insecure'], { env });
    return;
  }
  const words = ['--auth-root-authentication-method=normal', '--skip-test-db', '--skip-name-resolve'];
  await run('mariadb-install-db', [...common, ...words, '--innodb-log-file-size=16M'], { env });
}

async function withConnection<T>(port: number, work: (connection: Connection) => Promise<T>): Promise<T> {
  const connection = await createConnection({ host: '127.0.0.1', port, user: 'root' });
  try {
    return await work(connection);
  } finally {
    await connection.end();
  }
}

async function untilReady(server: ChildProcess, probe: () => Promise<unknown>): Promise<void> {
  const deadline = Date.now() + startTimeoutMs;
  for (;;) {
    if (server.exitCode !== null)
      throw new Error(`The database server ended at once with exit code ${server.exitCode}`);
    try {
      await probe();
      return;
    } catch (error) {
      if (Date.now() > deadline)
        throw new Error('The database server did not answer in time', { cause: error });
      await wait(50);
    }
  }
}

async function end(server: ChildProcess): Promise<void> {
  if (server.exitCode !== null || server.signalCode !== null) return;
  const ended = new Promise((resolve) => server.once('exit', resolve));
  server.kill('SIGTERM');
  const timer = setTimeout(() => server.kill('SIGKILL'), stopTimeoutMs);
  await ended;
  clearTimeout(timer);
}

async function exists(path: string): Promise<boolean> {
  return stat(path).then(
    () => true,
    () => false,
  );
}
