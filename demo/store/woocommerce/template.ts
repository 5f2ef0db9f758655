import { createHash, randomBytes } from 'node:crypto';
import { execFile } from 'node:child_process';
import { access, cp, mkdir, mkdtemp, readFile, readdir, rename, rm, stat, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { createConnection } from 'mysql2/promise';
import { dumpDatabase } from './database-dump.ts';
import { cacheDirectory } from './find-store-files.ts';
import { commandSettings, runPhpProcess, scripts } from './php.ts';
import { layOutSite, writeConfig } from './site.ts';

const run = promisify(execFile);
/** Raise it when a change of this file has to reach templates that are already made. */
const layoutVersion = 2;

/** A server on which a store may make databases of its own. */
export interface DatabaseServer {
  createDatabase(name: string): Promise<string>;
}

/** A freshly installed shop to start others from: shared code, its uploads, and its database as SQL. */
export interface Template {
  code: { wordpress: string; woocommerce: string };
  uploads: string;
  dump: string;
  opcache: string;
}

/**
 * The template for these files, made on first use and kept in the cache. Stores that start at the same moment may each
 * make it; the first one to finish puts it in place.
 */
export async function installedTemplate(
  files: { wordpressDir: string; woocommerceDir: string },
  server: DatabaseServer,
): Promise<Template> {
  const folder = join(cacheDirectory, 'templates', await fingerprint(files));
  if (!(await exists(folder))) await make(folder, files, server);
  return {
    code: { wordpress: join(folder, 'wordpress'), woocommerce: join(folder, 'woocommerce') },
    uploads: join(folder, 'uploads'),
    dump: join(folder, 'store.sql'),
    opcache: join(folder, 'opcache'),
  };
}

async function make(
  folder: string,
  files: { wordpressDir: string; woocommerceDir: string },
  server: DatabaseServer,
): Promise<void> {
  await mkdir(join(cacheDirectory, 'templates'), { recursive: true });
  const work = await mkdtemp(join(cacheDirectory, 'templates', '.making-'));
  const database = await server.createDatabase(`finders_fee_template_${randomBytes(4).toString('hex')}`);
  try {
    const code = { wordpress: join(work, 'wordpress'), woocommerce: join(work, 'woocommerce') };
    await Promise.all([
      run('cp', ['-R', '-p', files.wordpressDir, code.wordpress]),
      run('cp', ['-R', '-p', files.woocommerceDir, code.woocommerce]),
      mkdir(join(work, 'opcache')),
    ]);
    const site = join(work, 'site');
    await layOutSite(site, { code });
    await install(work, site, database);
    await writeFile(join(work, 'store.sql'), await dumpDatabase(database));
    await cp(join(site, 'wp-content', 'uploads'), join(work, 'uploads'), { recursive: true });
    await rm(site, { recursive: true });
    await rename(work, folder).catch(async (error: unknown) => {
      if (!(await exists(folder))) throw error;
    });
  } finally {
    await dropDatabase(database);
    await rm(work, { recursive: true, force: true });
  }
}

async function install(work: string, site: string, database: string): Promise<void> {
  await writeConfig(site, {
    url: 'http://127.0.0.1',
    databaseUrl: database,
    salt: 'template',
    mailLog: join(work, 'mail.log'),
    debugLog: join(work, 'debug.log'),
    cron: false,
  });
  for (const script of ['install.php', 'setup.php']) {
    await runPhpProcess({
      arguments: [...commandSettings(join(work, 'opcache')), join(scripts, script)],
      environment: { FINDERS_FEE_SITE: site },
    });
  }
  // Compiled under the path of making, and the complaints of an unfinished installation: nothing for a store.
  await Promise.all(
    ['opcache', 'debug.log', 'mail.log'].map((name) =>
      rm(join(work, name), { recursive: true, force: true }),
    ),
  );
  await mkdir(join(work, 'opcache'));
}

/** Drops a database that this program made. */
export async function dropDatabase(url: string): Promise<void> {
  const connection = await createConnection(url);
  await connection.query(`DROP DATABASE IF EXISTS \`${new URL(url).pathname.slice(1)}\``);
  await connection.end();
}

/** Names the versions for people, and covers every file of both folders and our own scripts. */
async function fingerprint(files: { wordpressDir: string; woocommerceDir: string }): Promise<string> {
  const hash = createHash('sha256').update(`${layoutVersion}`);
  for (const folder of [files.wordpressDir, files.woocommerceDir]) {
    for (const line of await listing(folder)) hash.update(line);
  }
  for (const script of ['install.php', 'setup.php', '../../products.json']) {
    hash.update(await readFile(join(scripts, script)));
  }
  const [wordpress, woocommerce] = await Promise.all([
    version(join(files.wordpressDir, 'wp-includes', 'version.php'), /\$wp_version = '([^']+)'/),
    version(join(files.woocommerceDir, 'woocommerce.php'), /^\s*\*\s*Version:\s*(\S+)/m),
  ]);
  return `wordpress-${wordpress}-woocommerce-${woocommerce}-${hash.digest('hex').slice(0, 12)}`;
}

async function listing(folder: string): Promise<string[]> {
  const entries = await readdir(folder, { withFileTypes: true, recursive: true });
  const files = entries.filter((entry) => entry.isFile()).map((entry) => join(entry.parentPath, entry.name));
  const lines = await Promise.all(
    files.map(async (file) => {
      const { size, mtimeMs } = await stat(file);
      return `${file.slice(folder.length)} ${size} ${mtimeMs}\n`;
    }),
  );
  return lines.sort();
}

async function version(file: string, pattern: RegExp): Promise<string> {
  return pattern.exec(await readFile(file, 'utf8'))?.[1] ?? 'unknown';
}

function exists(path: string): Promise<boolean> {
  return access(path).then(
    () => true,
    () => false,
  );
}
