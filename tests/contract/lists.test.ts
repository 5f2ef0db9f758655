import { afterAll, beforeAll, describe, expect, jest, test } from '@jest/globals';
import { storeKinds } from '../support/store-kinds.ts';
import {
  expectOk,
  nextSecond,
  refusal,
  startStoreUnderTest,
  timeZone,
  type StoreUnderTest,
} from './store-under-test.ts';

jest.setTimeout(60_000);

describe.each(storeKinds)('lists and cursors of the %s store', (kind) => {
  let store: StoreUnderTest;
  let orders: any[] = [];
  /** A whole second between the second order and the third. */
  let cursor = '';
  const ids = async (query: Record<string, unknown>) =>
    expectOk(
      await store.woo.get('orders', {
        orderby: 'modified',
        order: 'asc',
        per_page: 100,
        _fields: 'id',
        ...query,
      }),
    ).map(({ id }: { id: number }) => orders.findIndex((order) => order.id === id));

  beforeAll(async () => {
    store = await startStoreUnderTest(kind);
    const place = async () => {
      await nextSecond();
      orders.push(
        expectOk(
          await store.woo.post('orders', {
            status: 'processing',
            line_items: [{ product_id: store.products.a }],
          }),
        ),
      );
    };
    orders = [];
    await place();
    await place();
    cursor = orders[1].date_modified_gmt;
    await place();
    await place();
  });
  afterAll(() => store?.stop());

  test(`the store is in ${timeZone}`, () => {
    expect(Date.parse(`${orders[0].date_modified}Z`) - Date.parse(`${orders[0].date_modified_gmt}Z`)).toBe(
      8 * 3_600_000,
    );
  });

  test('modified_after with whole seconds and Z is right, and strict', async () => {
    expect(await ids({ modified_after: `${cursor}Z` })).toEqual([2, 3]);
  });

  test('UTC digits with dates_are_gmt are right', async () => {
    expect(await ids({ modified_after: cursor, dates_are_gmt: true })).toEqual([2, 3]);
  });

  test('Z together with dates_are_gmt misses orders east of UTC', async () => {
    expect(await ids({ modified_after: `${cursor}Z`, dates_are_gmt: true })).toEqual([]);
  });

  test('milliseconds read too much again', async () => {
    expect(await ids({ modified_after: `${cursor}.000Z` })).toEqual([0, 1, 2, 3]);
  });

  test('UTC digits alone are read as the shop’s own time', async () => {
    expect(await ids({ modified_after: cursor })).toEqual([0, 1, 2, 3]);
    expect(await ids({ modified_after: orders[1].date_modified })).toEqual([2, 3]);
  });

  test('a change moves an order to the end', async () => {
    await nextSecond();
    expectOk(await store.woo.put(`orders/${orders[0].id}`, { customer_note: 'soon' }));
    expect(await ids({})).toEqual([1, 2, 3, 0]);
    expect(await ids({ order: 'desc', per_page: 2 })).toEqual([0, 3]);
  });

  test('orders of the same second are in the order of their ids', async () => {
    await nextSecond();
    await store.woo.post('orders/batch', {
      update: [orders[3], orders[1], orders[2]].map(({ id }) => ({ id, customer_note: 'now' })),
    });
    const listed = expectOk(
      await store.woo.get('orders', { orderby: 'modified', order: 'asc', _fields: 'id,date_modified_gmt' }),
    );
    const sorted = [...listed].sort(
      (a: any, b: any) => a.date_modified_gmt.localeCompare(b.date_modified_gmt) || a.id - b.id,
    );
    expect(listed).toEqual(sorted);
  });

  test('pages tell the totals in their headers; past the end there is nothing and no total', async () => {
    const page = async (number: number) => {
      const { data, headers } = await store.woo.get('orders', { per_page: 3, page: number, _fields: 'id' });
      return [data.length, headers['x-wp-total'], headers['x-wp-totalpages']];
    };
    expect([await page(1), await page(2), await page(9)]).toEqual([
      [3, '4', '2'],
      [1, '4', '2'],
      [0, '0', '0'],
    ]);
  });

  test('`include` takes the ids it is given', async () => {
    const wanted = [orders[2].id, orders[0].id];
    const { data } = await store.woo.get('orders', { include: wanted, _fields: 'id,status', per_page: 100 });
    expect(data.map(({ id }: any) => id).sort()).toEqual([...wanted].sort());
  });

  test('`status` takes several, and a checkout draft only by name', async () => {
    const draft = expectOk(
      await store.woo.post('orders', {
        status: 'checkout-draft',
        line_items: [{ product_id: store.products.a }],
      }),
    );
    const pending = expectOk(
      await store.woo.post('orders', { status: 'pending', line_items: [{ product_id: store.products.a }] }),
    );
    const listed = async (status: unknown) =>
      expectOk(await store.woo.get('orders', { status, include: [draft.id, pending.id], _fields: 'id' })).map(
        ({ id }: any) => id,
      );
    expect(await listed('any')).toEqual([pending.id]);
    expect(await listed('checkout-draft')).toEqual([draft.id]);
    expect((await listed(['checkout-draft', 'pending'])).length).toBe(2);
  });

  test.each([
    ['a page above 100', { per_page: 101 }],
    ['an unknown status', { status: 'nonsense' }],
    ['an unknown order', { orderby: 'nonsense' }],
    ['what is no date', { modified_after: 'yesterday' }],
  ])('%s is refused', async (_name, query) => {
    expect(refusal(await store.woo.get('orders', query))).toEqual([400, 'rest_invalid_param']);
  });

  test('coupons are paged in the order of their ids', async () => {
    for (const code of ['one', 'two', 'three']) await store.woo.post('coupons', { code });
    const page = async (number: number) => {
      const { data, headers } = await store.woo.get('coupons', {
        per_page: 2,
        page: number,
        orderby: 'id',
        order: 'asc',
        _fields: 'code',
      });
      return [data.map(({ code }: any) => code), headers['x-wp-total'], headers['x-wp-totalpages']];
    };
    expect([await page(1), await page(2)]).toEqual([
      [['one', 'two'], '3', '2'],
      [['three'], '3', '2'],
    ]);
  });

  test('customers are users; without role=all only those who buy, and never a guest', async () => {
    const email = `kim-${kind}@example.com`;
    const made = expectOk(
      await store.woo.post('customers', { email, first_name: 'Kim', password: 'secret' }),
    );
    expect(made).toMatchObject({ email, first_name: 'Kim', role: 'customer', username: `kim-${kind}` });
    const emails = async (query: Record<string, unknown>) =>
      expectOk(await store.woo.get('customers', { per_page: 100, ...query })).map((user: any) => user.email);
    expect(await emails({})).toEqual([email]);
    expect(await emails({ role: 'all' })).toContain(email);
    expect((await emails({ role: 'all' })).length).toBeGreaterThan(1);
    expect(await emails({ email })).toEqual([email]);
    expect(refusal(await store.woo.get('customers/99999'))).toEqual([404, 'wc_user_invalid_id']);
    expect(refusal(await store.woo.post('customers', { email, password: 'secret' }))).toEqual([
      400,
      'registration-error-email-exists',
    ]);
  });
});
