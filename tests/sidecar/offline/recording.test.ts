import { afterAll, afterEach, beforeAll, describe, expect, test } from '@jest/globals';
import { anApi, fieldsOf, type Api } from '../../support/an-api.ts';
import { fill, type Filling } from '../../support/a-filled-shop.ts';
import { expectCleanBooks } from '../../support/expect-clean-books.ts';

describe('POST /offline-sales', () => {
  let api: Api;
  let shop: Filling;
  let count = 0;
  let now = '2026-11-03T12:00:00Z';
  beforeAll(async () => {
    api = await anApi({ clock: () => new Date(now) });
    shop = fill(api);
  });
  afterEach(() => expectCleanBooks(api.services.database));
  afterAll(() => api.stop());

  /** A coupon of an affiliate in a program of its own. */
  const aCoupon = async (program: Record<string, unknown> = {}) => {
    const programId = await shop.program(program);
    const affiliateId = await shop.affiliate({ program_id: programId });
    const code = `code${(count += 1)}`;
    const { couponId } = await shop.coupon(code, affiliateId);
    return { code, couponId, affiliateId, programId };
  };
  const record = (sale: Record<string, unknown>, headers?: Record<string, string>) =>
    api.owner('POST', '/offline-sales', sale, headers);

  test('the coupon tells whose commission it is, at the rate of the program', async () => {
    const { code, affiliateId, programId, couponId } = await aCoupon();
    const { status, body: sale } = await record({
      coupon_code: `  ${code.toUpperCase()} `,
      amount: '99.90',
      order_reference: 'order 456',
      sold_on: '2020-09-07',
    });
    expect(status).toBe(201);
    expect(sale).toMatchObject({
      coupon_code: code,
      affiliate_id: affiliateId,
      affiliate_name: 'John',
      currency: 'EUR',
      amount: '99.90',
      order_reference: 'order 456',
      sold_on: '2020-09-07',
      commission: '9.99',
      status: 'recorded',
      batch_id: null,
    });
    const { body: commission } = await api.owner('GET', `/commissions/${sale.commission_id}`);
    expect(commission).toMatchObject({
      order_id: null,
      channel: 'offline',
      coupon_id: couponId,
      coupon_code: code,
      program_id: programId,
      base_amount: '99.90',
      amount: '9.99',
    });
    const { body: balances } = await api.owner('GET', `/balances?affiliate_id=${affiliateId}`);
    expect(balances).toMatchObject([{ currency: 'EUR', pending: '9.99', balance: '9.99' }]);
  });

  test('only the coupon is needed: the currency is the store’s and the day is today at the store', async () => {
    now = '2026-11-03T23:30:00Z';
    const { code } = await aCoupon({ rate: { type: 'fixed_per_order', value: '5' } });
    const { body: sale } = await record({ coupon_code: code });
    expect(sale).toMatchObject({ currency: 'EUR', amount: null, sold_on: '2026-11-04', commission: '5.00' });
    const { body: commission } = await api.owner('GET', `/commissions/${sale.commission_id}`);
    expect(commission).toMatchObject({ base_amount: '0.00', amount: '5.00' });
    now = '2026-11-03T12:00:00Z';
  });

  test('a percentage of an unknown amount is refused', async () => {
    const { code } = await aCoupon();
    const refused = await record({ coupon_code: code });
    expect(refused).toMatchObject({ status: 400, body: { code: 'invalid_request' } });
    expect(fieldsOf(refused)).toEqual(['body.amount']);
  });

  test('the explanation leads from the amount to the commission', async () => {
    const { code } = await aCoupon();
    const { body: sale } = await record({ coupon_code: code, amount: '100' });
    const { body } = await api.owner('GET', `/commissions/${sale.commission_id}/explanation`);
    const steps = (body.steps as { code: string; label: string; amount: string | null }[]).map(
      (step) => [step.code, step.amount] as const,
    );
    expect(steps).toEqual([
      ['line', '100.00'],
      ['base', '100.00'],
      ['rate', '10.00'],
      ['amount', '10.00'],
    ]);
    expect(body.entries).toMatchObject([{ kind: 'earned', amount: '10.00', reason: 'offline_sale' }]);
    expect(body.terms).toMatchObject({ rate: { type: 'percent', value: '10' } });
  });

  test('the coupon’s own rate goes before the affiliate’s and the program’s', async () => {
    const { code, couponId, affiliateId } = await aCoupon();
    await api.owner('PUT', `/affiliates/${affiliateId}`, { rate: { type: 'percent', value: '20' } });
    expect((await record({ coupon_code: code, amount: '100' })).body.commission).toBe('20.00');
    await api.owner('PUT', `/coupons/${couponId}`, { rate: { type: 'fixed_per_item', value: '7.50' } });
    expect((await record({ coupon_code: code, amount: '100' })).body.commission).toBe('7.50');
  });

  test('another currency has its own decimals', async () => {
    const { code } = await aCoupon();
    const yen = await record({ coupon_code: code, amount: '1005', currency: 'JPY' });
    expect(yen.body).toMatchObject({ amount: '1005', commission: '101', currency: 'JPY' });
    const dinar = await record({ coupon_code: code, amount: '10.005', currency: 'KWD' });
    expect(dinar.body).toMatchObject({ amount: '10.005', commission: '1.001', currency: 'KWD' });
  });

  test.each([
    ['an amount of 0', { amount: '0' }, 'body.amount'],
    ['an amount below 0', { amount: '-5' }, 'body.amount'],
    ['an amount that is no number', { amount: 'ten' }, 'body.amount'],
    ['more decimals than the currency has', { amount: '1.005' }, 'body.amount'],
    ['a currency that does not exist', { amount: '5', currency: 'ABC' }, 'body.currency'],
    ['a day that the calendar does not have', { amount: '5', sold_on: '2026-02-30' }, 'body.sold_on'],
    ['a day to come', { amount: '5', sold_on: '2026-11-04' }, 'body.sold_on'],
    ['a coupon that the store does not have', { amount: '5', coupon_code: 'nobody' }, 'body.coupon_code'],
    ['a part of a coupon’s code', { amount: '5', coupon_code: 'cod' }, 'body.coupon_code'],
  ])('%s is refused', async (_what, change, field) => {
    const { code } = await aCoupon();
    const refused = await record({ coupon_code: code, ...change });
    expect(refused).toMatchObject({ status: 400, body: { code: 'invalid_request' } });
    expect(fieldsOf(refused)).toEqual([field]);
  });

  test('a coupon of nobody, an inactive affiliate and a paused program earn nothing, and the answer says which it is', async () => {
    await shop.coupon('unassigned');
    const unassigned = await record({ coupon_code: 'unassigned', amount: '5' });
    expect(unassigned).toMatchObject({ status: 409, body: { code: 'conflict' } });
    expect(unassigned.body.message).toContain('belonged to no affiliate');
    const suspended = await aCoupon();
    await api.owner('PUT', `/affiliates/${suspended.affiliateId}`, { status: 'suspended' });
    expect((await record({ coupon_code: suspended.code, amount: '5' })).body.message).toContain('not active');
    const paused = await aCoupon();
    await api.owner('PUT', `/programs/${paused.programId}`, { status: 'paused' });
    expect((await record({ coupon_code: paused.code, amount: '5' })).body.message).toContain('paused');
  });

  test('a sale outside the program’s time, below its minimum, or in a currency without a rate earns nothing', async () => {
    const program = { starts_at: '2026-01-01T00:00:00Z', ends_at: '2026-06-30T22:00:00Z' };
    const { code } = await aCoupon(program);
    const on = (day: string) => record({ coupon_code: code, amount: '100', sold_on: day });
    expect((await on('2025-12-31')).body.message).toContain('had not started');
    expect((await on('2026-06-30')).status).toBe(201);
    expect((await on('2026-07-01')).body.message).toContain('had ended');
    const least = await aCoupon({ minimum: { amount: '80' } });
    expect((await record({ coupon_code: least.code, amount: '79.99' })).body.message).toContain('from 80.00');
    expect((await record({ coupon_code: least.code, amount: '80' })).status).toBe(201);
    const fixed = await aCoupon({ rate: { type: 'fixed_per_order', value: '5', currency: 'EUR' } });
    const dollars = await record({ coupon_code: fixed.code, amount: '80', currency: 'USD' });
    expect(dollars).toMatchObject({ status: 409 });
    expect(fieldsOf(dollars)).toEqual(['body.currency']);
  });

  test('a coupon earns nothing from the day on with which it ended', async () => {
    const affiliateId = await shop.affiliate();
    await shop.coupon('summer', affiliateId, { expiresOn: '2026-09-01' });
    const on = (day: string) => record({ coupon_code: 'summer', amount: '100', sold_on: day });
    expect((await on('2026-08-31')).status).toBe(201);
    expect((await on('2026-09-01')).body.message).toContain('expired');
  });

  test('commissions for coupons that are switched off are off for offline sales too', async () => {
    const { code } = await aCoupon();
    await api.owner('PUT', '/settings', { coupon_commissions_enabled: false });
    const refused = await record({ coupon_code: code, amount: '100' });
    await api.owner('PUT', '/settings', { coupon_commissions_enabled: true });
    expect(refused).toMatchObject({ status: 409 });
    expect(refused.body.message).toContain('switched off');
  });

  test('a sale belongs to who owned the coupon on its day, and one from before anybody did to the first', async () => {
    now = '2026-10-01T12:00:00Z';
    const first = await shop.affiliate();
    const second = await shop.affiliate();
    const { couponId } = await shop.coupon('handed-on');
    await api.owner('PUT', `/coupons/${couponId}`, { affiliate_id: first });
    now = '2026-10-10T12:00:00Z';
    await api.owner('PUT', `/coupons/${couponId}`, { affiliate_id: second });
    now = '2026-11-03T12:00:00Z';
    const ownerOn = async (day: string) =>
      (await record({ coupon_code: 'handed-on', amount: '100', sold_on: day })).body.affiliate_id as string;
    expect(await ownerOn('2020-09-07')).toBe(first);
    expect(await ownerOn('2026-10-09')).toBe(first);
    expect(await ownerOn('2026-10-11')).toBe(second);
  });

  test('the rate is the one that was in force on the day of the sale', async () => {
    const { code, programId } = await aCoupon();
    now = '2026-11-10T12:00:00Z';
    await api.owner('PUT', `/programs/${programId}`, { rate: { type: 'percent', value: '30' } });
    now = '2026-11-20T12:00:00Z';
    const earned = async (day: string) =>
      (await record({ coupon_code: code, amount: '100', sold_on: day })).body.commission as string;
    expect(await earned('2026-11-09')).toBe('10.00');
    expect(await earned('2026-11-10')).toBe('30.00');
    now = '2026-11-03T12:00:00Z';
  });

  test('the same coupon, order ID and date are one sale; without an order ID each is another', async () => {
    const { code } = await aCoupon();
    const sale = { coupon_code: code, amount: '100', order_reference: 'order 1', sold_on: '2026-11-01' };
    expect((await record(sale)).status).toBe(201);
    const again = await record({ ...sale, amount: '50' });
    expect(again).toMatchObject({ status: 409, body: { code: 'conflict' } });
    expect(fieldsOf(again)).toEqual(['body.order_reference']);
    expect((await record({ ...sale, order_reference: 'Order 1' })).status).toBe(201);
    expect((await record({ ...sale, sold_on: '2026-11-02' })).status).toBe(201);
    const without = { coupon_code: code, amount: '100', sold_on: '2026-11-01' };
    expect((await record(without)).status).toBe(201);
    expect((await record(without)).status).toBe(201);
  });

  test('told by two at once it is recorded once', async () => {
    const { code } = await aCoupon();
    const sale = { coupon_code: code, amount: '100', order_reference: 'twice', sold_on: '2026-11-01' };
    const answers = await Promise.all([record(sale), record(sale), record(sale)]);
    expect(answers.map(({ status }) => status).sort()).toEqual([201, 409, 409]);
  });

  test('an Idempotency-Key gives the same sale again', async () => {
    const { code, affiliateId } = await aCoupon();
    const send = () => record({ coupon_code: code, amount: '100' }, { 'Idempotency-Key': `key-${code}` });
    const [first, again] = [await send(), await send()];
    expect(again.body).toEqual(first.body);
    const { body } = await api.owner('GET', `/offline-sales?affiliate_id=${affiliateId}`);
    expect(body).toEqual([first.body]);
  });

  test('a sale that was undone earns nothing, leaves no trace in sums, and may be told again', async () => {
    const { code, affiliateId } = await aCoupon();
    const told = { coupon_code: code, amount: '100', order_reference: 'order 1', sold_on: '2026-11-01' };
    const { body: sale } = await record(told);
    const undone = await api.owner('POST', `/offline-sales/${sale.id}/undo`);
    expect(undone).toMatchObject({ status: 200, body: { status: 'undone', commission: '0.00' } });
    expect((await api.owner('POST', `/offline-sales/${sale.id}/undo`)).body).toEqual(undone.body);
    const { body: entries } = await api.owner('GET', `/ledger?commission_id=${sale.commission_id}&order=asc`);
    expect(entries).toMatchObject([
      { kind: 'earned', amount: '10.00' },
      { kind: 'reversed', amount: '-10.00', reason: 'sale_undone' },
    ]);
    expect((await api.owner('GET', `/commissions/${sale.commission_id}`)).body).toMatchObject({
      status: 'rejected',
      amount: '0.00',
    });
    for (const action of ['release', 'approve']) {
      const answer = await api.owner('POST', `/commissions/${sale.commission_id}/${action}`);
      expect(answer).toMatchObject({ status: 409, body: { code: 'conflict' } });
    }
    const { body: explanation } = await api.owner('GET', `/commissions/${sale.commission_id}/explanation`);
    expect(explanation).toMatchObject({ amount: '0.00', base_amount: '0.00', payable_from: null });
    expect(explanation.summary.text).toContain('undone');
    const { body: balances } = await api.owner('GET', `/balances?affiliate_id=${affiliateId}`);
    expect(balances).toMatchObject([{ pending: '0.00', balance: '0.00' }]);
    const { body: reports } = await api.owner('GET', '/reports/summary?group_by=affiliate');
    expect(JSON.stringify(reports)).not.toContain(affiliateId);
    expect((await record(told)).status).toBe(201);
    expect((await api.owner('POST', '/offline-sales/off_00000000000000000000000000000000/undo')).status).toBe(
      404,
    );
  });

  test('the list is filtered by affiliate, state, day and what is searched', async () => {
    const { code, affiliateId } = await aCoupon();
    const told = { coupon_code: code, amount: '100' };
    const { body: first } = await record({ ...told, order_reference: 'needle', sold_on: '2026-10-01' });
    const { body: second } = await record({ ...told, sold_on: '2026-10-02' });
    await api.owner('POST', `/offline-sales/${second.id}/undo`);
    const ids = async (query: string) => {
      const { body } = await api.owner('GET', `/offline-sales?affiliate_id=${affiliateId}&${query}`);
      return (body as { id: string }[]).map(({ id }) => id);
    };
    expect(await ids('orderby=sold_on&order=asc')).toEqual([first.id, second.id]);
    expect(await ids('status=recorded')).toEqual([first.id]);
    expect(await ids('search=needle')).toEqual([first.id]);
    expect(await ids('after=2026-10-01T22:00:00Z')).toEqual([second.id]);
    expect(await ids('per_page=1&page=2&orderby=sold_on&order=asc')).toEqual([second.id]);
  });
});
