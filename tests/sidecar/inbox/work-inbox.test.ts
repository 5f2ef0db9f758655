import { afterAll, beforeAll, beforeEach, describe, expect, jest, test } from '@jest/globals';
import { claimInbox, insertInboxRow, insertInboxRows } from '@finders-fee/sidecar/database/inbox';
import { readHealth } from '@finders-fee/sidecar/database/queries/health';
import { retryPausesSeconds } from '@finders-fee/sidecar/jobs/retry-policy';
import { workInbox } from '@finders-fee/sidecar/jobs/work-inbox';
import { aSidecar, type ASidecar } from '../../support/a-sidecar.ts';
import { aCouponBody, anOrderBody, aStore, webhookHeaders, type AStore } from '../../support/a-store.ts';

jest.setTimeout(30_000);

let sidecar: ASidecar;
let store: AStore;
let now = new Date('2026-03-02T12:00:00.000Z');
const pass = (seconds: number) => (now = new Date(now.getTime() + seconds * 1000));

beforeAll(async () => {
  sidecar = await aSidecar({ clock: () => now });
  store = await aStore();
  expect((await sidecar.connect(store)).status).toBe(201);
});
afterAll(async () => {
  await store.stop();
  await sidecar.stop();
});
beforeEach(async () => {
  store.fault = undefined;
  store.orders.clear();
  store.refunds.clear();
  await sidecar.services.database.pool.query('DELETE FROM inbox');
  pass(60);
  store.requests.length = 0;
});

async function send(topic: string, body: unknown): Promise<void> {
  const text = JSON.stringify(body);
  const answer = await fetch(`${sidecar.url}/webhooks/woocommerce`, {
    method: 'POST',
    body: text,
    headers: webhookHeaders(store, topic, text),
  });
  expect(answer.status).toBe(200);
}

async function query(sql: string, values: unknown[] = []): Promise<Record<string, any>[]> {
  const [rows] = await sidecar.services.database.pool.query(sql, values);
  return rows as Record<string, any>[];
}

const orderOf = async (id: number) => (await query('SELECT * FROM orders WHERE order_id = ?', [id]))[0];
const waiting = () => query('SELECT * FROM inbox ORDER BY id');
const wcRequests = () => store.requests.filter(({ path }) => path.startsWith('/wp-json/wc/v3/'));
let lastId = 1000;
const newId = () => (lastId += 1);

