import { createHash } from 'node:crypto';
import { afterAll, beforeAll, beforeEach, describe, expect, jest, test } from '@jest/globals';
import { jwtVerify } from 'jose';
import {
  customerRoutes as customers,
  ownerRoutes as owners,
} from '../../demo/store/sample/plugin/forwarding.ts';
import { storeApi } from '../support/store-api.ts';
import { onARealStore } from './support/on-a-real-store.ts';
import { startPluginStore, type PluginStore, type Visitor } from './support/plugin-store.ts';
import { startRecordingSidecar, type RecordingSidecar } from './support/recording-sidecar.ts';

/** A process on the command line loads the whole shop: seconds on a busy machine. */
jest.setTimeout(60_000);

/** The contract's tests hold this list against the plugin's own. */
const ownerRoutes = Object.entries(owners).flatMap(([pattern, methods]) =>
  methods.map((method): [string, string] => [method, pattern.replaceAll(':id', 'one_1')]),
);
const localRoutes: [string, string][] = [
  ['GET', 'connection'],
  ['POST', 'connection'],
  ['DELETE', 'connection'],
  ['GET', 'users'],
  ['GET', 'store'],
  ['POST', 'deliveries'],
];
const customerRoutes = Object.keys(customers).map((pattern) => pattern.replaceAll(':id', 'one_1'));

