import { afterAll, beforeAll, describe, expect, jest, test } from '@jest/globals';
import { readConfig } from '@finders-fee/sidecar/config';
import { createServices } from '@finders-fee/sidecar/assemble';
import { makeConnectionCode } from '@finders-fee/sidecar/use-cases/make-connection-code';
import { aSidecar, type ASidecar } from '../../support/a-sidecar.ts';
import {
  aConnectionRequest,
  anOrderBody,
  aStore,
  webhookHeaders,
  type AStore,
} from '../../support/a-store.ts';
import { aToken } from '../../support/a-token.ts';

jest.setTimeout(30_000);

let sidecar: ASidecar;
let store: AStore;
let now = new Date();

beforeAll(async () => {
  sidecar = await aSidecar({
    clock: () => now,
    environment: { FINDERS_FEE_PUBLIC_URL: 'https://fees.example.com/' },
  });
  store = await aStore();
});
afterAll(async () => {
  await store.stop();
  await sidecar.stop();
});

async function post(body: unknown): Promise<Response> {
  return fetch(`${sidecar.url}/v1/connection`, {
    method: 'POST',
    headers: { 'content-type': 'application/json' },
    body: JSON.stringify(body),
  });
}

async function webhookStatus(secret: string): Promise<number> {
  const body = JSON.stringify(anOrderBody(1));
  const headers = webhookHeaders(store, 'order.updated', body, secret);
  return (await fetch(`${sidecar.url}/webhooks/woocommerce`, { method: 'POST', body, headers })).status;
}

const secretOf = (code: string) => code.split('.')[2] ?? '';

describe('POST /v1/connection', () => {
  test('a code tells the sidecar’s address, and the database keeps only a hash of its secret', async () => {
    const { code, expiresAt } = await makeConnectionCode(sidecar.services);
    const [scheme, address = '', secret] = code.split('.');
    expect(scheme).toBe('ff1');
    expect(Buffer.from(address, 'base64url').toString()).toBe('https://fees.example.com');
    expect(secret).toMatch(/^[A-Z2-7]{20}$/);
    expect(expiresAt.getTime() - now.getTime()).toBe(15 * 60 * 1000);
    const [rows] = await sidecar.services.database.pool.query('SELECT * FROM pairing_codes');
    expect(JSON.stringify(rows)).not.toContain(secret);
  });

  test('refuses a code that was never printed, and stores nothing', async () => {
    const answer = await post(aConnectionRequest(store, 'A'.repeat(20)));
    expect(answer.status).toBe(403);
    expect(await answer.json()).toMatchObject({ code: 'pairing_code_invalid' });
    expect(await sidecar.services.connection.find()).toBeUndefined();
  });

  test('refuses a code after 15 minutes', async () => {
    const { code } = await makeConnectionCode(sidecar.services);
    now = new Date(now.getTime() + 15 * 60 * 1000 + 1);
    expect((await post(aConnectionRequest(store, secretOf(code)))).status).toBe(403);
  });

  test('refuses unknown and missing fields by name', async () => {
    const { code } = await makeConnectionCode(sidecar.services);
    const request = { ...aConnectionRequest(store, secretOf(code)), surprise: 1, consumer_key: 'ck_short' };
    const answer = await post(request);
    expect(answer.status).toBe(400);
    const body = (await answer.json()) as { data: { details: { field: string }[] } };
    expect(body.data.details.map(({ field }) => field).sort()).toEqual([
      'body.consumer_key',
      'body.surprise',
    ]);
  });

  test('while the store refuses the key nothing is kept, and the code stays good', async () => {
    const { code } = await makeConnectionCode(sidecar.services);
    store.fault = { status: 401, body: { code: 'woocommerce_rest_cannot_view', message: 'no' } };
    const refused = await post(aConnectionRequest(store, secretOf(code)));
    expect(refused.status).toBe(502);
    const text = await refused.text();
    expect(text).toContain('store_refused');
    expect(text).not.toMatch(/ck_|cs_|aaaa|bbbb/);
    expect(await sidecar.services.connection.find()).toBeUndefined();
    store.fault = undefined;
    expect((await post(aConnectionRequest(store, secretOf(code)))).status).toBe(201);
  });

  test('a code connects once', async () => {
    const { code } = await makeConnectionCode(sidecar.services);
    expect((await post(aConnectionRequest(store, secretOf(code)))).status).toBe(201);
    expect((await post(aConnectionRequest(store, secretOf(code)))).status).toBe(403);
  });

  test('secrets lie in the database sealed, and open only with the key they were sealed with', async () => {
    const [rows] = await sidecar.services.database.pool.query('SELECT * FROM store_connection');
    expect(JSON.stringify(rows)).not.toMatch(/ck_a|cs_b|w{20}|t{20}/);
    const environment = {
      DATABASE_URL: sidecar.databaseUrl,
      FINDERS_FEE_KEY: 'd'.repeat(64),
      LOG_LEVEL: 'silent',
    };
    const other = createServices(readConfig(environment));
    await expect(other.connection.find()).rejects.toThrow();
    await other.database.close();
  });

  test('a sealed secret that was moved to another column does not open', async () => {
    const { pool } = sidecar.services.database;
    const [[row]] = (await pool.query('SELECT token_secret_sealed AS sealed FROM store_connection')) as any;
    await pool.query('UPDATE store_connection SET token_secret_sealed = webhook_secret_sealed');
    sidecar.services.connection.forget();
    await expect(sidecar.services.connection.find()).rejects.toThrow();
    await pool.query('UPDATE store_connection SET token_secret_sealed = ?', [row.sealed]);
    sidecar.services.connection.forget();
  });

  test('after connecting anew, webhooks signed with the secret before are taken for 24 hours more', async () => {
    await sidecar.connect(store, { webhook_secret: 'old'.repeat(20) });
    await sidecar.connect(store, { webhook_secret: 'new'.repeat(20) });
    expect(await webhookStatus('new'.repeat(20))).toBe(200);
    expect(await webhookStatus('old'.repeat(20))).toBe(200);
    now = new Date(now.getTime() + 24 * 60 * 60 * 1000 + 1);
    expect(await webhookStatus('old'.repeat(20))).toBe(401);
    expect(await webhookStatus('new'.repeat(20))).toBe(200);
  });

  test('a second store is refused once the books hold orders of the first', async () => {
    const body = JSON.stringify(anOrderBody(1));
    await fetch(`${sidecar.url}/webhooks/woocommerce`, {
      method: 'POST',
      body,
      headers: webhookHeaders(store, 'order.updated', body, 'new'.repeat(20)),
    });
    await sidecar.workInbox();
    const other = await aStore();
    const answer = await sidecar.connect(other);
    expect([answer.status, ((await answer.json()) as { code: string }).code]).toEqual([
      409,
      'already_connected',
    ]);
    await other.stop();
  });
});

