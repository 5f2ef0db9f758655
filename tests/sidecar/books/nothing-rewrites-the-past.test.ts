import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import { recordCoupons } from '@finders-fee/sidecar/use-cases/record-coupons';
import { recordOrders } from '@finders-fee/sidecar/use-cases/record-orders';
import { refreshFacts } from '@finders-fee/sidecar/use-cases/refresh-facts';
import type { Services } from '@finders-fee/sidecar/services';
import { anApi, type Api } from '../../support/an-api.ts';
import { fill, type Filling } from '../../support/a-filled-shop.ts';
import { anOrder, fetched, oneHoodie } from '../../support/an-order.ts';
import { expectCleanBooks } from '../../support/expect-clean-books.ts';

const tables = ['commissions', 'ledger_transfers', 'redemptions', 'account_balances', 'daily_totals'];

describe('what was earned before', () => {
  let api: Api;
  let shop: Filling;
  let ids: { program: string; other: string; john: string; jane: string; coupon: number };
  let written: string;
  beforeAll(async () => {
    api = await anApi();
    shop = fill(api);
    const program = await shop.program({
      product_rates: [{ product_ids: [11], rate: { type: 'percent', value: '12' } }],
    });
    const other = await shop.program({ name: 'Blog', rate: { type: 'percent', value: '50' } });
    const john = await shop.affiliate({ program_id: program });
    const jane = await shop.affiliate({
      name: 'Jane',
      program_id: program,
      rate: { type: 'percent', value: '7' },
    });
    const coupon = await shop.coupon('john10', john);
    const janes = await shop.coupon('jane10', jane);
    ids = { program, other, john, jane, coupon: coupon.couponId ?? 0 };
    const coupons = [coupon, janes];
    await recordOrders(api.services, [
      fetched(anOrder({ orderId: 1, coupons })),
      fetched(anOrder({ orderId: 2, coupons: coupons.slice(0, 1), refunds: [oneHoodie] })),
      fetched(anOrder({ orderId: 3, coupons: coupons.slice(1), status: 'cancelled' })),
    ]);
    written = await dump();
  });
  afterAll(() => api.stop());

  /** Every byte of the books. */
  async function dump(): Promise<string> {
    const all = await Promise.all(
      tables.map((table) => api.services.database.pool.query(`SELECT * FROM ${table} ORDER BY 1, 2, 3`)),
    );
    return JSON.stringify(all.map(([rows]) => rows));
  }

  /** What the store tells about itself from now on. */
  async function storeTells(change: object): Promise<void> {
    const facts = { ...(await api.services.connection.find())?.facts, ...change };
    const stores = { get: async () => ({ readFacts: async () => facts }) } as unknown as Services['stores'];
    await refreshFacts({ ...api.services, stores });
    expect((await api.services.connection.find())?.facts).toMatchObject(change);
  }

  /** Looks at the stored orders again, as every later word from the store and every change of an owner does. */
  const lookAgain = () =>
    recordOrders(
      api.services,
      [1, 2, 3].map((orderId) => ({ kind: 'reassess' as const, orderId })),
    );

  test.each<[string, () => Promise<unknown>]>([
    ...(['first', 'largest', 'split'] as const).map((policy): [string, () => Promise<unknown>] => [
      `several coupons: ${policy}`,
      () => api.owner('PUT', '/settings', { multiple_coupons: policy }),
    ]),
    ['days of the hold', () => api.owner('PUT', '/settings', { hold_days: 3 })],
    ['statuses that earn', () => api.owner('PUT', '/settings', { earning_statuses: ['completed'] })],
    [
      'statuses that earn, more',
      () => api.owner('PUT', '/settings', { earning_statuses: ['on-hold', 'processing'] }),
    ],
    ['referral codes off', () => api.owner('PUT', '/settings', { referral_code_mode: 0 })],
    ['days of links', () => api.owner('PUT', '/settings', { link_days: 0 })],
    ['permanent codes paid', () => api.owner('PUT', '/settings', { pay_permanent_code: true })],
    ['the module off', () => api.owner('PUT', '/settings', { coupon_commissions_enabled: false })],
    [
      'the program’s rate',
      () => api.owner('PUT', `/programs/${ids.program}`, { rate: { type: 'percent', value: '99' } }),
    ],
    [
      'the program’s kind of rate',
      () =>
        api.owner('PUT', `/programs/${ids.program}`, {
          rate: { type: 'fixed_per_item', value: '3', currency: 'EUR' },
        }),
    ],
    [
      'the program’s base',
      () =>
        api.owner('PUT', `/programs/${ids.program}`, {
          base: { price: 'before_discount', include_tax: true, include_shipping: true, include_fees: true },
        }),
    ],
    ['the program’s hold', () => api.owner('PUT', `/programs/${ids.program}`, { hold_days: 0 })],
    ['rates of products', () => api.owner('PUT', `/programs/${ids.program}`, { product_rates: [] })],
    [
      'what is excluded',
      () => api.owner('PUT', `/programs/${ids.program}`, { excluded: { product_ids: [11] } }),
    ],
    [
      'the minimum',
      () => api.owner('PUT', `/programs/${ids.program}`, { minimum: { amount: '9999', currency: 'EUR' } }),
    ],
    [
      'the program’s end',
      () => api.owner('PUT', `/programs/${ids.program}`, { ends_at: '2026-01-01T00:00:00Z' }),
    ],
    [
      'the program’s name and notes',
      () => api.owner('PUT', `/programs/${ids.program}`, { name: 'Renamed', metadata: { team: 'a' } }),
    ],
    ['the program paused', () => api.owner('PUT', `/programs/${ids.program}`, { status: 'paused' })],
    [
      'the affiliate’s rate',
      () => api.owner('PUT', `/affiliates/${ids.jane}`, { rate: { type: 'percent', value: '80' } }),
    ],
    ['the affiliate’s program', () => api.owner('PUT', `/affiliates/${ids.john}`, { program_id: ids.other })],
    ['the affiliate suspended', () => api.owner('PUT', `/affiliates/${ids.john}`, { status: 'suspended' })],
    [
      'the coupon’s rate',
      () => api.owner('PUT', `/coupons/${ids.coupon}`, { rate: { type: 'percent', value: '80' } }),
    ],
    ['the coupon’s owner', () => api.owner('PUT', `/coupons/${ids.coupon}`, { affiliate_id: ids.jane })],
    [
      'what the coupon may discount',
      () => {
        const restrictions = {
          productIds: [99],
          excludedProductIds: [],
          categoryIds: [],
          excludedCategoryIds: [],
        };
        const coupon = {
          couponId: ids.coupon,
          code: 'john10',
          discountType: 'percent',
          amount: '50',
          expiresOn: null,
        };
        return recordCoupons(api.services, [{ ...coupon, restrictions, usageCount: 3, status: 'publish' }]);
      },
    ],
    [
      'a product’s categories',
      () =>
        api.services.database.pool.query(
          `INSERT INTO products (product_id, name, category_ids, seen_at) VALUES (11, 'Hoodie', '[5]', NOW())`,
        ),
    ],
    ['the store’s currency', () => storeTells({ currency: 'JPY' })],
    ['the store’s decimals', () => storeTells({ currency: 'EUR', price_decimals: 0 })],
    ['the program deleted', () => api.owner('DELETE', `/programs/${ids.program}`)],
    ['the affiliate deleted', () => api.owner('DELETE', `/affiliates/${ids.john}`)],
  ])('%s: not one byte of it changes', async (_, change) => {
    const answer = await change();
    if (typeof answer === 'object' && answer !== null && 'status' in answer) expect(answer.status).toBe(200);
    await lookAgain();
    expect(await dump()).toBe(written);
    await expectCleanBooks(api.services.database);
  });

  test('only a recalculation, which somebody asks for, brings today’s rules to it', async () => {
    await recordOrders(api.services, [{ kind: 'recalculate', orderId: 1, shown: null }]);
    expect(await dump()).not.toBe(written);
    await expectCleanBooks(api.services.database);
  });
});
