import { afterAll, afterEach, beforeAll, describe, expect, test } from '@jest/globals';
import { anApi, type Api } from '../../support/an-api.ts';
import { fill, type Filling } from '../../support/a-filled-shop.ts';
import { expectCleanBooks } from '../../support/expect-clean-books.ts';

const john = 41;
const fixed = { type: 'fixed_per_order', value: '5.00', currency: 'EUR' };

describe('GET /me/sales', () => {
  let api: Api;
  let shop: Filling;
  let affiliateId: string;
  let couponId: number;
  beforeAll(async () => {
    api = await anApi({ clock: () => new Date('2026-11-10T12:00:00Z') });
    shop = fill(api);
    affiliateId = await shop.affiliate({ name: 'John', wordpress_user_id: john });
    const coupon = await shop.coupon('john10', affiliateId);
    couponId = coupon.couponId;
    await shop.order([coupon], { number: '1001', placedAt: '2026-11-01T10:00:00Z' });
    await shop.order([coupon], { number: '1002', placedAt: '2026-11-03T10:00:00Z' });
    for (const sale of [
      { amount: '80.00', order_reference: 'order 456', sold_on: '2026-11-02' },
      { amount: '20.00', sold_on: '2026-11-04' },
    ]) {
      await api.owner('POST', '/offline-sales', { coupon_code: 'john10', ...sale });
    }
  });
  afterEach(() => expectCleanBooks(api.services.database));
  afterAll(() => api.stop());

  const numbers = async (query = '') => {
    const { body } = await api.as(john)('GET', `/me/sales${query}`);
    return (body as { order_number: string; channel: string }[]).map(
      ({ order_number: number, channel }) => `${channel} ${number}`,
    );
  };

  test('sales outside the shop stand among the orders, newest first, also across pages', async () => {
    expect(await numbers()).toEqual(['offline ', 'coupon 1002', 'offline order 456', 'coupon 1001']);
    expect(await numbers('?page=1&per_page=3')).toEqual(['offline ', 'coupon 1002', 'offline order 456']);
    expect(await numbers('?page=2&per_page=3')).toEqual(['coupon 1001']);
    expect(await numbers('?page=3&per_page=3')).toEqual([]);
  });

  test('a sale outside the shop says what it earned, and can be explained', async () => {
    const { body } = await api.as(john)('GET', '/me/sales');
    const [, , sale] = body as { id: string }[];
    expect(sale).toMatchObject({
      coupon_code: 'john10',
      status: 'pending',
      amount: '8.00',
      summary: { text: '8.00: 10 % of 80.00' },
    });
    const explained = await api.as(john)('GET', `/me/commissions/${sale?.id}/explanation`);
    expect(explained).toMatchObject({ status: 200, body: { amount: '8.00' } });
  });

  test('the profile names the affiliate’s own rate, and a coupon its own', async () => {
    const rates = async () => [
      (await api.as(john)('GET', '/me')).body.program.rate as string,
      (await api.as(john)('GET', '/me/coupons')).body[0].rate as string | null,
    ];
    expect(await rates()).toEqual(['10 %', null]);
    await api.owner('PUT', `/affiliates/${affiliateId}`, { rate: { type: 'percent', value: '12.50' } });
    await api.owner('PUT', `/coupons/${couponId}`, { rate: fixed });
    expect(await rates()).toEqual(['12.5 %', '5.00 EUR per order']);
    await api.owner('PUT', `/affiliates/${affiliateId}`, { rate: null });
    expect(await rates()).toEqual(['10 %', '5.00 EUR per order']);
  });
});