describe('DELETE /v1/connection', () => {
  test('needs the plugin’s token', async () => {
    const answer = await fetch(`${sidecar.url}/v1/connection`, { method: 'DELETE' });
    expect(answer.status).toBe(401);
    expect(await sidecar.services.connection.find()).toBeDefined();
  });

  test('the books stay the disconnected store’s: another one is refused, the same one is taken, also when it has moved', async () => {
    const [other, moved] = [await aStore(), await aStore()];
    other.orders.set(1, anOrderBody(1, { date_created_gmt: '2026-03-01T10:00:01' }));
    moved.orders.set(1, anOrderBody(1, { status: 'completed', date_modified_gmt: '2026-04-01T10:00:00' }));
    await disconnect();
    expect(await sidecar.services.connection.find()).toBeUndefined();
    const refused = await sidecar.connect(other);
    expect([refused.status, await refused.json()]).toMatchObject([409, { code: 'already_connected' }]);
    expect((await sidecar.connect(store)).status).toBe(201);
    await disconnect();
    expect((await sidecar.connect(moved)).status).toBe(201);
    await disconnect();
    expect((await sidecar.connect(other)).status).toBe(409);
    await Promise.all([other.stop(), moved.stop()]);
  });
});

async function disconnect(): Promise<void> {
  const connection = await sidecar.services.connection.find();
  if (!connection) throw new Error('No store is connected');
  const request = { method: 'DELETE', path: '/v1/connection' };
  const iat = Math.floor(now.getTime() / 1000);
  const token = await aToken(connection, request, { iat, exp: iat + 60 });
  const headers = { authorization: `Bearer ${token}` };
  const answer = await fetch(`${sidecar.url}${request.path}`, { method: request.method, headers });
  expect(answer.status).toBe(204);
}
