import { createHash, createHmac, randomUUID } from 'node:crypto';
import { readFile } from 'node:fs/promises';
import { fileURLToPath } from 'node:url';
import { afterAll, beforeAll, beforeEach, describe, expect, jest, test } from '@jest/globals';
import { decodeProtectedHeader, jwtVerify } from 'jose';
import { testServer } from '../support/test-server.ts';
import { connectionRequestSchema } from '@finders-fee/shared';
import { customerRoutes, ownerRoutes } from '../../demo/store/sample/plugin/forwarding.ts';
import { startSampleStore } from '../../demo/store/sample/start-sample-store.ts';
import { startWooCommerceStore } from '../../demo/store/woocommerce/start-woocommerce-store.ts';
import { storeApi, type StoreApi } from '../support/store-api.ts';
import { storeKinds } from '../support/store-kinds.ts';
import { startEchoingSidecar, type EchoingSidecar } from './echoing-sidecar.ts';
import { expectOk, refusal } from './store-under-test.ts';

jest.setTimeout(60_000);

const pluginDir = fileURLToPath(new URL('../../wp-plugin', import.meta.url));

test('the sample store forwards exactly what the plugin forwards', async () => {
  const source = await readFile(`${pluginDir}/includes/rest/class-proxy-controller.php`, 'utf8');
  const listed = (name: string) => {
    const [, list = ''] =
      new RegExp(`const ${name}\\s*=\\s*array\\(([\\s\\S]*?)\\n\\t\\);`).exec(source) ?? [];
    return Object.fromEntries(
      [...list.matchAll(/^\s*(.+?)\s*=>\s*'(.*)',$/gm)].map(([, pattern = '', methods = '']) => [
        pattern.replaceAll("'", '').replace(/ \. self::ID( \. )?/g, ':id'),
        methods.split(', '),
      ]),
    );
  };
  expect(listed('OWNER_ROUTES')).toEqual(ownerRoutes);
  expect(listed('CUSTOMER_ROUTES')).toEqual(customerRoutes);
});