onARealStore('the plugin’s REST routes', () => {
  let store: PluginStore;
  let sidecar: RecordingSidecar;
  let owner: Visitor;
  let customer: Visitor;
  let customerId: number;
  let tokenSecret: string;

  beforeAll(async () => {
    [store, sidecar] = await Promise.all([startPluginStore({ workers: 6 }), startRecordingSidecar()]);
    owner = await store.login(store.admin.user, store.admin.password);
    customerId = await store.php(`return wc_create_new_customer( 'ada@example.test', 'ada', 'secret' );`);
    customer = await store.login('ada', 'secret');
  }, 120_000);
  afterAll(async () => {
    await Promise.all([store?.stop(), sidecar?.stop()]);
  });
  beforeEach(() => {
    sidecar.answerWith(undefined);
    sidecar.take();
  });

  describe('before the store is connected', () => {
    test('say so with 409', async () => {
      expect(await owner.rest('GET', 'overview')).toMatchObject({
        status: 409,
        body: { code: 'not_connected', data: { status: 409 } },
      });
      await owner.rest('POST', 'connection', { connection_code: sidecar.code() });
      tokenSecret = JSON.parse(sidecar.take()[0]!.body).token_secret;
    });
  });

  describe('refuse', () => {
    test.each([...ownerRoutes, ...localRoutes])(
      'an anonymous visitor and a customer: %s %s',
      async (method, path) => {
        const body = method === 'POST' || method === 'PUT' ? { connection_code: 'ff1.x' } : undefined;
        expect((await store.anonymous.rest(method, path, body)).status).toBe(401);
        expect((await customer.rest(method, path, body)).status).toBe(403);
        expect(sidecar.take()).toEqual([]);
      },
    );

    test.each(customerRoutes)('an anonymous visitor: GET %s', async (path) => {
      expect((await store.anonymous.rest('GET', path)).status).toBe(401);
      expect(sidecar.take()).toEqual([]);
    });

    test('a login without a nonce, as another site’s page would send it', async () => {
      const { headers } = await fetch(`${store.url}/wp-login.php`, {
        method: 'POST',
        redirect: 'manual',
        headers: { Cookie: 'wordpress_test_cookie=WP%20Cookie%20check' },
        body: new URLSearchParams({ log: 'admin', pwd: 'password', testcookie: '1' }),
      });
      const cookie = headers
        .getSetCookie()
        .map((line) => line.split(';')[0])
        .join('; ');
      expect(
        (await fetch(`${store.url}/wp-json/wc-finders-fee/v1/settings`, { headers: { Cookie: cookie } }))
          .status,
      ).toBe(401);
    });

    test.each([
      ['GET', 'webhooks'],
      ['GET', 'connection/x'],
      ['DELETE', 'settings'],
      ['POST', 'ledger'],
      ['PUT', 'balances'],
      ['GET', 'openapi.json'],
      ['GET', 'programs/..%2Fconnection'],
      ['GET', 'metrics'],
      ['POST', 'me'],
      ['DELETE', 'me/coupons'],
    ])('what is not on the list: %s %s', async (method, path) => {
      expect((await owner.rest(method, path)).status).toBe(404);
      expect(sidecar.take()).toEqual([]);
    });

    test('an API key to write that may only read, and the other way round', async () => {
      const key = async (permissions: string) => {
        const made = await store.php(`
          $made = FindersFee\\Api_Key::create( 1 );
          $GLOBALS['wpdb']->update( 'wp_woocommerce_api_keys', array( 'permissions' => '${permissions}' ), array( 'key_id' => $made['id'] ) );
          return $made;`);
        return storeApi(
          { url: store.url, consumerKey: made.consumer_key, consumerSecret: made.consumer_secret },
          'wc-finders-fee/v1',
        );
      };
      const [reader, writer] = [await key('read'), await key('write')];
      expect((await reader.get('settings')).status).toBe(200);
      expect((await reader.put('settings', {})).status).toBe(401);
      expect((await reader.post('deliveries')).status).toBe(401);
      expect((await writer.put('settings', {})).status).toBe(200);
      expect((await writer.get('settings')).status).toBe(401);
      expect(sidecar.take().map(({ method }) => method)).toEqual(['GET', 'PUT']);
    });
  });

  describe('forward', () => {
    test.each(ownerRoutes)('%s %s for the owner, under the same name', async (method, path) => {
      const body = method === 'POST' || method === 'PUT' ? { some: 'thing' } : undefined;
      expect((await owner.rest(method, path, body)).status).toBe(200);
      expect(sidecar.take()).toMatchObject([
        { method, path: `/v1/${path}`, body: body ? JSON.stringify(body) : '' },
      ]);
    });

    test.each(customerRoutes)('GET %s for a customer', async (path) => {
      expect((await customer.rest('GET', path)).status).toBe(200);
      expect(sidecar.take()).toMatchObject([{ method: 'GET', path: `/v1/${path}` }]);
    });

    test('with a token for exactly this request', async () => {
      const body = '{"name":"Pödcast"}';
      await owner.rest('POST', 'programs', body, { 'Idempotency-Key': 'once' });
      const [request] = sidecar.take();
      const { payload, protectedHeader } = await verified(request!.headers.authorization);
      expect(protectedHeader).toEqual({ alg: 'HS256', typ: 'JWT' });
      expect(payload).toEqual({
        iss: `${store.url}/`,
        aud: 'finders-fee',
        sub: '1',
        role: 'owner',
        method: 'POST',
        path: '/v1/programs',
        body: createHash('sha256').update(body).digest('hex'),
        jti: expect.stringMatching(/^[0-9a-f]{8}-[0-9a-f]{4}-4[0-9a-f]{3}-[89ab][0-9a-f]{3}-[0-9a-f]{12}$/),
        iat: expect.any(Number),
        exp: payload.iat! + 60,
      });
      expect(Math.abs(payload.iat! - Date.now() / 1000)).toBeLessThan(5);
      expect(request).toMatchObject({
        body,
        headers: { 'idempotency-key': 'once', 'content-type': 'application/json' },
      });
    });

    test('a customer as an affiliate, with their own number and an own token each time', async () => {
      await customer.rest('GET', 'me');
      await customer.rest('GET', 'me');
      const tokens = await Promise.all(sidecar.take().map(({ headers }) => verified(headers.authorization)));
      expect(tokens.map(({ payload }) => [payload.sub, payload['role']])).toEqual([
        [`${customerId}`, 'affiliate'],
        [`${customerId}`, 'affiliate'],
      ]);
      expect(tokens[0]!.payload.jti).not.toBe(tokens[1]!.payload.jti);
    });

    test('the query without WordPress’s own parameters, and nothing of the visitor', async () => {
      await owner.rest(
        'GET',
        'commissions?page=2&search=a%20b%26c&_locale=user&_fields=id&oauth_x=1&consumer_x=1&affiliate_id=aff_1',
      );
      const [request] = sidecar.take();
      expect(request!.path).toBe('/v1/commissions?page=2&search=a%20b%26c&affiliate_id=aff_1');
      expect((await verified(request!.headers.authorization)).payload['path']).toBe(request!.path);
      expect(Object.keys(request!.headers)).not.toEqual(expect.arrayContaining(['cookie', 'x-wp-nonce']));
    });
  });

  describe('give back', () => {
    test('status, bytes, totals and no leave to cache', async () => {
      const body =
        '{ "empty": {}, "list": [], "amount": "13.50", "n": 1.50, "big": 12345678901234567890, "slash": "a/b" }';
      sidecar.answerWith(() => ({
        status: 200,
        body,
        headers: { 'X-WP-Total': '41', 'X-WP-TotalPages': '3' },
      }));
      const response = await raw('commissions');
      expect(await response.text()).toBe(body);
      expect(
        Object.fromEntries(
          ['x-wp-total', 'x-wp-totalpages', 'cache-control'].map((name) => [
            name,
            response.headers.get(name),
          ]),
        ),
      ).toEqual({
        'x-wp-total': '41',
        'x-wp-totalpages': '3',
        'cache-control': 'no-store',
      });
    });

    test('a refusal as the sidecar worded it', async () => {
      const body =
        '{"code":"invalid_request","message":"query.page: …","data":{"status":400,"details":[{"field":"query.page","message":"…"}]}}';
      sidecar.answerWith(() => ({ status: 400, body }));
      expect(await owner.rest('GET', 'ledger?page=x')).toMatchObject({ status: 400, body: JSON.parse(body) });
    });

    test('a list as CSV', async () => {
      sidecar.answerWith(() => ({
        status: 200,
        body: 'id,amount\r\ncom_1,13.50\r\n',
        headers: { 'Content-Type': 'text/csv; charset=utf-8' },
      }));
      const response = await raw('commissions?format=csv');
      expect(response.headers.get('content-type')).toBe('text/csv; charset=utf-8');
      expect(await response.text()).toBe('id,amount\r\ncom_1,13.50\r\n');
    });

    test('a list as CSV to a plain link, with a nonce in its address', async () => {
      sidecar.answerWith(() => ({
        status: 200,
        body: '\uFEFFid\r\ncom_1\r\n',
        headers: {
          'Content-Type': 'text/csv; charset=utf-8',
          'Content-Disposition': 'attachment; filename="commissions-2026-11-10.csv"',
        },
      }));
      const nonce = await owner.page('/wp-admin/admin-ajax.php?action=rest-nonce');
      const link = '/wp-json/wc-finders-fee/v1/commissions?format=csv&status=held';
      const response = await owner.fetch(`${link}&_wpnonce=${nonce.html}`);
      expect([response.status, response.headers.get('content-disposition')]).toEqual([
        200,
        'attachment; filename="commissions-2026-11-10.csv"',
      ]);
      expect(Buffer.from(await response.arrayBuffer()).toString()).toBe('\uFEFFid\r\ncom_1\r\n');
      expect(sidecar.take()).toMatchObject([{ path: '/v1/commissions?format=csv&status=held' }]);
      expect((await owner.fetch(link)).status).toBe(401);
      expect((await owner.fetch(`${link}&_wpnonce=0123456789`)).status).toBe(403);
    });

    test('a refusal of a list as CSV, and nothing of one that breaks off', async () => {
      const body = '{"code":"invalid_request","message":"…","data":{"status":400,"details":[]}}';
      sidecar.answerWith(() => ({ status: 400, body }));
      expect(await owner.rest('GET', 'ledger?format=csv&page=x')).toMatchObject({
        status: 400,
        body: JSON.parse(body),
      });
      const torn = { 'Content-Type': 'text/csv', 'Content-Length': '9999', Connection: 'close' };
      sidecar.answerWith(() => ({ status: 200, body: 'id\r\n', headers: torn }));
      expect(await owner.rest('GET', 'ledger?format=csv')).toMatchObject({
        status: 503,
        body: { code: 'sidecar_unreachable' },
      });
    });

    test.each(['_envelope=1', '_embed=1', '_fields=id', '_jsonp=show', '_method=GET'])(
      'no leave to cache with WordPress’s own ?%s either',
      async (parameter) => {
        sidecar.answerWith(() => ({ status: 200, body: '[]' }));
        const response = await raw(`me/sales?${parameter}`);
        expect(response.status).toBe(200);
        expect(response.headers.get('cache-control')).toBe('no-store');
      },
    );

    test('no leave to cache a refusal either', async () => {
      expect((await store.anonymous.rest('GET', 'me')).headers.get('cache-control')).toBe('no-store');
    });
  });

  describe('carry files', () => {
    const megabyte = 1024 * 1024;
    const line = 'john10,99.90,order 456,2026-09-07\r\n';
    const file = (bytes: number) => line.repeat(Math.ceil(bytes / line.length)).slice(0, bytes);
    const upload = (body: string) =>
      owner.rest('POST', 'offline-sales/import?dry_run=true', body, { 'Content-Type': 'text/csv' });

    beforeAll(() =>
      store.addMustUsePlugin(
        'peak-memory.php',
        `ini_set( 'memory_limit', '128M' );
        register_shutdown_function( function () { update_option( 'peak_memory', memory_get_peak_usage(), false ); } );`,
      ),
    );
    const peak = async () =>
      Number(
        (await store.query(`SELECT option_value FROM wp_options WHERE option_name = 'peak_memory'`))[0]
          .option_value,
      );

    test('of sales outside the shop, as they are and as what they are', async () => {
      const body = '\uFEFFCoupon;sales amount;order ID;date\r\nJöhn10;"1,00";;2020-09-07\r\n';
      const rows = { rows: [{ row: 2, verdict: 'ok' }], recorded: 1 };
      sidecar.answerWith(() => ({ status: 200, body: JSON.stringify(rows) }));
      expect(await upload(body)).toMatchObject({ status: 200, body: rows });
      const [request] = sidecar.take();
      expect(request).toMatchObject({
        path: '/v1/offline-sales/import?dry_run=true',
        body,
        headers: { 'content-type': 'text/csv' },
      });
      const { payload } = await verified(request!.headers.authorization);
      expect(payload['body']).toBe(createHash('sha256').update(body).digest('hex'));
    });

    test('of up to 64 MB in the memory of a page', async () => {
      const body = file(64 * megabyte);
      expect((await upload(body)).status).toBe(200);
      expect(sidecar.take()[0]!.body === body).toBe(true);
      expect(await peak()).toBeLessThan(64 * megabyte);
    });

    test('and say how long one may be, without sending what is longer', async () => {
      for (const bytes of [64 * megabyte + 1, 67 * megabyte]) {
        expect(await upload(file(bytes))).toMatchObject({
          status: 413,
          body: { code: 'body_too_large', message: expect.stringContaining('64 MB'), data: { status: 413 } },
        });
      }
      expect(sidecar.take()).toEqual([]);
    });

    test('down in the memory of a page, however long they are', async () => {
      const body = file(50 * megabyte);
      sidecar.answerWith(() => ({ status: 200, body, headers: { 'Content-Type': 'text/csv' } }));
      const response = await raw('commissions?format=csv');
      expect((await response.text()) === body).toBe(true);
      expect(await peak()).toBeLessThan(64 * megabyte);
      const left = `return array_filter( glob( get_temp_dir() . 'finders-fee-*' ), 'is_file' );`;
      expect(await store.php(left)).toEqual([]);
    });
  });

  describe('answer 503 within three seconds', () => {
    const unreachable = {
      status: 503,
      body: {
        code: 'sidecar_unreachable',
        message: expect.stringContaining('no sale is lost'),
        data: { status: 503 },
      },
    };

    test('when the sidecar hangs', async () => {
      sidecar.answerWith('hang');
      const answer = await owner.rest('GET', 'overview');
      expect(answer).toMatchObject(unreachable);
      expect(answer.milliseconds).toBeLessThan(3_000);
    });

    test.each([
      [
        'a proxy’s error page',
        { status: 502, headers: { 'Content-Type': 'text/html' }, body: '<h1>Bad gateway</h1>' },
      ],
      ['half an answer', { status: 200, body: '{"figures": [' }],
      [
        'a redirect',
        { status: 302, headers: { Location: '/elsewhere', 'Content-Type': 'text/plain' }, body: 'Moved' },
      ],
    ])('when %s comes back', async (_, reply) => {
      sidecar.answerWith(() => reply);
      expect(await owner.rest('GET', 'overview')).toMatchObject(unreachable);
    });

    test('when nobody listens, also for a sync; and the shop goes on', async () => {
      await sidecar.stop();
      for (const [method, path] of [
        ['GET', 'overview'],
        ['POST', 'sync'],
        ['GET', 'health'],
      ] as const) {
        const answer = await owner.rest(method, path);
        expect(answer).toMatchObject(unreachable);
        expect(answer.milliseconds).toBeLessThan(3_000);
      }
      for (const path of ['/', '/shop/', '/cart/', '/checkout/'])
        expect((await store.anonymous.page(path)).status).toBeLessThan(400);
      expect((await owner.page('/wp-admin/admin.php?page=finders-fee')).status).toBe(200);
    });
  });

  test('users finds a login by name, and not the service user', async () => {
    expect((await owner.rest('GET', 'users?search=ADA')).body).toEqual([
      { id: customerId, name: 'ada', email: 'ada@example.test' },
    ]);
    expect((await owner.rest('GET', 'users?search=finders-fee')).body).toEqual([]);
  });

  function verified(authorization: string | undefined) {
    return jwtVerify(authorization!.replace('Bearer ', ''), Buffer.from(tokenSecret), {
      issuer: `${store.url}/`,
      audience: 'finders-fee',
    });
  }

  /** The answer itself, as the owner's browser gets it. */
  async function raw(path: string): Promise<Response> {
    const nonce = await owner.page('/wp-admin/admin-ajax.php?action=rest-nonce');
    return owner.fetch(`/wp-json/wc-finders-fee/v1/${path}`, { 'X-WP-Nonce': nonce.html });
  }
});
