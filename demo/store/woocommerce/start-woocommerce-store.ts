import type { ChildProcess } from 'node:child_process';
import { createHmac, randomBytes } from 'node:crypto';
import { mkdir, mkdtemp, open, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as wait } from 'node:timers/promises';
import { createConnection, type Connection, type RowDataPacket } from 'mysql2/promise';
import { freePort, isListening } from '../../free-port.ts';
import { spawnTethered } from '../../spawn-tethered.ts';
import { loadDump } from './database-dump.ts';
import { findStoreFiles } from './find-store-files.ts';
import { commandSettings, runPhpProcess, scripts, serverSettings } from './php.ts';
import { copyPlugin, layOutSite, writeConfig } from './site.ts';
import { dropDatabase, installedTemplate, type DatabaseServer, type Template } from './template.ts';

const startTimeoutMs = 30_000;
const stopTimeoutMs = 5_000;
const adminUserId = 1;
const keepsakeFile = 'store.json';
/** Errors go to standard error as text; WordPress would print a page that says nothing. */
const loadShop = `<?php
  define('DISABLE_WP_CRON', true);
  define('WP_DISABLE_FATAL_ERROR_HANDLER', true);
  define('WP_DEBUG_DISPLAY', null);
  require getenv('FINDERS_FEE_SITE') . '/wp-load.php';`;

