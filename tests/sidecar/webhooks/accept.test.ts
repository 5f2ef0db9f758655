import { setFlagsFromString } from 'node:v8';
import { runInNewContext } from 'node:vm';
import { afterAll, beforeAll, beforeEach, describe, expect, jest, test } from '@jest/globals';
import { aSidecar, type ASidecar } from '../../support/a-sidecar.ts';
import { anOrderBody, aStore, webhookHeaders, type AStore } from '../../support/a-store.ts';

/** What is left after the garbage is collected, in bytes. */
function heapInUse(): number {
  setFlagsFromString('--expose-gc');
  (runInNewContext('gc') as () => void)();
  return process.memoryUsage().heapUsed;
}

jest.setTimeout(60_000);

let sidecar: ASidecar;
let store: AStore;

beforeAll(async () => {
  sidecar = await aSidecar();
  store = await aStore();
  expect((await sidecar.connect(store)).status).toBe(201);
});
afterAll(async () => {
  await store.stop();
  await sidecar.stop();
});
beforeEach(() => sidecar.services.database.pool.query('DELETE FROM inbox'));

const address = () => `${sidecar.url}/webhooks/woocommerce`;

async function send(topic: string, body: unknown, headers: Record<string, string> = {}): Promise<Response> {
  const text = typeof body === 'string' ? body : JSON.stringify(body);
  return fetch(address(), {
    method: 'POST',
    body: text,
    headers: { ...webhookHeaders(store, topic, text), ...headers },
  });
}

async function inboxRows(): Promise<Record<string, any>[]> {
  const [rows] = await sidecar.services.database.pool.query('SELECT * FROM inbox ORDER BY id');
  return rows as Record<string, any>[];
}

async function expectRefused(answer: Response, status: number, code: string): Promise<void> {
  expect(answer.status).toBe(status);
  expect(await answer.json()).toMatchObject({ code, data: { status } });
  expect(await inboxRows()).toEqual([]);
}

