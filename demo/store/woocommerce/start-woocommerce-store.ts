import { randomBytes } from 'node:crypto';
import { mkdir, mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { freePort } from '../../free-port.ts';
import { fillDatabase, type ShopFacts } from './fill-database.ts';
import { findStoreFiles } from './find-store-files.ts';
import { commandSettings, runPhpProcess, scripts } from './php.ts';
import { startPhpServer } from './php-server.ts';
import { copyPlugin, layOutSite, writeConfig } from './site.ts';
import { dropDatabase, installedTemplate, type DatabaseServer, type Template } from './template.ts';

const keepsakeFile = 'store.json';
/** Errors go to standard error as text; WordPress would print a page that says nothing. */
const loadShop = `<?php
  define('DISABLE_WP_CRON', true);
  define('WP_DISABLE_FATAL_ERROR_HANDLER', true);
  define('WP_DEBUG_DISPLAY', null);
  require getenv('FINDERS_FEE_SITE') . '/wp-load.php';`;

export interface WooCommerceStoreOptions extends ShopFacts {
  /** The server in which the store makes its database; it stays the caller's to stop. */
  mariadb: DatabaseServer;
  /** Default: a free one. */
  port?: number;
  /** Unpacked WordPress and WooCommerce; default as in `findStoreFiles`. Only ever read. */
  wordpressDir?: string;
  woocommerceDir?: string;
  /** Keeps site and database there and finds them again; default a temporary folder, gone when the store stops. */
  dataDir?: string;
  /** The product's plugin, copied to `plugins/finders-fee` and, unless `activatePlugin` is false, activated. */
  pluginDir?: string;
  activatePlugin?: boolean;
  /** WP-Cron started by visits, as in every shop (default). */
  cron?: boolean;
  /** How many requests the server answers at the same time; default 4. */
  workers?: number;
}

export interface RealStore {
  kind: 'woocommerce';
  url: string;
  /** The site's own directory, for a command line beside it. */
  wordpressDir: string;
  admin: { user: string; password: string };
  consumerKey: string;
  consumerSecret: string;
  /** `mysql://…` of the store's own database. */
  databaseUrl: string;
  /** Mail that the store would have sent, one JSON object per line; PHP's notices and errors. */
  mailLog: string;
  debugLog: string;
  /** Process group of the web server. */
  pid: number;
  /** Runs PHP code (without opening tag) in a command line process that has loaded the shop; returns what it printed. */
  runPhp(code: string, environment?: Record<string, string>): Promise<string>;
  /** Runs every action that is due, and returns how many those were. */
  drainActionScheduler(): Promise<number>;
  stop(): Promise<void>;
}

/** What a store keeps beside its site, so that a later start finds the same shop. */
interface Keepsake {
  database: string;
  salt: string;
  consumerKey: string;
  consumerSecret: string;
}

/**
 * Starts a real WordPress with WooCommerce on loopback, from a cached template of a fresh installation.
 * Throws with reason and remedy when the files or PHP are missing.
 */
export async function startWooCommerceStore(options: WooCommerceStoreOptions): Promise<RealStore> {
  const files = await findStoreFiles(options);
  if (!files.found) throw new Error(`${files.reason}. ${files.remedy}`);
  const template = await installedTemplate(files, options.mariadb);
  const folder = options.dataDir ?? (await mkdtemp(join(tmpdir(), 'finders-fee-store-')));
  await mkdir(folder, { recursive: true });
  const known = await readKeepsake(folder);
  const keepsake = known ?? newKeepsake();
  const database = await options.mariadb.createDatabase(keepsake.database);
  const port = options.port ?? (await freePort());
  const ending = new AbortController();
  const store = describe(folder, port, database, keepsake, template, ending.signal);
  const discard = async () => {
    if (options.dataDir) return;
    await Promise.all([dropDatabase(database), rm(folder, { recursive: true, force: true, maxRetries: 5 })]);
  };
  try {
    await Promise.all([
      layOutSite(store.wordpressDir, template),
      known ? undefined : fillDatabase(database, template.dump, keepsake, options),
    ]);
    await writeConfig(store.wordpressDir, { ...store, salt: keepsake.salt, cron: options.cron ?? true });
    if (options.pluginDir) await placePlugin(store, options.pluginDir, options.activatePlugin ?? true);
    await writeFile(join(folder, keepsakeFile), JSON.stringify(keepsake));
    const server = await startPhpServer(store.wordpressDir, port, folder, options.workers ?? 4);
    return {
      ...store,
      pid: server.pid,
      stop: async () => {
        ending.abort();
        await server.stop();
        await discard();
      },
    };
  } catch (error) {
    await discard();
    throw error;
  }
}

/** What can be said, and done on the command line, before anything is served. */
function describe(
  folder: string,
  port: number,
  databaseUrl: string,
  keepsake: Keepsake,
  template: Template,
  signal: AbortSignal,
): Omit<RealStore, 'pid' | 'stop'> {
  const wordpressDir = join(folder, 'site');
  const command = (words: string[], options: { code?: string; environment?: Record<string, string> } = {}) =>
    runPhpProcess({
      ...options,
      signal,
      arguments: [...commandSettings(template.opcache), ...words],
      environment: { FINDERS_FEE_SITE: wordpressDir, ...options.environment },
    });
  return {
    kind: 'woocommerce',
    url: `http://127.0.0.1:${port}`,
    wordpressDir,
    admin: { user: 'admin', password: 'password' },
    consumerKey: keepsake.consumerKey,
    consumerSecret: keepsake.consumerSecret,
    databaseUrl,
    mailLog: join(folder, 'mail.log'),
    debugLog: join(folder, 'debug.log'),
    runPhp: (code, environment = {}) => command([], { code: `${loadShop}\n${code}`, environment }),
    drainActionScheduler: async () => Number(await command([join(scripts, 'drain.php')])),
  };
}

function newKeepsake(): Keepsake {
  return {
    database: `finders_fee_store_${randomBytes(5).toString('hex')}`,
    salt: randomBytes(32).toString('hex'),
    consumerKey: `ck_${randomBytes(20).toString('hex')}`,
    consumerSecret: `cs_${randomBytes(20).toString('hex')}`,
  };
}

async function readKeepsake(folder: string): Promise<Keepsake | undefined> {
  const text = await readFile(join(folder, keepsakeFile), 'utf8').catch(() => undefined);
  return text === undefined ? undefined : (JSON.parse(text) as Keepsake);
}

async function placePlugin(
  store: Pick<RealStore, 'wordpressDir' | 'runPhp'>,
  pluginDir: string,
  activate: boolean,
): Promise<void> {
  await copyPlugin(store.wordpressDir, pluginDir);
  if (!activate) return;
  await store.runPhp(`
    require_once ABSPATH . 'wp-admin/includes/plugin.php';
    $failure = activate_plugin('finders-fee/finders-fee.php');
    if (is_wp_error($failure)) { throw new Exception($failure->get_error_message()); }
  `);
}
