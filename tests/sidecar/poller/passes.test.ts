import { afterAll, beforeAll, beforeEach, describe, expect, jest, test } from '@jest/globals';
import { acquireLease, LeaseLostError } from '@finders-fee/sidecar/database/leases';
import { readHealth } from '@finders-fee/sidecar/database/queries/health';
import { runPass } from '@finders-fee/sidecar/jobs/run-pass';
import { pollOrders } from '@finders-fee/sidecar/use-cases/poll-orders';
import { runSync } from '@finders-fee/sidecar/use-cases/run-sync';
import { aSidecar, type ASidecar } from '../../support/a-sidecar.ts';
import { aCouponBody, anOrderBody, aStore, type AStore } from '../../support/a-store.ts';

jest.setTimeout(30_000);

let sidecar: ASidecar;
let store: AStore;

beforeAll(async () => {
  sidecar = await aSidecar();
  store = await aStore();
  expect((await sidecar.connect(store)).status).toBe(201);
}, 60_000);
afterAll(async () => {
  await store.stop();
  await sidecar.stop();
});
/** Each test begins with an empty store and a sidecar that never looked at it. */
beforeEach(async () => {
  const tables = [
    'orders',
    'redemptions',
    'customers',
    'coupons',
    'inbox',
    'refund_orders',
    'sync_cursors',
    'leases',
  ];
  for (const table of tables) await sidecar.services.database.pool.query(`DELETE FROM ${table}`);
  for (const kept of [store.orders, store.refunds, store.coupons]) kept.clear();
  Object.assign(store, {
    fault: undefined,
    delayMs: 0,
    deliver: () => Promise.resolve({ delivered: 0, remaining: 0 }),
  });
  store.requests.length = 0;
});

const instant = (second: number) => new Date(Date.UTC(2026, 2, 1, 10, 0, second)).toISOString().slice(0, 19);

function fill(count: number, modified = instant): void {
  for (let id = 1; id <= count; id += 1)
    store.orders.set(id, anOrderBody(id, { date_modified_gmt: modified(id) }));
}

async function query(sql: string, values: unknown[] = []): Promise<Record<string, any>[]> {
  const [rows] = await sidecar.services.database.pool.query(sql, values);
  return rows as Record<string, any>[];
}

const statusOf = async (id: number) =>
  (await query('SELECT status FROM orders WHERE order_id = ?', [id]))[0]?.['status'];
const orderLists = (status: string) =>
  store.requests.filter(
    ({ path, query: asked }) =>
      path.endsWith('/orders') && asked['status'] === status && asked['orderby'] === 'modified',
  );
const settle = async () => {
  await runPass(sidecar.services, 'orders');
  await sidecar.workInbox();
};

