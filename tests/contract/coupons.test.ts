import { afterAll, beforeAll, describe, expect, jest, test } from '@jest/globals';
import { storeKinds } from '../support/store-kinds.ts';
import {
  expectOk,
  nextSecond,
  refusal,
  startStoreUnderTest,
  type StoreUnderTest,
} from './store-under-test.ts';

jest.setTimeout(60_000);

describe.each(storeKinds)('coupons of the %s store', (kind) => {
  let store: StoreUnderTest;
  const post = (body: Record<string, unknown>) =>
    store.woo.post('coupons', { discount_type: 'percent', amount: '10', ...body });

  beforeAll(async () => {
    store = await startStoreUnderTest(kind);
  });
  afterAll(() => store?.stop());

  test('a new coupon shows what it was given, its amount with two decimals', async () => {
    expect(
      expectOk(await post({ code: 'john10', amount: '12.5', date_expires: '2031-01-31' })),
    ).toMatchObject({
      code: 'john10',
      amount: '12.50',
      status: 'publish',
      discount_type: 'percent',
      date_expires: '2031-01-31T00:00:00',
      date_expires_gmt: '2031-01-30T16:00:00',
      usage_count: 0,
      usage_limit: null,
      individual_use: false,
      product_ids: [],
      used_by: [],
    });
  });

  test.each([
    ['  Spaces  ', 'spaces'],
    ['UPPER-Case', 'upper-case'],
    ['Ünïcode-Ä', 'ünïcode-ä'],
    ['A&B', 'a&amp;b'],
    ['tag<b>s</b>', 'tags'],
  ])('the code "%s" is kept as "%s"', async (typed, kept) => {
    expect(expectOk(await post({ code: typed })).code).toBe(kept);
  });

  test.each([
    ['a code that is taken', { code: 'TAKEN' }, [400, 'woocommerce_rest_coupon_code_already_exists']],
    ['no code at all', {}, [400, 'rest_missing_callback_param']],
    ['an empty code', { code: '' }, [400, 'woocommerce_rest_empty_coupon_code']],
    ['more than 100 percent', { code: 'toomuch', amount: '101' }, [400, 'coupon_invalid_amount']],
    ['an unknown kind of discount', { code: 'what', discount_type: 'nonsense' }, [400, 'rest_invalid_param']],
  ])('%s is refused', async (_name, body, expected) => {
    await post({ code: 'taken' });
    expect(refusal(await post(body))).toEqual(expected);
  });

  test('another coupon’s name is refused for an existing one, its own is not', async () => {
    const one = expectOk(await post({ code: 'one' }));
    expectOk(await post({ code: 'two' }));
    expect(refusal(await store.woo.put(`coupons/${one.id}`, { code: 'TWO' }))).toEqual([
      400,
      'woocommerce_rest_coupon_code_already_exists',
    ]);
    expect((await store.woo.put(`coupons/${one.id}`, { code: 'ONE' })).status).toBe(200);
  });

  test('`code` finds a published coupon in any case, and nothing else', async () => {
    const { id } = expectOk(await post({ code: 'findme' }));
    expect(
      expectOk(await store.woo.get('coupons', { code: 'FindMe' })).map((coupon: any) => coupon.id),
    ).toEqual([id]);
    await store.woo.delete(`coupons/${id}`);
    expect(expectOk(await store.woo.get('coupons', { code: 'findme' }))).toEqual([]);
  });

  test('a trashed coupon leaves the lists and frees its code; by id it is still there', async () => {
    const old = expectOk(await post({ code: 'again' }));
    expect((await store.woo.delete(`coupons/${old.id}`)).status).toBe(200);
    expect(expectOk(await store.woo.get(`coupons/${old.id}`))).toMatchObject({
      status: 'trash',
      code: 'again',
    });
    expect(expectOk(await store.woo.get('coupons', { include: [old.id] }))).toEqual([]);
    expect(refusal(await store.woo.delete(`coupons/${old.id}`))).toEqual([
      410,
      'woocommerce_rest_already_trashed',
    ]);
    expect(expectOk(await post({ code: 'again' })).id).not.toBe(old.id);
  });

  test('a coupon deleted for good is 404', async () => {
    const { id } = expectOk(await post({ code: 'forever' }));
    expect((await store.woo.delete(`coupons/${id}`, { force: true })).status).toBe(200);
    expect(refusal(await store.woo.get(`coupons/${id}`))).toEqual([
      404,
      'woocommerce_rest_shop_coupon_invalid_id',
    ]);
    expect(refusal(await store.woo.put(`coupons/${id}`, { amount: '1' }))).toEqual([
      400,
      'woocommerce_rest_shop_coupon_invalid_id',
    ]);
  });

  test('date_modified moves with the description, and not with the amount', async () => {
    const made = expectOk(await post({ code: 'quiet' }));
    await nextSecond();
    expect(expectOk(await store.woo.put(`coupons/${made.id}`, { amount: '20' })).date_modified_gmt).toBe(
      made.date_modified_gmt,
    );
    const told = expectOk(await store.woo.put(`coupons/${made.id}`, { description: 'told' }));
    expect(told.date_modified_gmt > made.date_modified_gmt).toBe(true);
  });

  test('usage counts paid and unpaid orders, not cancelled and trashed ones, and never refunds', async () => {
    const { id } = expectOk(await post({ code: 'counted' }));
    const usage = async () => {
      const coupon = expectOk(await store.woo.get(`coupons/${id}`));
      return [coupon.usage_count, coupon.used_by.length];
    };
    const order = expectOk(
      await store.woo.post('orders', {
        status: 'pending',
        billing: { email: 'Ann@Example.com' },
        line_items: [{ product_id: store.products.a, quantity: 1 }],
        coupon_lines: [{ code: 'counted' }],
      }),
    );
    expect(await usage()).toEqual([1, 1]);
    expect(expectOk(await store.woo.get(`coupons/${id}`)).used_by).toEqual(['ann@example.com']);
    for (const [status, expected] of [
      ['processing', 1],
      ['cancelled', 0],
      ['completed', 1],
      ['refunded', 1],
    ] as const) {
      await store.woo.put(`orders/${order.id}`, { status });
      expect([status, ...(await usage())]).toEqual([status, expected, expected]);
    }
    await store.woo.delete(`orders/${order.id}`);
    expect(await usage()).toEqual([0, 0]);
  });

  test.each([
    ['expired', { date_expires: '2020-01-01' }],
    ['reserved for another product', { product_ids: [1] }],
    ['below its minimum', { minimum_amount: '1000' }],
  ])('a coupon that is %s is refused on an order', async (name, more) => {
    const code = `no-${name.split(' ')[0]}`;
    expectOk(await post({ code, ...more }));
    const answer = await store.woo.post('orders', {
      line_items: [{ product_id: store.products.a }],
      coupon_lines: [{ code }],
    });
    expect(refusal(answer)).toEqual([400, 'woocommerce_rest_invalid_coupon']);
  });
});
