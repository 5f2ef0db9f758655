import { writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { createConnection, type RowDataPacket } from 'mysql2/promise';
import {
  startWooCommerceStore,
  type RealStore,
  type WooCommerceStoreOptions,
} from '../../../demo/store/woocommerce/start-woocommerce-store.ts';

const pluginDir = fileURLToPath(new URL('../../../wp-plugin', import.meta.url));

/** A test says itself what it expects of an answer. */
export type Anything = any;

export interface Answer<T = Anything> {
  status: number;
  body: T;
  headers: Headers;
  milliseconds: number;
}

/** Somebody in a browser: their cookies, and the nonce that WordPress hands to its own scripts. */
export interface Visitor {
  rest(method: string, path: string, body?: unknown, headers?: Record<string, string>): Promise<Answer>;
  page(path: string): Promise<{ status: number; html: string; location: string | null }>;
  /** The answer as it came. */
  fetch(path: string, headers?: Record<string, string>): Promise<Response>;
}

/** A real store with the plugin in it, and ways to look inside. */
export interface PluginStore extends RealStore {
  login(user: string, password: string): Promise<Visitor>;
  anonymous: Visitor;
  query<Row = Anything>(sql: string, values?: unknown[]): Promise<Row[]>;
  /** Runs PHP and gives what it returns. */
  php<Value = Anything>(code: string): Promise<Value>;
  addMustUsePlugin(name: string, code: string): Promise<void>;
}

export async function startPluginStore(options: Partial<WooCommerceStoreOptions> = {}): Promise<PluginStore> {
  const port = Number(process.env['FINDERS_FEE_TEST_MARIADB_PORT']);
  const mariadb = {
    createDatabase: async (name: string) => {
      const connection = await createConnection({ host: '127.0.0.1', port, user: 'root' });
      await connection.query(`CREATE DATABASE IF NOT EXISTS \`${name}\``);
      await connection.end();
      return `mysql://root@127.0.0.1:${port}/${name}`;
    },
  };
  const store = await startWooCommerceStore({ mariadb, pluginDir, cron: false, ...options });
  const database = await createConnection(store.databaseUrl);
  const addMustUsePlugin = (name: string, code: string) =>
    writeFile(join(store.wordpressDir, 'wp-content', 'mu-plugins', name), `<?php\n${code}`);
  // Tests say when Action Scheduler runs: a visit to wp-admin would have it run in the background, and take the outbox along.
  await addMustUsePlugin(
    'no-background.php',
    "add_filter( 'action_scheduler_allow_async_request_runner', '__return_false' );",
  );
  return {
    ...store,
    anonymous: visitor(store.url, ''),
    login: async (user, password) => visitor(store.url, await logIn(store.url, user, password)),
    query: async <Row>(sql: string, values: unknown[] = []) => {
      const [rows] = await database.query<RowDataPacket[]>(sql, values);
      return rows as Row[];
    },
    php: async <Value>(code: string) => {
      const printed = await store.runPhp(`echo "\\n#answer:", json_encode((function () { ${code} })());`);
      return JSON.parse(printed.slice(printed.lastIndexOf('#answer:') + 8)) as Value;
    },
    addMustUsePlugin,
    stop: async () => {
      await database.end();
      await store.stop();
    },
  };
}

async function logIn(url: string, user: string, password: string): Promise<string> {
  const response = await fetch(`${url}/wp-login.php`, {
    method: 'POST',
    redirect: 'manual',
    headers: { Cookie: 'wordpress_test_cookie=WP%20Cookie%20check' },
    body: new URLSearchParams({ log: user, pwd: password, testcookie: '1' }),
  });
  const cookies = response.headers.getSetCookie().map((cookie) => cookie.split(';')[0]!);
  if (!cookies.some((cookie) => cookie.startsWith('wordpress_logged_in')))
    throw new Error(`Login of ${user} failed`);
  return cookies.join('; ');
}

function visitor(url: string, cookie: string): Visitor {
  let nonce: Promise<string> | undefined;
  const freshNonce = async () =>
    cookie === ''
      ? ''
      : (
          await fetch(`${url}/wp-admin/admin-ajax.php?action=rest-nonce`, { headers: { Cookie: cookie } })
        ).text();
  return {
    rest: async (method, path, body, headers = {}) => {
      nonce ??= freshNonce();
      const identity: Record<string, string> =
        cookie === '' ? {} : { Cookie: cookie, 'X-WP-Nonce': await nonce };
      const json: Record<string, string> = body === undefined ? {} : { 'Content-Type': 'application/json' };
      const started = performance.now();
      const response = await fetch(`${url}/wp-json/wc-finders-fee/v1/${path}`, {
        method,
        headers: { ...identity, ...json, ...headers },
        ...(body === undefined ? {} : { body: typeof body === 'string' ? body : JSON.stringify(body) }),
      });
      const text = await response.text();
      const milliseconds = performance.now() - started;
      return { status: response.status, body: parse(text), headers: response.headers, milliseconds };
    },
    fetch: (path, headers = {}) =>
      fetch(url + path, { redirect: 'manual', headers: { Cookie: cookie, ...headers } }),
    page: async (path) => {
      const response = await fetch(url + path, { redirect: 'manual', headers: { Cookie: cookie } });
      return {
        status: response.status,
        html: await response.text(),
        location: response.headers.get('location'),
      };
    },
  };
}

function parse(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return text;
  }
}