describe('the pass over changed orders', () => {
  test('reads the whole history first, and health shows how far it has come', async () => {
    fill(250);
    await settle();
    expect((await query('SELECT COUNT(*) AS count FROM orders'))[0]).toEqual({ count: 250 });
    expect((await readHealth(sidecar.services)).history).toEqual({
      complete: true,
      orders_read: 250,
      orders_total: 250,
    });
  });

  test('goes on where it was cut off', async () => {
    fill(350);
    const watching = setInterval(() => {
      if (orderLists('any').length >= 2) store.fault = { status: 401, body: { code: 'cut' } };
    }, 1);
    store.delayMs = 20;
    await expect(runPass(sidecar.services, 'orders')).rejects.toMatchObject({ code: 'store_refused' });
    clearInterval(watching);
    store.delayMs = 0;
    store.fault = undefined;
    const halfway = (await readHealth(sidecar.services)).history;
    expect(halfway).toMatchObject({ complete: false, orders_total: 350 });
    expect(halfway.orders_read).toBeGreaterThanOrEqual(100);
    store.requests.length = 0;
    await settle();
    expect(orderLists('any')[0]?.query['modified_after']).toBeDefined();
    expect((await query('SELECT COUNT(*) AS count FROM orders'))[0]).toEqual({ count: 350 });
    expect((await readHealth(sidecar.services)).history).toEqual({
      complete: true,
      orders_read: 350,
      orders_total: 350,
    });
  });

  test('also reads hundreds of orders that were imported within one second', async () => {
    fill(320, () => instant(1));
    await settle();
    expect((await query('SELECT COUNT(*) AS count FROM orders'))[0]).toEqual({ count: 320 });
  });

  test('a store that breaks down over a hundred orders at once is read in smaller pages', async () => {
    fill(35);
    const fault = { status: 500, body: { code: 'internal_server_error' } };
    const isLarge = () => store.requests.at(-1)?.query['per_page'] === '100';
    Object.defineProperty(store, 'fault', { get: () => (isLarge() ? fault : undefined), configurable: true });
    await settle().finally(() => Object.defineProperty(store, 'fault', { value: undefined, writable: true }));
    expect((await query('SELECT COUNT(*) AS count FROM orders'))[0]).toEqual({ count: 35 });
    expect((await readHealth(sidecar.services)).history).toMatchObject({ complete: true, orders_read: 35 });
  });

  test('asks in whole seconds with Z, which alone comes out right in a store east of UTC', async () => {
    fill(3);
    await settle();
    const changedAt = new Date().toISOString().slice(0, 19);
    store.orders.set(2, anOrderBody(2, { status: 'completed', date_modified_gmt: changedAt }));
    await settle();
    expect(await statusOf(2)).toBe('completed');
    const asked = store.requests.map(({ query: { modified_after: after } }) => after).filter(Boolean);
    expect(asked.length).toBeGreaterThan(0);
    for (const after of asked) expect(after).toMatch(/^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\dZ$/);
    expect(store.requests.some(({ query: asked }) => 'dates_are_gmt' in asked)).toBe(false);
  });

  test('puts nothing into the inbox that is stored already, and asks nothing more of an idle store', async () => {
    fill(5, () => new Date().toISOString().slice(0, 19));
    await settle();
    store.requests.length = 0;
    await runPass(sidecar.services, 'orders');
    expect(await query('SELECT id FROM inbox')).toEqual([]);
    expect(orderLists('any')).toHaveLength(1);
  });

  test('is not led astray by an order that claims to be from the future', async () => {
    store.orders.set(1, anOrderBody(1, { date_modified_gmt: '2099-01-01T00:00:00' }));
    await settle();
    store.orders.set(2, anOrderBody(2, { date_modified_gmt: new Date().toISOString().slice(0, 19) }));
    await settle();
    expect(await statusOf(2)).toBe('processing');
  });

  test('shows an order that cannot be read instead of passing over it', async () => {
    store.orders.set(1, { ...anOrderBody(1), total: 'a lot' });
    store.orders.set(2, anOrderBody(2));
    await settle();
    expect(await statusOf(2)).toBe('processing');
    expect(await query('SELECT resource_id, attempts FROM inbox')).toEqual([{ resource_id: 1, attempts: 1 }]);
  });
});