describe('the inbox', () => {
  test('turns a webhook into a recorded order and asks the store nothing', async () => {
    const id = newId();
    await send('order.updated', anOrderBody(id));
    await sidecar.workInbox();
    expect(await orderOf(id)).toMatchObject({ status: 'processing', number: String(id) });
    expect(await waiting()).toEqual([]);
    expect(wcRequests()).toEqual([]);
  });

  test('delivered twice is the same as delivered once', async () => {
    const id = newId();
    const body = anOrderBody(id);
    await send('order.created', body);
    await send('order.updated', body);
    await sidecar.workInbox();
    const once = await orderOf(id);
    await send('order.updated', body);
    await sidecar.workInbox();
    expect((await orderOf(id))?.['snapshot_hash']).toBe(once?.['snapshot_hash']);
    expect(await query('SELECT id FROM redemptions WHERE order_id = ?', [id])).toHaveLength(1);
  });

  test('an older state after a newer one changes nothing', async () => {
    const id = newId();
    await send(
      'order.updated',
      anOrderBody(id, { status: 'completed', date_modified_gmt: '2026-03-01T11:00:00' }),
    );
    await sidecar.workInbox();
    await send('order.created', anOrderBody(id));
    await sidecar.workInbox();
    expect((await orderOf(id))?.['status']).toBe('completed');
  });

  test('two states of one second are told apart by asking the store', async () => {
    const id = newId();
    store.orders.set(id, anOrderBody(id, { status: 'completed' }));
    await send('order.updated', anOrderBody(id, { status: 'completed' }));
    await sidecar.workInbox();
    pass(1);
    await send('order.created', anOrderBody(id, { status: 'pending' }));
    await sidecar.workInbox();
    expect((await orderOf(id))?.['status']).toBe('completed');
    expect(wcRequests().map(({ path }) => path)).toEqual([`/wp-json/wc/v3/orders/${id}`]);
    expect(await waiting()).toEqual([]);
  });

  test('the lines of a refund are asked for once, and not again while the refunds stay', async () => {
    const id = newId();
    const refund = { id: id * 100, total: '-45.00', reason: '' };
    const body = anOrderBody(id, { refunds: [refund], date_modified_gmt: '2026-03-01T11:00:00' });
    store.orders.set(id, body);
    store.refunds.set(id, [aRefund(id * 100, id * 10)]);
    await send('order.updated', body);
    await sidecar.workInbox();
    expect(JSON.parse(String((await orderOf(id))?.['snapshot']))).toMatchObject({
      refunds: [
        { amount: '45.00', lines: [{ kind: 'product', itemId: id * 10, quantity: 1, total: '45.00' }] },
      ],
    });
    store.requests.length = 0;
    await send('order.updated', { ...body, status: 'completed', date_modified_gmt: '2026-03-01T12:00:00' });
    await sidecar.workInbox();
    expect((await orderOf(id))?.['status']).toBe('completed');
    expect(wcRequests()).toEqual([]);
  });

  test('a deleted refund leads to its order, though WooCommerce tells only the refund’s id', async () => {
    const id = newId();
    const refund = { id: id * 100, total: '-45.00', reason: '' };
    store.orders.set(id, anOrderBody(id, { refunds: [refund] }));
    store.refunds.set(id, [aRefund(id * 100, id * 10)]);
    await send('order.updated', store.orders.get(id));
    await sidecar.workInbox();
    store.orders.set(id, anOrderBody(id));
    store.refunds.delete(id);
    pass(5);
    await send('action.woocommerce_refund_deleted', { action: 'woocommerce_refund_deleted', arg: id * 100 });
    await sidecar.workInbox();
    expect(JSON.parse(String((await orderOf(id))?.['snapshot']))).toMatchObject({ refunds: [] });
    expect(await waiting()).toEqual([]);
  });

  test('a deleted refund of an order that is not known yet waits for it, and in the end gives way', async () => {
    await send('action.woocommerce_refund_deleted', { action: 'woocommerce_refund_deleted', arg: 999_999 });
    await sidecar.workInbox();
    expect(await waiting()).toHaveLength(1);
    pass(120);
    await sidecar.workInbox();
    expect(await waiting()).toEqual([]);
  });

  test('an order that the store no longer has is marked deleted, and a proxy’s 404 is not taken for that', async () => {
    const id = newId();
    await send('order.updated', anOrderBody(id));
    await sidecar.workInbox();
    pass(5);
    store.fault = { status: 404, body: { code: 'rest_no_route', message: 'No route' } };
    await send('action.woocommerce_delete_order', { action: 'woocommerce_delete_order', arg: id });
    await sidecar.workInbox();
    expect((await orderOf(id))?.['status']).toBe('processing');
    store.fault = undefined;
    pass(60);
    await sidecar.workInbox();
    expect((await orderOf(id))?.['status']).toBe('deleted');
  });

  test('a trashed page that WooCommerce calls a deleted coupon is harmless', async () => {
    await send('coupon.deleted', { id: 4711 });
    await sidecar.workInbox();
    expect(await query('SELECT * FROM coupons WHERE coupon_id = 4711')).toEqual([]);
    expect(await waiting()).toEqual([]);
  });

  test('a coupon is followed through change and deletion', async () => {
    await send('coupon.created', aCouponBody(55, { code: 'john20' }));
    await sidecar.workInbox();
    expect(await query('SELECT code, status FROM coupons WHERE coupon_id = 55')).toEqual([
      { code: 'john20', status: 'publish' },
    ]);
    await send('coupon.deleted', { id: 55 });
    await sidecar.workInbox();
    expect(await query('SELECT code, status FROM coupons WHERE coupon_id = 55')).toEqual([
      { code: 'john20', status: 'deleted' },
    ]);
  });

  test('takes a page of orders that together are larger than the database takes in one statement', async () => {
    const [{ bytes } = { bytes: 0 }] = await query('SELECT @@max_allowed_packet AS bytes');
    const payload = JSON.stringify({ filler: 'é'.repeat(Math.ceil(bytes / 2 / 50)) });
    const rows = Array.from({ length: 60 }, () => ({
      resource: 'order' as const,
      resourceId: newId(),
      payload,
      origin: 'poll' as const,
      receivedAt: now,
    }));
    await insertInboxRows(sidecar.services.database.db, rows);
    expect(await query('SELECT COUNT(*) AS count, MIN(payload) AS payload FROM inbox')).toEqual([
      { count: 60, payload },
    ]);
  });

  describe('when a row cannot be worked off', () => {
    test('the others of its batch are, and it is set aside after eight tries and shown', async () => {
      const [bad, good] = [newId(), newId()];
      store.orders.set(bad, { ...anOrderBody(bad), total: 'a lot' });
      const receivedAt = now;
      const { database } = sidecar.services;
      await insertInboxRow(database, {
        resource: 'order',
        resourceId: bad,
        payload: null,
        origin: 'poll',
        receivedAt,
      });
      await send('order.updated', anOrderBody(good));
      await sidecar.workInbox();
      expect(await orderOf(good)).toBeDefined();
      expect(await waiting()).toMatchObject([{ resource_id: bad, attempts: 1, dead_at: null }]);
      for (const seconds of retryPausesSeconds) {
        pass(seconds);
        await sidecar.workInbox();
      }
      expect(await waiting()).toMatchObject([{ resource_id: bad, attempts: 8, dead_at: now }]);
      const health = await readHealth(sidecar.services);
      expect(health.inbox).toMatchObject({ pending: 0, dead: 1 });
      expect(health.checks.find(({ code }) => code === 'dead_letters')).toMatchObject({ ok: false });
    });

    test('a later state of the same order that can be read clears it', async () => {
      const id = newId();
      const { database } = sidecar.services;
      await insertInboxRow(database, {
        resource: 'order',
        resourceId: id,
        payload: '{',
        origin: 'poll',
        receivedAt: now,
      });
      await query('UPDATE inbox SET dead_at = ?', [now]);
      await send('order.updated', anOrderBody(id));
      await sidecar.workInbox();
      expect(await waiting()).toEqual([]);
    });

    test('a store that does not answer never counts against the row', async () => {
      const id = newId();
      store.orders.set(id, anOrderBody(id));
      store.fault = { status: 503, body: {} };
      await send('order.deleted', { id });
      await sidecar.workInbox();
      expect(await waiting()).toMatchObject([{ attempts: 0, dead_at: null }]);
      store.fault = undefined;
      pass(30);
      await sidecar.workInbox();
      expect(await orderOf(id)).toBeDefined();
    });

    test('an order over which the store breaks down is asked for less and less often, but every five minutes at least', async () => {
      const id = newId();
      store.fault = { status: 500, body: {} };
      await send('order.deleted', { id });
      await sidecar.workInbox();
      const pauseOf = async () => {
        const [row] = await waiting();
        return (row?.['available_at'].getTime() - now.getTime()) / 1000;
      };
      expect(await pauseOf()).toBe(15);
      pass(600);
      await sidecar.workInbox();
      expect(await pauseOf()).toBe(60);
      pass(86_400);
      await sidecar.workInbox();
      expect(await pauseOf()).toBe(300);
    });

    test.each([
      ['refuses the key', { status: 401, body: { code: 'woocommerce_rest_cannot_view' } }],
      ['has WooCommerce switched off', { status: 404, body: { code: 'rest_no_route' } }],
    ])(
      'a store that %s for hours sets no row aside, and the row is worked off when it lets us in',
      async (_, fault) => {
        const id = newId();
        store.orders.set(id, anOrderBody(id));
        store.fault = fault;
        await send('order.deleted', { id });
        for (let hour = 1; hour <= 24; hour += 1) {
          await sidecar.workInbox();
          expect(await waiting()).toMatchObject([{ dead_at: null }]);
          pass(3600);
        }
        store.fault = undefined;
        await sidecar.workInbox();
        expect(await orderOf(id)).toBeDefined();
      },
    );
  });

  describe('with several workers', () => {
    test('each row is claimed by one, without waiting for the other', async () => {
      const ids = Array.from({ length: 40 }, newId);
      await insertInboxRows(
        sidecar.services.database.db,
        ids.map((id) => ({
          resource: 'order',
          resourceId: id,
          payload: null,
          origin: 'poll',
          receivedAt: now,
        })),
      );
      const until = new Date(now.getTime() + 30_000);
      const claims = await Promise.all(
        ['one', 'two', 'three', 'four'].map((holder) =>
          claimInbox(sidecar.services.database, { holder, now, until, limit: 20 }),
        ),
      );
      const claimed = claims.flat().map((row) => row.resourceId);
      expect(new Set(claimed).size).toBe(claimed.length);
      expect([...claimed].sort()).toEqual([...ids].sort());
    });

    test('three hundred orders, each delivered twice, are recorded once each', async () => {
      const ids = Array.from({ length: 300 }, newId);
      const rows = [...ids, ...ids].map((id) => ({
        resource: 'order' as const,
        resourceId: id,
        payload: JSON.stringify(anOrderBody(id)),
        origin: 'poll' as const,
        receivedAt: now,
      }));
      await insertInboxRows(sidecar.services.database.db, rows);
      const drain = async () => {
        while ((await workInbox(sidecar.services)) > 0);
      };
      await Promise.all([drain(), drain(), drain()]);
      pass(30);
      await drain();
      const [count] = await query('SELECT COUNT(*) AS orders FROM orders WHERE order_id IN (?)', [ids]);
      expect(count).toEqual({ orders: 300 });
      expect(await waiting()).toEqual([]);
    });

    test('rows of a worker that died are taken up again when its claim has run out', async () => {
      const id = newId();
      await send('order.updated', anOrderBody(id));
      const until = new Date(now.getTime() + 30_000);
      await claimInbox(sidecar.services.database, { holder: 'died', now, until, limit: 10 });
      await sidecar.workInbox();
      expect(await orderOf(id)).toBeUndefined();
      pass(31);
      await sidecar.workInbox();
      expect(await orderOf(id)).toBeDefined();
    });
  });
});

function aRefund(id: number, itemId: number): Record<string, unknown> {
  return {
    id,
    date_created_gmt: '2026-03-01T11:00:00',
    amount: '45.00',
    line_items: [
      {
        quantity: -1,
        total: '-45.00',
        total_tax: '0.00',
        meta_data: [{ key: '_refunded_item_id', value: String(itemId) }],
      },
    ],
    shipping_lines: [],
    fee_lines: [],
  };
}
