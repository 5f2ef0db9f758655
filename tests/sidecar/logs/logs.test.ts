import { spawn, type ChildProcess } from 'node:child_process';
import { once } from 'node:events';
import { afterAll, beforeAll, describe, expect, jest, test } from '@jest/globals';
import { describeFault } from '@finders-fee/sidecar/describe-fault';
import { makeConnectionCode } from '@finders-fee/sidecar/use-cases/make-connection-code';
import { freePort } from '../../../demo/free-port.ts';
import { aSidecar, type ASidecar } from '../../support/a-sidecar.ts';
import {
  aConnectionRequest,
  anOrderBody,
  aStore,
  webhookHeaders,
  type AStore,
} from '../../support/a-store.ts';
import { aToken } from '../../support/a-token.ts';
import { eventually } from '../../support/eventually.ts';

jest.setTimeout(60_000);

/** The buyer's e-mail, name and street; the store's keys and secrets; the sidecar's own key; the start of any token. */
const secrets = /buyer\d+@|Ada|Secret Street|555-1234|ck_aa|cs_bb|wwwww|ttttt|ccccc|eyJ/;

let books: ASidecar;
let store: AStore;
let server: ChildProcess;
let url: string;
let log = '';

beforeAll(async () => {
  books = await aSidecar();
  store = await aStore();
  const port = await freePort();
  url = `http://127.0.0.1:${port}`;
  server = spawn(process.execPath, ['--import', 'tsx', 'sidecar/src/main.ts', 'serve', '--json'], {
    env: {
      PATH: process.env['PATH'],
      DATABASE_URL: books.databaseUrl,
      FINDERS_FEE_KEY: 'c'.repeat(64),
      FINDERS_FEE_HOST: '127.0.0.1',
      FINDERS_FEE_PORT: String(port),
      LOG_LEVEL: 'trace',
      POLL_SECONDS: '1',
      PULSE_SECONDS: '1',
    },
    stdio: 'pipe',
  });
  for (const stream of [server.stdout, server.stderr])
    stream?.on('data', (chunk: Buffer) => (log += chunk.toString()));
  await logged('finders-fee serves');
  const { code } = await makeConnectionCode(books.services);
  const connected = await post('/v1/connection', aConnectionRequest(store, code.split('.')[2] ?? ''));
  expect(connected.status).toBe(201);
});
afterAll(async () => {
  server.kill('SIGKILL');
  if (server.exitCode === null && server.signalCode === null) await once(server, 'exit');
  await store.stop();
  await books.stop();
});

const logged = (text: string) => eventually(`"${text}" is logged`, () => Promise.resolve(log.includes(text)));

function post(path: string, body: unknown, headers: Record<string, string> = {}): Promise<Response> {
  const text = JSON.stringify(body);
  return fetch(url + path, {
    method: 'POST',
    body: text,
    headers: { 'content-type': 'application/json', ...headers },
  });
}

function tell(id: number): Promise<Response> {
  const body = anOrderBody(id);
  return post('/webhooks/woocommerce', body, webhookHeaders(store, 'order.updated', JSON.stringify(body)));
}

async function without(table: string, work: () => Promise<unknown>): Promise<void> {
  const { pool } = books.services.database;
  await pool.query(`RENAME TABLE ${table} TO ${table}_away`);
  await work().finally(() => pool.query(`RENAME TABLE ${table}_away TO ${table}`));
}

describe('the log at its most talkative', () => {
  test('names nobody and tells no secret when all goes well', async () => {
    await tell(1);
    await eventually('the order is recorded', async () => {
      const [rows] = await books.services.database.pool.query('SELECT 1 FROM orders WHERE order_id = 1');
      return (rows as unknown[]).length === 1;
    });
    const path = '/v1/customers?search=buyer1%40example.com';
    const token = await aToken(
      { storeUrl: store.url, tokenSecret: 't'.repeat(50) },
      { method: 'GET', path, body: '', userId: 1, role: 'owner' },
    );
    const authorization = `Bearer ${token}`;
    expect((await fetch(url + path, { headers: { authorization } })).status).toBe(200);
    expect((await fetch(url + path, { headers: { authorization } })).status).toBe(401);
    await logged('/v1/customers');
    expect(log).not.toMatch(secrets);
  });

  test('nor when the database fails in the middle of it', async () => {
    const { pool } = books.services.database;
    await pool.query('ALTER TABLE customers ADD COLUMN surplus INT NOT NULL');
    await tell(2);
    await logged('an inbox row will be tried again');
    await pool.query('ALTER TABLE customers DROP COLUMN surplus');
    await without('inbox', async () => {
      expect((await tell(3)).status).toBe(500);
      await logged('Something went wrong');
    });
    expect(log).not.toMatch(secrets);
    const [rows] = await pool.query('SELECT last_error FROM inbox WHERE last_error IS NOT NULL');
    expect(rows).toHaveLength(1);
    expect(JSON.stringify(rows)).not.toMatch(secrets);
  });

  test('nor in the server’s own words, which quote the value it did not like', async () => {
    const { pool } = books.services.database;
    const insert = () => pool.query(`INSERT INTO customer_keys VALUES ('ada@o''hara.example', 'cus_1')`);
    await insert();
    const fault = await insert().catch((error: unknown) => error);
    expect((fault as Error).message).toContain('ada@');
    expect(describeFault(fault)).toBe('Duplicate entry ‘…’');
  });

  test('nor when the store refuses, and repeats to us what it was asked', async () => {
    const echo = `consumer_key=ck_${'a'.repeat(40)} buyer9@example.com`;
    store.fault = { status: 403, body: { code: echo, message: echo } };
    await logged('a pass failed');
    store.fault = { status: 500, body: echo };
    await eventually('another pass fails', () => Promise.resolve(log.includes('the store answered 500')));
    store.fault = undefined;
    expect(log).not.toMatch(secrets);
  });
});
