import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import { fill, type Filling } from '../../support/a-filled-shop.ts';
import { aBuyer, bareRefund, oneHoodie, shippingRefund } from '../../support/an-order.ts';
import { anApi, type Api, type Call } from '../../support/an-api.ts';

/** Everything of the buyer and of the order beyond the affiliate's own base that could leak. */
const buyer = aBuyer({ userId: 4711, email: 'secret.buyer@example.com', name: 'Secret Buyer' });
const secrets = [
  'secret.buyer',
  'Secret',
  'Buyer',
  '174.00',
  '12.00',
  '54.00',
  '120.00',
  '29.00',
  'ANNS-CODE',
  'anns-code',
  'Ann Other',
];
const jack = 31;
const ann = 32;

describe('the affiliate’s side', () => {
  let api: Api;
  let shop: Filling;
  let asJack: Call;
  let theirs: string;
  let own: string;
  beforeAll(async () => {
    api = await anApi({ clock: () => new Date('2026-11-10T12:00:00Z') });
    shop = fill(api);
    asJack = api.as(jack);
    const program = await shop.program({ name: 'Podcast', rate: { type: 'percent', value: '12.50' } });
    const jacks = await shop.affiliate({ name: 'Jack', wordpress_user_id: jack, program_id: program });
    const anns = await shop.affiliate({ name: 'Ann Other', wordpress_user_id: ann });
    const coupon = await shop.coupon('jack10', jacks);
    const other = await shop.coupon('anns-code', anns);
    await shop.order([coupon], { placedAt: '2026-10-01T10:00:00Z' }, { buyer });
    await shop.order([coupon], { refunds: [oneHoodie, shippingRefund, bareRefund] }, { buyer });
    await shop.order([coupon], { refunds: [bareRefund] }, { buyer });
    await shop.order([coupon], { refunds: [shippingRefund] }, { buyer });
    await shop.order([coupon, other], {}, { buyer });
    await shop.order([coupon], { status: 'cancelled' }, { buyer });
    await shop.order([coupon], { currency: 'JPY', shipping: [], lines: [yenLine], total: '9000' }, { buyer });
    const mine = await asJack('GET', '/me/commissions');
    own = (mine.body as { id: string }[])[0]?.id ?? '';
    theirs =
      ((await api.owner('GET', `/commissions?affiliate_id=${anns}`)).body as { id: string }[])[0]?.id ?? '';
  });
  afterAll(() => api.stop());

  test('a user who is no affiliate is told so on every route', async () => {
    for (const path of [
      '',
      '/coupons',
      '/commissions',
      '/sales',
      '/summary',
      `/commissions/${own}/explanation`,
    ]) {
      expect(await api.as(99)('GET', `/me${path}`)).toMatchObject({
        status: 404,
        body: { code: 'not_an_affiliate' },
      });
    }
  });

  test('the profile names the terms and what can be paid next', async () => {
    const { body } = await asJack('GET', '/me');
    expect(body).toMatchObject({
      name: 'Jack',
      status: 'active',
      program: { name: 'Podcast', rate: '12.5 %' },
      time_zone: 'Europe/Berlin',
    });
    // 16.88 has left its hold of 30 days by 10 November; the others are still in theirs.
    expect(body.balances).toEqual([
      {
        currency: 'EUR',
        pending: '51.03',
        held: '0.00',
        approved: '0.00',
        paid: '0.00',
        balance: '51.03',
        next_payable_at: '2026-10-31T10:00:00.000Z',
        next_payable_amount: '16.88',
      },
      {
        currency: 'JPY',
        pending: '1125',
        held: '0',
        approved: '0',
        paid: '0',
        balance: '1125',
        next_payable_at: '2026-12-03T10:00:00.000Z',
        next_payable_amount: '1125',
      },
    ]);
  });

  test('coupons tell what buyers save and how many orders count', async () => {
    const { body } = await asJack('GET', '/me/coupons');
    expect(body).toEqual([
      { id: expect.any(Number), code: 'jack10', discount: '10 %', rate: null, expires_on: null, orders: 6 },
    ]);
  });

  test('sales say what each earned, or in one sentence why it earned nothing', async () => {
    const { body } = await asJack('GET', '/me/sales');
    const sales = body as { amount: string; status: string; summary: { text: string } }[];
    expect(sales.map(({ amount, status, summary }) => [amount, status, summary.text]).sort()).toEqual([
      ['0.00', 'none', 'Nothing: another coupon or link on the order earns'],
      ['0.00', 'none', 'Nothing: the order was cancelled'],
      ['11.64', 'pending', '16.88 less 5.24: part of the order was refunded'],
      ['1125', 'pending', '1125: 12.5 % of 9000'],
      ['16.88', 'pending', '16.88: 12.5 % of 135.00'],
      ['16.88', 'pending', '16.88: 12.5 % of 135.00, unchanged by a refund'],
      ['5.63', 'pending', '16.88 less 11.25: part of the order was refunded'],
    ]);
  });

  test('the chart counts commission by the store’s days', async () => {
    const { body } = await asJack('GET', '/me/summary');
    expect(body.days).toEqual([
      { day: '2026-11-03', currency: 'EUR', commission: '34.15', orders: 3 },
      { day: '2026-11-03', currency: 'JPY', commission: '1125', orders: 1 },
    ]);
  });

  test('nobody sees somebody else’s commission', async () => {
    expect((await asJack('GET', `/me/commissions/${own}/explanation`)).status).toBe(200);
    expect(await asJack('GET', `/me/commissions/${theirs}/explanation`)).toMatchObject({
      status: 404,
      body: { code: 'not_found' },
    });
    const { body } = await asJack('GET', '/me/commissions');
    expect((body as { id: string }[]).map(({ id }) => id)).not.toContain(theirs);
    expect((await asJack('GET', `/me/commissions?affiliate_id=x`)).status).toBe(400);
  });

  test('no answer carries the buyer, an amount beyond the own base, or another affiliate', async () => {
    const { body } = await asJack('GET', '/me/commissions');
    const receipts = (body as { id: string }[]).map(({ id }) => `/me/commissions/${id}/explanation`);
    expect(receipts).toHaveLength(5);
    for (const path of ['/me', '/me/coupons', '/me/commissions', '/me/sales', '/me/summary', ...receipts]) {
      const answer = await asJack('GET', path);
      expect(answer.headers.get('cache-control')).toBe('no-store');
      for (const secret of secrets) expect(JSON.stringify(answer.body)).not.toContain(secret);
    }
  });

  test('what the owner suspects and writes down about a commission stays with the owner', async () => {
    const shady = await shop.affiliate({ name: 'Shady', wordpress_user_id: 66 });
    const coupon = await shop.coupon('shady10', shady);
    await shop.order([coupon], {}, { buyer: aBuyer({ userId: 66, email: 'shady@example.com' }) });
    const { body } = await api.owner('GET', `/commissions?affiliate_id=${shady}`);
    const { id } = (body as { id: string }[])[0]!;
    await api.owner('POST', `/commissions/${id}/reject`, { note: 'Ann says it is fraud' });
    for (const path of ['/me/commissions', '/me/sales', `/me/commissions/${id}/explanation`]) {
      const { status, body: told } = await api.as(66)('GET', path);
      expect([path, status, JSON.stringify(told)]).toEqual([
        path,
        200,
        expect.not.stringMatching(/fraud|self_referral|review/),
      ]);
    }
    const csv = await api.as(66)('GET', '/me/commissions?format=csv');
    expect(csv.body).not.toMatch(/fraud|self_referral|review/);
  });

  test('an affiliate who was taken away sees nothing any more', async () => {
    const gone = await shop.affiliate({ name: 'Gone', wordpress_user_id: 55 });
    expect((await api.as(55)('GET', '/me')).status).toBe(200);
    await api.owner('DELETE', `/affiliates/${gone}`);
    expect((await api.as(55)('GET', '/me')).status).toBe(404);
  });
});

const yenLine = {
  itemId: 1,
  name: 'Hoodie',
  productId: 1,
  variationId: 0,
  quantity: 1,
  subtotal: '10000',
  subtotalTax: '0',
  total: '9000',
  totalTax: '0',
};
