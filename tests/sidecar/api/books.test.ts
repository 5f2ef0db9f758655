import { afterAll, afterEach, beforeAll, describe, expect, test } from '@jest/globals';
import type { Step } from '@finders-fee/shared';
import { fill, type Filling } from '../../support/a-filled-shop.ts';
import { bareRefund, oneHoodie } from '../../support/an-order.ts';
import { anApi, type Api } from '../../support/an-api.ts';
import { expectCleanBooks } from '../../support/expect-clean-books.ts';

describe('the books through the API', () => {
  let api: Api;
  let shop: Filling;
  let john: string;
  beforeAll(async () => {
    api = await anApi();
    shop = fill(api);
    john = await shop.affiliate({ name: 'John Finder' });
  });
  afterEach(() => expectCleanBooks(api.services.database));
  afterAll(() => api.stop());

  const commissionOf = async (orderId: number) =>
    (await api.owner('GET', `/commissions?order_id=${orderId}`)).body[0] as Record<string, string>;

  test('an order with an owned coupon is a commission with its reason (S1-01)', async () => {
    const orderId = await shop.order([await shop.coupon('john10', john)]);
    expect(await commissionOf(orderId)).toMatchObject({
      order_number: String(orderId),
      affiliate_id: john,
      affiliate_name: 'John Finder',
      coupon_code: 'john10',
      channel: 'coupon',
      status: 'pending',
      currency: 'EUR',
      base_amount: '135.00',
      amount: '13.50',
      rate: { type: 'percent', value: '10' },
      summary: { text: '13.50: 10 % of 135.00' },
    });
  });

  test('the steps of an explanation lead to the base and then to the amount', async () => {
    const coupon = await shop.coupon('steps', john);
    const orderId = await shop.order([coupon], { refunds: [oneHoodie, bareRefund] });
    const { id = '' } = await commissionOf(orderId);
    const { body } = await api.owner('GET', `/commissions/${id}/explanation`);
    expect(body).toMatchObject({ commission_id: id, amount: '4.95', base_amount: '49.50', currency: 'EUR' });
    const steps = body.steps as Step[];
    const base = steps.findIndex(({ code }) => code === 'base');
    const cents = (some: Step[]) =>
      some.reduce((sum, { amount }) => sum + Math.round(Number(amount ?? 0) * 100), 0);
    expect(cents(steps.slice(0, base))).toBe(4950);
    expect(cents(steps.slice(base + 1, -1))).toBe(495);
    expect(body.entries).toMatchObject([{ kind: 'earned', amount: '4.95', commission_id: id }]);
    expect(body.terms).toMatchObject({ program_name: 'Podcast', program_version: 1, rate: { value: '10' } });
    expect(body.payable_from).toBe('2026-12-03T10:00:00.000Z');
  });

  test('a refund afterwards is an entry with a minus, and every place says the same', async () => {
    const coupon = await shop.coupon('later', john);
    const orderId = await shop.order([coupon]);
    await shop.order([coupon], { orderId, modifiedAt: '2026-11-05T09:00:00Z', refunds: [oneHoodie] });
    const { id, amount, summary } = await commissionOf(orderId);
    const ledger = await api.owner('GET', `/ledger?commission_id=${id}&order=asc`);
    expect(ledger.body).toMatchObject([
      { kind: 'earned', amount: '13.50', order_id: orderId },
      { kind: 'adjusted', amount: '-4.50', order_id: orderId },
    ]);
    expect(amount).toBe('9.00');
    const { body: redemptions } = await api.owner('GET', `/redemptions?order_id=${orderId}`);
    expect(redemptions).toMatchObject([{ commission_id: id, amount: '9.00', status: 'pending', summary }]);
  });

  test('an order says who earns and why nobody else does', async () => {
    const ann = await shop.affiliate({ name: 'Ann' });
    const coupons = [
      await shop.coupon('first', john),
      await shop.coupon('ownerless'),
      await shop.coupon('last', ann),
    ];
    const orderId = await shop.order(coupons);
    const { body } = await api.owner('GET', `/orders/${orderId}/attribution`);
    expect(body).toMatchObject({
      order_id: orderId,
      winners: [{ affiliate_id: ann, coupon_code: 'last', channel: 'coupon', share: '1' }],
      refused: [
        { coupon_code: 'first', affiliate_id: john, reasons: ['outranked'] },
        { coupon_code: 'ownerless', affiliate_id: null, reasons: ['coupon_unassigned'] },
      ],
      reasons: ['outranked', 'coupon_unassigned', 'winner'],
    });
    const rows = await api.owner('GET', `/redemptions?order_id=${orderId}&status=none`);
    expect(rows.body).toHaveLength(2);
    const none = await shop.order([]);
    expect((await api.owner('GET', `/orders/${none}/attribution`)).body).toMatchObject({
      winners: [],
      refused: [],
      reasons: ['no_coupon'],
    });
  });

  test.each([
    ['EUR', '100.00', '10.00', '90.00', '9.00'],
    ['JPY', '10000', '1000', '9000', '900'],
    ['KWD', '100.000', '10.000', '90.000', '9.000'],
  ])('amounts in %s have exactly its decimals', async (currency, subtotal, discount, base, amount) => {
    const coupon = await shop.coupon(`in-${currency.toLowerCase()}`, john);
    const zero = currency === 'JPY' ? '0' : '0.00';
    const line = {
      itemId: 1,
      name: 'Hoodie',
      productId: 1,
      variationId: 0,
      quantity: 1,
      subtotal,
      total: base,
    };
    const lines = [{ ...line, subtotalTax: zero, totalTax: zero }];
    const coupons = [{ ...coupon, discount }];
    const orderId = await shop.order(coupons, { currency, lines, shipping: [], total: base });
    expect(await commissionOf(orderId)).toMatchObject({ currency, base_amount: base, amount });
    const { body: balances } = await api.owner('GET', `/balances?affiliate_id=${john}&currency=${currency}`);
    const decimals = amount.split('.')[1]?.length ?? 0;
    expect((balances as { balance: string }[])[0]?.balance.split('.')[1]?.length ?? 0).toBe(decimals);
  });

  test('a balance is the sum of the affiliate’s ledger, per currency', async () => {
    const eve = await shop.affiliate({ name: 'Eve' });
    const coupon = await shop.coupon('eve10', eve);
    await shop.order([coupon]);
    await shop.order([coupon], { refunds: [oneHoodie] });
    await shop.order([coupon], { currency: 'USD' });
    const { body } = await api.owner('GET', `/balances?affiliate_id=${eve}`);
    expect(body).toEqual([
      {
        affiliate_id: eve,
        currency: 'EUR',
        pending: '22.50',
        held: '0.00',
        approved: '0.00',
        paid: '0.00',
        balance: '22.50',
      },
      {
        affiliate_id: eve,
        currency: 'USD',
        pending: '13.50',
        held: '0.00',
        approved: '0.00',
        paid: '0.00',
        balance: '13.50',
      },
    ]);
  });

  test.each([
    ['the order number', (orderId: number) => String(orderId)],
    ['the coupon code', () => 'find_me'],
    ['the affiliate’s name', () => 'Zoë Quick'],
  ])('commissions and redemptions are found by %s', async (_what, textOf) => {
    const zoe = await shop.affiliate({ name: `Zoë Quick ${_what}` });
    const coupon = await shop.coupon('find_me', zoe);
    const orderId = await shop.order([coupon], { orderId: 880_000 + _what.length });
    const search = new URLSearchParams({ search: textOf(orderId), affiliate_id: zoe }).toString();
    for (const list of ['commissions', 'redemptions']) {
      const { body } = await api.owner('GET', `/${list}?${search}`);
      expect(body).toMatchObject([{ order_id: orderId }]);
    }
  });

  test('settings that change which statuses earn bring no order back for a decision', async () => {
    const coupon = await shop.coupon('slow-payer', john);
    await shop.order([coupon], { status: 'on-hold', paidAt: null });
    const change = { earning_statuses: ['processing', 'completed', 'on-hold'] };
    expect((await api.owner('PUT', '/settings', change)).body).toMatchObject(change);
    const [rows] = await api.services.database.pool.query('SELECT * FROM inbox');
    expect(rows).toEqual([]);
    await api.owner('PUT', '/settings', { earning_statuses: ['processing', 'completed'] });
  });
});