export interface WooCommerceStoreOptions {
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
  /** Orders in their own tables (default) or as posts. */
  hpos?: boolean;
  /** A name such as `Asia/Singapore`; default `Europe/Berlin`. */
  timeZone?: string;
  /** Default `EUR` with 2 decimals. */
  currency?: string;
  priceDecimals?: number;
  /** One tax rate on everything, shipping too, on prices without tax; default no taxes. */
  taxPercent?: number;
  /** Price of the flat rate, as a decimal string; default `5.00`. */
  shippingCost?: string;
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
  const store = describe(folder, port, database, keepsake, template);
  const discard = async () => {
    if (options.dataDir) return;
    await Promise.all([dropDatabase(database), rm(folder, { recursive: true, force: true })]);
  };
  try {
    await Promise.all([
      layOutSite(store.wordpressDir, template),
      known ? undefined : furnish(database, template, keepsake, options),
    ]);
    await writeConfig(store.wordpressDir, { ...store, salt: keepsake.salt, cron: options.cron ?? true });
    if (options.pluginDir) await placePlugin(store, options.pluginDir, options.activatePlugin ?? true);
    await writeFile(join(folder, keepsakeFile), JSON.stringify(keepsake));
    const server = await serve(store.wordpressDir, port, folder, options.workers ?? 4);
    return {
      ...store,
      pid: server.pid!,
      stop: async () => {
        await end(server, port);
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
): Omit<RealStore, 'pid' | 'stop'> {
  const wordpressDir = join(folder, 'site');
  const command = (words: string[], options: { code?: string; environment?: Record<string, string> } = {}) =>
    runPhpProcess({
      ...options,
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

/** Fills the database of a new store, and sets what this store was asked to be. */
async function furnish(
  database: string,
  template: Template,
  keepsake: Keepsake,
  options: WooCommerceStoreOptions,
): Promise<void> {
  await loadDump(database, await readFile(template.dump, 'utf8'));
  const connection = await createConnection(database);
  try {
    await addRestKey(connection, keepsake);
    await setOptions(connection, options);
    if (options.taxPercent !== undefined) await addTax(connection, options.taxPercent);
    if (options.shippingCost !== undefined) await setShippingCost(connection, options.shippingCost);
  } finally {
    await connection.end();
  }
}

/** WooCommerce keeps only an HMAC of the key: `wc_api_hash()` in wc-core-functions.php. */
async function addRestKey(connection: Connection, { consumerKey, consumerSecret }: Keepsake): Promise<void> {
  await connection.query('INSERT INTO wp_woocommerce_api_keys SET ?', {
    user_id: adminUserId,
    description: 'Demo',
    permissions: 'read_write',
    consumer_key: createHmac('sha256', 'wc-api').update(consumerKey).digest('hex'),
    consumer_secret: consumerSecret,
    truncated_key: consumerKey.slice(-7),
  });
}

async function setOptions(connection: Connection, options: WooCommerceStoreOptions): Promise<void> {
  const wanted: Record<string, string | undefined> = {
    timezone_string: options.timeZone,
    woocommerce_currency: options.currency,
    woocommerce_price_num_decimals: options.priceDecimals?.toString(),
    woocommerce_custom_orders_table_enabled:
      options.hpos === undefined ? undefined : options.hpos ? 'yes' : 'no',
    woocommerce_calc_taxes: options.taxPercent === undefined ? undefined : 'yes',
  };
  for (const [name, value] of Object.entries(wanted)) {
    if (value === undefined) continue;
    await connection.query(
      `INSERT INTO wp_options (option_name, option_value, autoload) VALUES (?, ?, 'on') ON DUPLICATE KEY UPDATE option_value = VALUES(option_value)`,
      [name, value],
    );
  }
}

async function addTax(connection: Connection, percent: number): Promise<void> {
  await connection.query('INSERT INTO wp_woocommerce_tax_rates SET ?', {
    tax_rate_country: '',
    tax_rate_state: '',
    tax_rate: percent.toFixed(4),
    tax_rate_name: 'VAT',
    tax_rate_priority: 1,
    tax_rate_compound: 0,
    tax_rate_shipping: 1,
    tax_rate_order: 0,
    tax_rate_class: '',
  });
}

async function setShippingCost(connection: Connection, cost: string): Promise<void> {
  const [[row]] = await connection.query<RowDataPacket[]>(
    `SELECT option_name, option_value FROM wp_options WHERE option_name LIKE 'woocommerce\\_flat\\_rate\\_%\\_settings'`,
  );
  const serialized = String(row!['option_value']).replace(
    /s:4:"cost";s:\d+:"[^"]*"/,
    `s:4:"cost";s:${cost.length}:"${cost}"`,
  );
  await connection.query('UPDATE wp_options SET option_value = ? WHERE option_name = ?', [
    serialized,
    row!['option_name'],
  ]);
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

async function serve(site: string, port: number, folder: string, workers: number): Promise<ChildProcess> {
  const log = await open(join(folder, 'php.log'), 'a');
  // A process group of its own: the workers outlive their master and would keep the port.
  const server = spawnTethered(
    'php',
    [...serverSettings(), '-S', `127.0.0.1:${port}`, '-t', site, join(scripts, 'router.php')],
    { output: log.fd, environment: { ...process.env, PHP_CLI_SERVER_WORKERS: String(workers) } },
  );
  await log.close();
  const deadline = Date.now() + startTimeoutMs;
  while (!(await answers(`http://127.0.0.1:${port}/wp-json/`))) {
    if (server.exitCode !== null) throw new Error(await lastWords(folder, port));
    if (Date.now() > deadline) {
      await end(server, port);
      throw new Error(await lastWords(folder, port));
    }
    await wait(25);
  }
  return server;
}

async function answers(url: string): Promise<boolean> {
  return fetch(url, { signal: AbortSignal.timeout(startTimeoutMs) }).then(
    async (response) => {
      await response.arrayBuffer();
      return response.ok;
    },
    () => false,
  );
}

async function lastWords(folder: string, port: number): Promise<string> {
  const logs = await Promise.all(
    ['php.log', 'debug.log'].map((name) => readFile(join(folder, name), 'utf8').catch(() => '')),
  );
  return `The store on port ${port} does not answer: ${logs.join('\n').slice(-2000)}`;
}

/** Ends the whole group, and kills what still answers after a while. Not the group but its port tells when it is over: the dead wait in it until somebody collects them. */
async function end(server: ChildProcess, port: number): Promise<void> {
  if (server.pid === undefined) return;
  signal(server.pid, 'SIGTERM');
  const deadline = Date.now() + stopTimeoutMs;
  while (await isListening(port)) {
    if (Date.now() > deadline) signal(server.pid, 'SIGKILL');
    await wait(20);
  }
}

function signal(group: number, name: NodeJS.Signals): void {
  try {
    process.kill(-group, name);
  } catch {
    // It has ended by itself.
  }
}