describe('the other passes', () => {
  test('the trash pass finds an order that was put there', async () => {
    fill(1);
    await settle();
    store.orders.set(1, anOrderBody(1, { status: 'trash', date_modified_gmt: instant(30) }));
    await runPass(sidecar.services, 'trash');
    await sidecar.workInbox();
    expect(await statusOf(1)).toBe('trash');
  });

  test('the refunds pass finds a refund whose order did not change its date', async () => {
    fill(1);
    await settle();
    const made = new Date().toISOString().slice(0, 19);
    store.orders.set(
      1,
      anOrderBody(1, { date_modified_gmt: instant(1), refunds: [{ id: 77, total: '-10.00' }] }),
    );
    store.refunds.set(1, [
      { id: 77, amount: '10.00', date_created_gmt: made, line_items: [], shipping_lines: [], fee_lines: [] },
    ]);
    await runPass(sidecar.services, 'refunds');
    await sidecar.workInbox();
    const [order] = await query('SELECT snapshot FROM orders WHERE order_id = 1');
    expect(JSON.parse(String(order?.['snapshot']))).toMatchObject({
      refunds: [{ refundId: 77, amount: '10.00' }],
    });
    store.requests.length = 0;
    await runPass(sidecar.services, 'refunds');
    expect(await query('SELECT id FROM inbox')).toEqual([]);
  });

  describe('the sweep', () => {
    const sweep = async () => {
      await runPass(sidecar.services, 'sweep');
      await sidecar.workInbox();
    };

    test('finds an order that was deleted for good', async () => {
      fill(3);
      await settle();
      store.orders.delete(2);
      await sweep();
      expect(await statusOf(2)).toBe('deleted');
      expect(await statusOf(1)).toBe('processing');
    });

    test('finds orders again that a store had lost, and follows it back to a backup', async () => {
      fill(3);
      store.orders.set(3, anOrderBody(3, { status: 'completed', date_modified_gmt: instant(50) }));
      await settle();
      const backup = new Map(store.orders).set(3, anOrderBody(3, { date_modified_gmt: instant(3) }));
      store.orders.clear();
      await sweep();
      expect(await statusOf(1)).toBe('deleted');
      for (const [id, body] of backup) store.orders.set(id, body);
      await query('UPDATE orders SET as_of = as_of - INTERVAL 1 HOUR');
      await sweep();
      expect([await statusOf(1), await statusOf(2), await statusOf(3)]).toEqual(Array(3).fill('processing'));
    });

    test('is not held up by an order without a date', async () => {
      fill(2);
      store.orders.set(3, { ...anOrderBody(3), date_modified_gmt: null, date_created_gmt: null } as never);
      await settle();
      store.orders.delete(2);
      await sweep();
      expect([await statusOf(2), await statusOf(3)]).toEqual(['deleted', 'processing']);
      expect(await query('SELECT id FROM inbox')).toEqual([]);
    });

    test('finds a deleted refund, of which neither a date nor a webhook tells', async () => {
      const refund = { id: 78, amount: '10.00', date_created_gmt: instant(1), line_items: [] };
      store.orders.set(1, anOrderBody(1, { refunds: [{ id: 78, total: '-10.00' }] }));
      store.refunds.set(1, [refund]);
      await settle();
      store.orders.set(1, anOrderBody(1));
      store.refunds.clear();
      await sweep();
      const [order] = await query('SELECT snapshot FROM orders WHERE order_id = 1');
      expect(JSON.parse(String(order?.['snapshot']))).toMatchObject({ refunds: [] });
    });

    test('leaves alone what agrees, orders in the trash too', async () => {
      fill(3);
      await settle();
      store.orders.set(3, anOrderBody(3, { status: 'trash', date_modified_gmt: instant(40) }));
      await runPass(sidecar.services, 'trash');
      await sidecar.workInbox();
      store.requests.length = 0;
      await sweep();
      expect(store.requests.filter(({ path }) => /orders\/\d+$/.test(path))).toEqual([]);
      expect(await statusOf(3)).toBe('trash');
    });

    test('compares a hundred orders with one request', async () => {
      fill(220);
      await settle();
      store.requests.length = 0;
      await sweep();
      expect(store.requests.filter(({ path }) => path.endsWith('/orders'))).toHaveLength(3);
    });
  });

  test('coupons are read in full: new, changed without a date, and vanished ones', async () => {
    for (let id = 1; id <= 130; id += 1) store.coupons.set(id, aCouponBody(id));
    const read = async () => {
      await runPass(sidecar.services, 'coupons');
      await sidecar.workInbox();
    };
    await read();
    expect((await query('SELECT COUNT(*) AS count FROM coupons'))[0]).toEqual({ count: 130 });
    store.coupons.set(5, aCouponBody(5, { amount: '25.00' }));
    store.coupons.delete(6);
    await read();
    expect(
      await query(
        'SELECT coupon_id, amount, status FROM coupons WHERE coupon_id IN (5, 6, 7) ORDER BY coupon_id',
      ),
    ).toEqual([
      { coupon_id: 5, amount: '25.00', status: 'publish' },
      { coupon_id: 6, amount: '10.00', status: 'deleted' },
      { coupon_id: 7, amount: '10.00', status: 'publish' },
    ]);
  });
});