describe.each(storeKinds)('the plugin’s routes on the %s store', (kind) => {
  let store: { url: string; consumerKey: string; consumerSecret: string; stop(): Promise<void> };
  let sidecar: EchoingSidecar;
  let owner: StoreApi;

  beforeAll(async () => {
    [store, sidecar] = [await startStore(kind), await startEchoingSidecar()];
    owner = storeApi(store, 'wc-finders-fee/v1');
  });
  afterAll(async () => {
    await store?.stop();
    await sidecar?.stop();
  });
  beforeEach(() => {
    sidecar.reply = { status: 200, body: '{}' };
    sidecar.asked.length = 0;
  });

  test('before it is connected everything forwarded is not_connected', async () => {
    expect(refusal(await owner.get('overview'))).toEqual([409, 'not_connected']);
    expect(expectOk(await owner.get('connection'))).toMatchObject({ connected: false, sidecar_url: null });
  });

  test('what is no connection code is refused', async () => {
    expect(refusal(await owner.post('connection', { connection_code: 'rubbish' }))).toEqual([
      400,
      'invalid_connection_code',
    ]);
  });

  test('a connection code connects, and introduces the store with everything that the sidecar needs', async () => {
    expect(expectOk(await owner.post('connection', { connection_code: sidecar.connectionCode }))).toEqual({
      connected: true,
      sidecar_url: sidecar.url,
      store_url: `${store.url}/`,
      sidecar_version: '9.9.9',
      connected_at: '2026-11-03T10:00:00Z',
    });
    const introduction = connectionRequestSchema.parse(sidecar.introduction());
    expect(introduction).toMatchObject({
      pairing_code: 'ABCDEFGHIJKLMNOPQRST',
      store_url: `${store.url}/`,
      rest_url: `${store.url}/wp-json/`,
      webhook_source: `${store.url}/`,
    });
    expect(introduction.store.webhooks.map(({ topic }) => topic)).toContain('order.updated');
    const service = storeApi(
      {
        url: store.url,
        consumerKey: introduction.consumer_key,
        consumerSecret: introduction.consumer_secret,
      },
      'wc-finders-fee/v1',
    );
    expect(expectOk(await service.get('store'))).toMatchObject({ currency: 'EUR', price_decimals: 2 });
    expect(expectOk(await service.post('deliveries'))).toEqual({ delivered: 0, remaining: 0 });
  });

  test('a request carries a token good for this request alone', async () => {
    const { token_secret: secret } = await introductionOf();
    expectOk(await owner.get('commissions', { page: 2, per_page: 5 }));
    expectOk(await owner.get('commissions', { page: 2, per_page: 5 }));
    const tokens = sidecar.asked.map(({ headers }) => headers.authorization?.replace('Bearer ', '') ?? '');
    const claims = await Promise.all(
      tokens.map(async (token) => {
        expect(decodeProtectedHeader(token)).toEqual({ alg: 'HS256', typ: 'JWT' });
        return (
          await jwtVerify(token, new TextEncoder().encode(secret), {
            audience: 'finders-fee',
            issuer: `${store.url}/`,
          })
        ).payload;
      }),
    );
    expect(claims[0]).toMatchObject({
      sub: '1',
      role: 'owner',
      method: 'GET',
      path: sidecar.asked[0]!.path,
      body: createHash('sha256').update('').digest('hex'),
    });
    expect(claims[0]!.exp! - claims[0]!.iat!).toBe(60);
    expect(claims[0]!.jti).not.toBe(claims[1]!.jti);
  });

  test('WordPress’s own parameters and the key’s stay here', async () => {
    expectOk(await owner.get('commissions', { page: 2, _locale: 'user', search: 'a b&c' }));
    const { pathname, searchParams } = new URL(sidecar.asked[0]!.path, sidecar.url);
    expect([pathname, Object.fromEntries(searchParams)]).toEqual([
      '/v1/commissions',
      { page: '2', search: 'a b&c' },
    ]);
  });

  test('a body arrives as it was sent', async () => {
    await owner.put('settings', { hold_days: 14 });
    await owner.post('payouts/pay_1/pay', { sent: '27.00' });
    expect(sidecar.asked).toMatchObject([
      { method: 'PUT', path: '/v1/settings', body: '{"hold_days":14}' },
      { method: 'POST', path: '/v1/payouts/pay_1/pay', body: '{"sent":"27.00"}' },
    ]);
    expect(sidecar.asked[0]!.headers['content-type']).toMatch(/^application\/json/);
  });

  test('the answer comes back as it is: status, body, totals', async () => {
    sidecar.reply = {
      status: 200,
      headers: { 'X-WP-Total': '41', 'X-WP-TotalPages': '3' },
      body: '[{"amount":"1.10","rate":1.0}]',
    };
    const { headers, status } = await owner.get('ledger');
    expect([status, headers['x-wp-total'], headers['x-wp-totalpages'], headers['cache-control']]).toEqual([
      200,
      '41',
      '3',
      'no-store',
    ]);
    sidecar.reply = {
      status: 404,
      body: '{"code":"not_found","message":"No such order.","data":{"status":404,"details":[]}}',
    };
    const refused = await owner.get('orders/7/attribution');
    expect([refused.status, refused.data]).toEqual([404, JSON.parse(sidecar.reply.body!)]);
  });

  const megabyte = 1024 * 1024;
  const line = 'john10,99.90,order 456,2026-09-07\r\n';
  const aFile = (bytes: number) => line.repeat(Math.ceil(bytes / line.length)).slice(0, bytes);
  /** The client of the other tests knows JSON only. */
  const asOwner = (path: string, body?: string) => {
    const method = body === undefined ? 'GET' : 'POST';
    const url = signed(method, `${store.url}/wp-json/wc-finders-fee/v1/${path}`, store);
    return fetch(url, body === undefined ? {} : { method, headers: { 'Content-Type': 'text/csv' }, body });
  };

  test('a file of sales goes to the sidecar as it is', async () => {
    const { token_secret: secret } = await introductionOf();
    const body = `\uFEFF${aFile(3 * megabyte)}`;
    sidecar.reply = { status: 200, body: '{"rows":[]}' };
    const response = await asOwner('offline-sales/import?dry_run=true', body);
    expect([response.status, await response.json()]).toEqual([200, { rows: [] }]);
    const [asked] = sidecar.asked;
    expect([asked?.method, asked?.path, asked?.headers['content-type']]).toEqual([
      'POST',
      '/v1/offline-sales/import?dry_run=true',
      'text/csv',
    ]);
    expect(asked?.body === body).toBe(true);
    const token = asked?.headers.authorization?.replace('Bearer ', '') ?? '';
    const { payload } = await jwtVerify(token, new TextEncoder().encode(secret));
    expect(payload['body']).toBe(createHash('sha256').update(body).digest('hex'));
  });

  test('a file of more than 64 MB is refused before the sidecar is asked', async () => {
    const response = await asOwner('offline-sales/import', aFile(64 * megabyte + 1));
    expect([response.status, await response.json()]).toMatchObject([
      413,
      { code: 'body_too_large', message: expect.stringContaining('64 MB'), data: { status: 413 } },
    ]);
    expect(sidecar.asked).toEqual([]);
  });

  test('a list as CSV comes back with its name and all its bytes, and a refusal as it is worded', async () => {
    const body = `\uFEFF${aFile(5 * megabyte)}`;
    const headers = {
      'Content-Type': 'text/csv; charset=utf-8',
      'Content-Disposition': 'attachment; filename="ledger-2026-11-10.csv"',
    };
    sidecar.reply = { status: 200, body, headers };
    const response = await asOwner('ledger?format=csv');
    expect([
      response.status,
      response.headers.get('content-type'),
      response.headers.get('content-disposition'),
    ]).toEqual([200, headers['Content-Type'], headers['Content-Disposition']]);
    expect(Buffer.from(await response.arrayBuffer()).toString() === body).toBe(true);
    sidecar.reply = {
      status: 400,
      body: '{"code":"invalid_request","message":"…","data":{"status":400,"details":[]}}',
    };
    const refused = await asOwner('ledger?format=csv&page=x');
    expect([refused.status, await refused.json()]).toEqual([400, JSON.parse(sidecar.reply.body!)]);
  });

  test('of a list as CSV that breaks off nothing comes back', async () => {
    sidecar.reply = {
      status: 200,
      body: 'id\r\n',
      headers: { 'Content-Type': 'text/csv', 'Content-Length': '9999', Connection: 'close' },
    };
    const response = await asOwner('ledger?format=csv');
    expect([response.status, ((await response.json()) as { code: string }).code]).toEqual([
      503,
      'sidecar_unreachable',
    ]);
  });

  test('what is not on the list is not forwarded', async () => {
    expect(refusal(await owner.get('metrics'))).toEqual([404, 'rest_no_route']);
    expect(refusal(await owner.delete('settings'))).toEqual([404, 'rest_no_route']);
    expect(sidecar.asked).toEqual([]);
  });

  test('who is not logged in is refused before the sidecar is asked', async () => {
    for (const path of ['overview', 'me']) {
      const response = await fetch(`${store.url}/wp-json/wc-finders-fee/v1/${path}`);
      expect([response.status, ((await response.json()) as { code: string }).code]).toEqual([
        401,
        'rest_forbidden',
      ]);
    }
    expect(sidecar.asked).toEqual([]);
  });

  test.each([
    ['does not answer', 'hang' as const],
    [
      'answers with a gateway’s page',
      { status: 502, headers: { 'Content-Type': 'text/html' }, body: '<h1>Bad gateway</h1>' },
    ],
  ])('a sidecar that %s is unreachable, within three seconds', async (_name, reply) => {
    sidecar.reply = reply;
    const started = Date.now();
    expect(refusal(await owner.get('overview'))).toEqual([503, 'sidecar_unreachable']);
    expect(Date.now() - started).toBeLessThan(3_500);
  });

  test('disconnecting tells the sidecar and takes the key away', async () => {
    const { consumer_key: consumerKey, consumer_secret: consumerSecret } = await introductionOf();
    expect(expectOk(await owner.delete('connection'))).toMatchObject({
      connected: false,
      sidecar_told: true,
    });
    expect(sidecar.asked.at(-1)).toMatchObject({ method: 'DELETE', path: '/v1/connection' });
    const service = storeApi({ url: store.url, consumerKey, consumerSecret }, 'wc-finders-fee/v1');
    expect((await service.get('store')).status).toBe(401);
    expect(expectOk(await storeApi(store, 'wc/v3').get('webhooks'))).toEqual([]);
  });

  /** Connects anew and gives what the store said of itself. */
  async function introductionOf() {
    sidecar.asked.length = 0;
    expectOk(await owner.post('connection', { connection_code: sidecar.connectionCode }));
    const introduction = connectionRequestSchema.parse(sidecar.introduction());
    sidecar.asked.length = 0;
    return introduction;
  }
});

async function startStore(kind: (typeof storeKinds)[number]) {
  if (kind === 'sample') return startSampleStore();
  return startWooCommerceStore({ mariadb: testServer, pluginDir, cron: false });
}

/** An address with WooCommerce's signature in it, OAuth 1.0a, which it wants where there is no TLS. */
function signed(method: string, address: string, key: { consumerKey: string; consumerSecret: string }): URL {
  const url = new URL(address);
  const added = {
    oauth_consumer_key: key.consumerKey,
    oauth_nonce: randomUUID(),
    oauth_signature_method: 'HMAC-SHA256',
    oauth_timestamp: String(Math.floor(Date.now() / 1000)),
  };
  for (const [name, value] of Object.entries(added)) url.searchParams.set(name, value);
  url.searchParams.sort();
  const parameters = [...url.searchParams].map((pair) => pair.map(encodeURIComponent).join('='));
  const base = [method, url.origin + url.pathname, parameters.join('&')].map(encodeURIComponent).join('&');
  const signature = createHmac('sha256', `${key.consumerSecret}&`).update(base).digest('base64');
  url.searchParams.set('oauth_signature', signature);
  return url;
}
