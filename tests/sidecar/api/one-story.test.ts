import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import type { Sentence } from '@finders-fee/shared';
import { fill, type Filling } from '../../support/a-filled-shop.ts';
import { bareRefund, oneHoodie, shippingRefund } from '../../support/an-order.ts';
import { anApi, type Api } from '../../support/an-api.ts';

const jack = 31;

/** One order as one place of the API tells it. */
interface Told {
  status?: string;
  amount: string;
  summary: Sentence;
}

describe('one order on every screen', () => {
  let api: Api;
  let shop: Filling;
  let affiliate: string;
  beforeAll(async () => {
    api = await anApi({ clock: () => new Date('2026-11-10T12:00:00Z') });
    shop = fill(api);
    affiliate = await shop.affiliate({ name: 'Jack', wordpress_user_id: jack });
  });
  afterAll(() => api.stop());

  const first = async (path: string): Promise<Told & { id: string; commission_id: string }> =>
    (await api.owner('GET', path)).body[0];
  const mine = async (path: string, orderId: number): Promise<Told> =>
    ((await api.as(jack)('GET', path)).body as (Told & { order_number: string })[]).find(
      ({ order_number }) => order_number === String(orderId),
    )!;

  /** Every place that tells of the order; the commission's own first. */
  async function toldOf(orderId: number): Promise<{ owner: Told[]; affiliate: Told[] }> {
    const commission = await first(`/commissions?order_id=${orderId}`);
    const { body: overview } = await api.owner('GET', '/overview');
    const newest = (overview.newest as (Told & { order_id: number })[]).find(
      (row) => row.order_id === orderId,
    )!;
    return {
      owner: [
        commission,
        await first(`/redemptions?order_id=${orderId}`),
        newest,
        (await api.owner('GET', `/commissions/${commission.id}`)).body,
        (await api.owner('GET', `/commissions/${commission.id}/explanation`)).body,
      ],
      affiliate: [
        await mine('/me/commissions', orderId),
        await mine('/me/sales', orderId),
        (await api.as(jack)('GET', `/me/commissions/${commission.id}/explanation`)).body,
      ],
    };
  }

  test.each([
    [
      'one of two pieces is refunded',
      { refunds: [oneHoodie] },
      '9.00',
      '13.50 less 4.50: 1 of 3 pieces refunded',
    ],
    [
      'money is refunded without items',
      { refunds: [bareRefund] },
      '9.31',
      '13.50 less 4.19: 54.00 refunded without naming items',
    ],
    [
      'shipping is refunded',
      { refunds: [shippingRefund] },
      '13.50',
      '13.50: 10 % of 135.00, unchanged by the refund of 12.00 for shipping',
    ],
    ['it is cancelled', { status: 'cancelled' }, '0.00', 'Nothing: the order was cancelled'],
  ])('after %s says the same amount for the same reason', async (_, change, amount, text) => {
    const coupon = await shop.coupon(`code-${amount}`, affiliate);
    const orderId = await shop.order([coupon]);
    await shop.order([coupon], { orderId, modifiedAt: '2026-11-05T09:00:00Z', ...change });
    const told = await toldOf(orderId);
    for (const place of told.owner) expect(place).toMatchObject({ amount, summary: { text } });
    expect(new Set([...told.owner, ...told.affiliate].map((place) => place.amount))).toEqual(
      new Set([amount]),
    );
    expect(new Set(told.affiliate.map(({ summary }) => summary.text)).size).toBe(1);
    const { body: entries } = await api.owner('GET', `/ledger?order_id=${orderId}`);
    const cents = (entries as Told[]).reduce((sum, entry) => sum + Math.round(Number(entry.amount) * 100), 0);
    expect((cents / 100).toFixed(2)).toBe(amount);
  });

  test('every use of a coupon has a row with a sentence, also when it earned nothing', async () => {
    const [own, other, nobodys] = [
      await shop.coupon('own', affiliate),
      await shop.coupon('other', affiliate),
      await shop.coupon('nobodys'),
    ];
    const orders = [
      await shop.order([own, other, nobodys]),
      await shop.order([nobodys]),
      await shop.order([own], { status: 'pending' }),
      await shop.order([own], { lines: [], shipping: [], total: '0.00' }),
      await shop.order([{ couponId: 9999, code: 'never-seen', discount: '1.00' }]),
    ];
    for (const [index, orderId] of orders.entries()) {
      const { body } = await api.owner('GET', `/redemptions?order_id=${orderId}`);
      expect(body).toHaveLength(index === 0 ? 3 : 1);
      for (const { summary } of body as Told[])
        expect(summary.text).toMatch(/^(Nothing( yet)?: |\d+\.\d\d: ).{10,}/);
    }
  });
});
