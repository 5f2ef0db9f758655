import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, test } from '@jest/globals';
import {
  affiliateSubject,
  couponSubject,
  loadRateVersions,
} from '@finders-fee/sidecar/database/rate-versions';
import { workInbox } from '@finders-fee/sidecar/jobs/work-inbox';
import { fill, type Filling } from '../../support/a-filled-shop.ts';
import { anApi, fieldsOf, type Api } from '../../support/an-api.ts';
import { expectCleanBooks } from '../../support/expect-clean-books.ts';

const percent = (value: string) => ({ type: 'percent', value });
const noon = new Date('2026-11-10T12:00:00.400Z');
const placed = (placedAt: string) => ({ placedAt });

describe('a rate of one’s own', () => {
  let api: Api;
  let shop: Filling;
  let now = noon;
  beforeAll(async () => {
    api = await anApi({ clock: () => now });
    shop = fill(api);
  });
  beforeEach(() => {
    now = noon;
  });
  afterEach(() => expectCleanBooks(api.services.database));
  afterAll(() => api.stop());
  const amountOf = async (orderId: number) =>
    ((await api.owner('GET', `/commissions?order_id=${orderId}`)).body as { amount: string }[])[0]?.amount;
  const versionsOf = async (subject: string) =>
    ((await loadRateVersions(api.services.database.db, [subject])).get(subject) ?? []).map(
      ({ rate, validFrom }) => [rate?.value ?? null, validFrom.toISOString()],
    );

  test('of an affiliate counts for orders from its second on, and ends the same way', async () => {
    const john = await shop.affiliate({ name: 'John' });
    const coupon = await shop.coupon('own-rate', john);
    expect((await api.owner('PUT', `/affiliates/${john}`, { rate: percent('20') })).body.rate).toEqual(
      percent('20'),
    );
    now = new Date('2026-11-11T12:00:00.900Z');
    expect((await api.owner('PUT', `/affiliates/${john}`, { rate: null })).body.rate).toBeNull();
    const orders = [
      await shop.order([coupon], placed('2026-11-10T11:59:59Z')),
      await shop.order([coupon], placed('2026-11-10T12:00:00Z')),
      await shop.order([coupon], placed('2026-11-11T11:59:59Z')),
      await shop.order([coupon], placed('2026-11-11T12:00:00Z')),
    ];
    expect(await Promise.all(orders.map(amountOf))).toEqual(['13.50', '27.00', '27.00', '13.50']);
  });

  test('is written down when it changes, and only then', async () => {
    const john = await shop.affiliate({ rate: percent('20') });
    const put = (given: Record<string, unknown>) => api.owner('PUT', `/affiliates/${john}`, given);
    await put({ rate: percent('20'), name: 'Johnny' });
    await put({ name: 'Jo' });
    expect(await versionsOf(affiliateSubject(john))).toEqual([['20', noon.toISOString()]]);
    await put({ rate: percent('21') });
    await put({ rate: { type: 'fixed_per_order', value: '5' } });
    const { body } = await api.owner('GET', `/affiliates/${john}`);
    expect(body.rate).toEqual({ type: 'fixed_per_order', value: '5', currency: 'EUR' });
    expect(await versionsOf(affiliateSubject(john))).toEqual([
      ['20', '2026-11-10T12:00:00.400Z'],
      ['21', '2026-11-10T12:00:00.401Z'],
      ['5', '2026-11-10T12:00:00.402Z'],
    ]);
  });

  test('that somebody never had is none before the first, also for orders that come late', async () => {
    const jane = await shop.affiliate({ name: 'Jane' });
    expect((await api.owner('PUT', `/affiliates/${jane}`, { rate: null })).status).toBe(200);
    expect(await versionsOf(affiliateSubject(jane))).toEqual([]);
    await api.owner('PUT', `/affiliates/${jane}`, { rate: percent('50') });
    expect(await versionsOf(affiliateSubject(jane))).toEqual([
      [null, '1970-01-01T00:00:00.000Z'],
      ['50', '2026-11-10T12:00:00.000Z'],
    ]);
  });

  test('of a coupon goes before the affiliate’s, and stays with the coupon whoever owns it', async () => {
    const john = await shop.affiliate({ rate: percent('20') });
    const jane = await shop.affiliate({ name: 'Jane' });
    const coupon = await shop.coupon('coupon-rate', john);
    const put = (given: Record<string, unknown>) => api.owner('PUT', `/coupons/${coupon.couponId}`, given);
    expect((await put({ rate: percent('30') })).body).toMatchObject({
      affiliate_id: john,
      rate: percent('30'),
    });
    const johns = await shop.order([coupon], placed('2026-11-10T12:00:00Z'));
    now = new Date('2026-11-11T12:00:00Z');
    expect((await put({ affiliate_id: jane })).body).toMatchObject({
      affiliate_id: jane,
      rate: percent('30'),
    });
    const janes = await shop.order([coupon], placed('2026-11-11T12:00:00Z'));
    expect([await amountOf(johns), await amountOf(janes)]).toEqual(['40.50', '40.50']);
    expect(await versionsOf(couponSubject(coupon.couponId))).toHaveLength(2);
    expect((await api.owner('GET', '/coupons?search=coupon-rate')).body).toMatchObject([
      { rate: percent('30') },
    ]);
  });

  test('and an owner can be given in one go, or neither', async () => {
    const john = await shop.affiliate();
    const coupon = await shop.coupon('in-one-go');
    const put = (given: Record<string, unknown>) => api.owner('PUT', `/coupons/${coupon.couponId}`, given);
    expect((await put({})).body).toMatchObject({ affiliate_id: null, rate: null });
    const refused = await put({ affiliate_id: `aff_${'0'.repeat(32)}`, rate: percent('30') });
    expect([refused.status, fieldsOf(refused)]).toEqual([400, ['body.affiliate_id']]);
    expect((await put({})).body).toMatchObject({ affiliate_id: null, rate: null });
    const given = { affiliate_id: john, owns_past_orders: true, rate: percent('30') };
    expect((await put(given)).body).toMatchObject({ affiliate_id: john, rate: percent('30') });
    expect((await put({ affiliate_id: null })).body).toMatchObject({
      affiliate_id: null,
      rate: percent('30'),
    });
  });

  test('given with the past orders counts from now on: those before keep to the program', async () => {
    const john = await shop.affiliate();
    const coupon = await shop.coupon('with-history');
    const past = await shop.order([coupon], placed('2026-11-01T12:00:00Z'));
    const given = { affiliate_id: john, owns_past_orders: true, rate: percent('30') };
    await api.owner('PUT', `/coupons/${coupon.couponId}`, given);
    while ((await workInbox(api.services)) > 0);
    expect(await amountOf(past)).toBe('13.50');
  });

  test.each<[Record<string, unknown>, string]>([
    [{ rate: percent('100.1') }, 'body.rate.value'],
    [{ rate: { type: 'fixed_per_item', value: '1.005' } }, 'body.rate.value'],
    [{ rate: { type: 'fixed_per_item', value: '1', currency: 'XQZ' } }, 'body.rate.currency'],
    [{ rate: '10' }, 'body.rate'],
    [{ affiliate_id: 'john' }, 'body.affiliate_id'],
    [{ owns_past_orders: true }, 'body.affiliate_id'],
    [{ owns_past_orders: true, rate: percent('10') }, 'body.affiliate_id'],
    [{ code: 'other' }, 'body.code'],
  ])('a coupon’s change to %j is refused', async (given, field) => {
    const coupon = await shop.coupon('refusing');
    const refused = await api.owner('PUT', `/coupons/${coupon.couponId}`, given);
    expect([refused.status, fieldsOf(refused)]).toEqual([400, [field]]);
    expect(await versionsOf(couponSubject(coupon.couponId))).toEqual([]);
  });

  test('of a coupon nobody knows is refused', async () => {
    expect((await api.owner('PUT', '/coupons/987654', { rate: percent('10') })).status).toBe(404);
  });
});