describe('POST /webhooks/woocommerce', () => {
  test('keeps a signed order as one inbox row and answers 200', async () => {
    const answer = await send('order.updated', anOrderBody(101));
    expect(answer.status).toBe(200);
    expect(await answer.json()).toEqual({ outcome: 'queued' });
    const rows = await inboxRows();
    expect(rows).toMatchObject([{ resource: 'order', resource_id: 101, origin: 'webhook', attempts: 0 }]);
  });

  test('keeps no address, telephone number or network address of the buyer', async () => {
    await send('order.updated', anOrderBody(102));
    const [row] = await inboxRows();
    expect(row?.['payload']).toContain('buyer102@example.com');
    expect(row?.['payload']).not.toMatch(/Secret Street|555-1234|203\.0\.113/);
  });

  describe('refuses, and stores nothing', () => {
    const body = JSON.stringify(anOrderBody(103));

    test('a body without signature', async () => {
      const headers = { 'content-type': 'application/json', 'x-wc-webhook-source': `${store.url}/` };
      await expectRefused(
        await fetch(address(), { method: 'POST', body, headers }),
        401,
        'invalid_signature',
      );
    });
    test('a body signed with another secret', async () => {
      const headers = webhookHeaders(store, 'order.updated', body, 'x'.repeat(50));
      await expectRefused(
        await fetch(address(), { method: 'POST', body, headers }),
        401,
        'invalid_signature',
      );
    });
    test('a body changed after it was signed', async () => {
      const headers = webhookHeaders(store, 'order.updated', body);
      const changed = body.replace('90.00', '99.00');
      await expectRefused(
        await fetch(address(), { method: 'POST', body: changed, headers }),
        401,
        'invalid_signature',
      );
    });
    test('a webhook of a copy of the store under another address', async () => {
      const answer = await send('order.updated', body, {
        'x-wc-webhook-source': 'https://staging.example.com/',
      });
      await expectRefused(answer, 403, 'wrong_source');
    });
    test('a body over one megabyte', async () => {
      const large = JSON.stringify({ ...anOrderBody(104), filler: 'x'.repeat(1_100_000) });
      await expectRefused(await send('order.updated', large), 413, 'body_too_large');
    });
    test('a signed body that is not JSON', async () => {
      await expectRefused(await send('order.updated', 'id=5&status=paid'), 400, 'invalid_json');
    });
    test('an empty body', async () => {
      await expectRefused(await fetch(address(), { method: 'POST' }), 401, 'invalid_signature');
    });
  });

  describe('answers 200 and keeps nothing for', () => {
    test('the ping that WooCommerce sends unsigned', async () => {
      const headers = { 'content-type': 'application/x-www-form-urlencoded' };
      const answer = await fetch(address(), { method: 'POST', body: 'webhook_id=17', headers });
      expect([answer.status, await answer.json(), await inboxRows()]).toEqual([200, { outcome: 'ping' }, []]);
    });
    test.each(['checkout-draft', 'auto-draft', 'draft', 'new'])(
      'an order that is still a %s',
      async (status) => {
        const answer = await send('order.updated', anOrderBody(105, { status }));
        expect([answer.status, await answer.json(), await inboxRows()]).toEqual([
          200,
          { outcome: 'ignored' },
          [],
        ]);
      },
    );
    test.each([
      ['woocommerce_rest_cannot_view', 401],
      ['woocommerce_rest_shop_order_invalid_id', 404],
      ['rest_no_route', 404],
    ])('the error object %s that WooCommerce signs in an order’s place', async (code, status) => {
      const answer = await send('order.updated', { code, message: 'Sorry', data: { status } });
      expect([answer.status, await answer.json(), await inboxRows()]).toEqual([
        200,
        { outcome: 'ignored' },
        [],
      ]);
    });
    test.each([
      ['product.updated', { id: 9, name: 'Tea' }],
      ['order.updated', []],
      ['order.updated', null],
      ['order.updated', 7],
    ])('the foreign message %s %j', async (topic, body) => {
      const answer = await send(topic, body);
      expect([answer.status, await inboxRows()]).toEqual([200, []]);
    });
  });

  describe('asks for the newest state when the webhook brings none', () => {
    test.each([
      ['order.deleted', { id: 5 }, 'order', 5],
      ['order.updated', { id: 6, line_items: 'what' }, 'order', 6],
      ['action.woocommerce_delete_order', { action: 'woocommerce_delete_order', arg: 7 }, 'order', 7],
      ['action.woocommerce_refund_deleted', { action: 'woocommerce_refund_deleted', arg: 8 }, 'refund', 8],
      ['coupon.deleted', { id: 9 }, 'coupon', 9],
    ])('%s %j', async (topic, body, resource, resourceId) => {
      expect((await send(topic, body)).status).toBe(200);
      expect(await inboxRows()).toMatchObject([{ resource, resource_id: resourceId, payload: null }]);
    });
  });

  test('takes coupons and customers without what they do not need', async () => {
    await send('coupon.updated', {
      id: 55,
      code: 'john20',
      discount_type: 'percent',
      amount: '20.00',
      used_by: ['a@example.com'],
    });
    await send('customer.created', {
      id: 12,
      email: 'a@example.com',
      first_name: 'A',
      last_name: 'B',
      billing: { phone: '040 1234567' },
    });
    const payloads = (await inboxRows()).map((row) => JSON.parse(row['payload'] as string) as unknown);
    expect(payloads).toEqual([
      {
        couponId: 55,
        code: 'john20',
        discountType: 'percent',
        amount: '20.00',
        expiresOn: null,
        restrictions: null,
        usageCount: 0,
        status: 'publish',
      },
      {
        userId: 12,
        email: 'a@example.com',
        name: 'A B',
        phoneHash: expect.stringMatching(/^[0-9a-f]{64}$/),
      },
    ]);
  });

  test('costs one statement', async () => {
    const few = await aSidecar({ environment: { DATABASE_CONNECTIONS: '2' } });
    try {
      expect((await few.connect(store)).status).toBe(201);
      await tell(few, 110);
      const before = await statementsOf(few);
      for (let id = 111; id < 121; id += 1) await tell(few, id);
      const after = await statementsOf(few);
      expect(after.inserts - before.inserts).toBe(10);
      expect(after.selects - before.selects).toBeLessThanOrEqual(1);
    } finally {
      await few.stop();
    }
  });

  test('remembers only topics that it subscribed to, since no signature covers them', async () => {
    for (let index = 0; index < 50; index += 1) await send(`order.made-up-${index}`, anOrderBody(130));
    await send('order.created', anOrderBody(130));
    const topics = [...sidecar.services.heard.keys()];
    expect(topics).toContain('order.created');
    expect(topics.filter((topic) => topic.includes('made-up'))).toEqual([]);
  });

  test('10,000 malformed bodies: no 5xx and no growth of memory', async () => {
    const kinds = [
      '',
      '{',
      '[]',
      'null',
      '"x"',
      '{"id":',
      '{"id":-1}',
      '{"id":"5"}',
      '\u0000\u0001',
      '{"id":1e400}',
      `{"a":${'['.repeat(500)}`,
    ];
    const shoot = async (from: number, to: number) => {
      for (let index = from; index < to; index += 1) {
        const body = `${kinds[index % kinds.length]}`;
        const headers =
          index % 3 === 0
            ? {}
            : webhookHeaders(store, index % 2 === 0 ? 'order.updated' : 'action.woocommerce_x', body);
        const answer = await fetch(address(), { method: 'POST', body, headers });
        expect(answer.status).toBeLessThan(500);
        await answer.arrayBuffer();
      }
    };
    await Promise.all([0, 1, 2, 3].map((lane) => shoot(lane * 250, lane * 250 + 250)));
    const before = heapInUse();
    await Promise.all([0, 1, 2, 3].map((lane) => shoot(1000 + lane * 2250, 1000 + lane * 2250 + 2250)));
    expect(heapInUse() - before).toBeLessThan(15_000_000);
    expect(await inboxRows()).toEqual([]);
  });
});

async function tell(to: ASidecar, id: number): Promise<void> {
  const body = JSON.stringify(anOrderBody(id));
  const headers = webhookHeaders(store, 'order.updated', body);
  const answer = await fetch(`${to.url}/webhooks/woocommerce`, { method: 'POST', body, headers });
  expect(answer.status).toBe(200);
}

/** What the sidecar's own connections have sent, whatever other tests do on the same server: a pool of two is looked at whole. */
async function statementsOf({ services }: ASidecar): Promise<{ inserts: number; selects: number }> {
  const { pool } = services.database;
  const connections = await Promise.all([pool.getConnection(), pool.getConnection()]);
  const sums = { inserts: 0, selects: 0 };
  for (const connection of connections) {
    const [rows] = await connection.query(
      "SHOW SESSION STATUS WHERE Variable_name IN ('Com_insert', 'Com_select')",
    );
    for (const row of rows as { Variable_name: string; Value: string }[]) {
      sums[row.Variable_name === 'Com_insert' ? 'inserts' : 'selects'] += Number(row.Value);
    }
    connection.release();
  }
  return sums;
}