describe('the lease', () => {
  test('keeps two sidecars from running a pass at the same time', async () => {
    fill(3);
    const both = await Promise.all([
      runPass(sidecar.services, 'orders'),
      runPass(sidecar.services, 'orders'),
    ]);
    expect(both.filter((read) => read !== undefined)).toHaveLength(1);
  });

  test('a pass that has just run well is left out when another sidecar’s clock strikes', async () => {
    expect(await runPass(sidecar.services, 'orders', { unlessWithinSeconds: 30 })).toBe(0);
    expect(await runPass(sidecar.services, 'orders', { unlessWithinSeconds: 30 })).toBeUndefined();
  });

  test('a holder that slept past its lease writes neither cursor nor inbox', async () => {
    fill(3);
    const { database } = sidecar.services;
    const hours = (count: number) => new Date(Date.now() + count * 3_600_000);
    const slept = await acquireLease(database, {
      name: 'pass:orders',
      holder: 'slept',
      now: hours(0),
      expiresAt: hours(1),
    });
    const other = await acquireLease(database, {
      name: 'pass:orders',
      holder: 'other',
      now: hours(2),
      expiresAt: hours(3),
    });
    expect([slept?.number, other?.number]).toEqual([1, 2]);
    if (!slept) throw new Error('the lease was not given');
    await expect(pollOrders(sidecar.services, slept, { status: 'any' })).rejects.toBeInstanceOf(
      LeaseLostError,
    );
    expect(await query("SELECT * FROM sync_cursors WHERE name = 'orders'")).toEqual([]);
    expect(await query('SELECT id FROM inbox')).toEqual([]);
  });
});

describe('runSync', () => {
  test('delivers, polls and works off, and answers when nothing waits', async () => {
    fill(120);
    store.coupons.set(55, aCouponBody(55, { code: 'john20' }));
    let delivered = 0;
    store.deliver = () =>
      Promise.resolve({ delivered: (delivered += 1) === 1 ? 3 : 0, remaining: delivered === 1 ? 2 : 0 });
    const result = await runSync(sidecar.services);
    expect(result).toMatchObject({ done: true, inbox_pending: 0 });
    expect(result.orders_read).toBeGreaterThanOrEqual(120);
    expect(delivered).toBe(2);
    expect((await query('SELECT COUNT(*) AS count FROM orders'))[0]).toEqual({ count: 120 });
    expect((await query('SELECT code FROM coupons'))[0]).toEqual({ code: 'john20' });
  });

  test('asked for while one is under way, it looks once more afterwards, for all who ask meanwhile', async () => {
    fill(10);
    store.delayMs = 20;
    const results = await Promise.all([1, 2, 3].map(() => runSync(sidecar.services)));
    expect(results.every(({ done }) => done)).toBe(true);
    expect(orderLists('any')).toHaveLength(2);
  });

  test('does not wait for a row that failed before', async () => {
    store.orders.set(1, { ...anOrderBody(1), total: 'a lot' });
    expect(await runSync(sidecar.services)).toMatchObject({ done: true, inbox_pending: 1 });
  });

  test('a store that refuses is told, not hidden', async () => {
    store.fault = { status: 401, body: { code: 'woocommerce_rest_cannot_view' } };
    await expect(runSync(sidecar.services)).rejects.toMatchObject({ code: 'store_refused' });
  });
});
