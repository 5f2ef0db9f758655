import { afterAll, afterEach, beforeAll, describe, expect, test } from '@jest/globals';
import { workInbox } from '@finders-fee/sidecar/jobs/work-inbox';
import type { RecalculationResult } from '@finders-fee/shared';
import { oneHoodie } from '../../support/an-order.ts';
import { aLife, type Life } from '../../support/a-life.ts';

describe('a recalculation', () => {
  let life: Life;
  beforeAll(async () => {
    life = await aLife();
  });
  afterEach(() => life.expectClean());
  afterAll(() => life.stop());

  /** Somebody at 10 % with so many orders, whose program pays 20 % from now on. */
  async function raised(count = 1) {
    const programId = await life.shop.program();
    const { id, coupon } = await life.earner({ program_id: programId });
    const orders: number[] = [];
    for (let made = 0; made < count; made += 1) orders.push(await life.shop.order([coupon]));
    await pay(programId, '20');
    return { programId, affiliateId: id, coupon, orders };
  }
  async function pay(programId: string, value: string): Promise<void> {
    life.aMinuteLater();
    await life.owner('PUT', `/programs/${programId}`, { rate: { type: 'percent', value } });
    life.aMinuteLater();
  }
  type Raised = Awaited<ReturnType<typeof raised>>;
  async function put(path: string, change: Record<string, unknown>): Promise<void> {
    life.aMinuteLater();
    expect((await life.owner('PUT', path, change)).status).toBe(200);
    life.aMinuteLater();
  }
  async function preview(scope: Record<string, unknown>): Promise<RecalculationResult> {
    const { status, body } = await life.owner('POST', '/recalculations', scope);
    expect(status).toBe(200);
    return body as RecalculationResult;
  }
  const apply = (scope: Record<string, unknown>, fingerprint?: string) =>
    life.owner('POST', '/recalculations', { ...scope, dry_run: false, fingerprint });
  async function work(): Promise<void> {
    while ((await workInbox(life.api.services)) > 0);
  }

  test('shows every difference and writes nothing', async () => {
    const { affiliateId, orders } = await raised(2);
    const entries = await life.entriesOf(affiliateId);
    const shown = await preview({ affiliate_id: affiliateId });
    const ids = await Promise.all(orders.map(async (orderId) => (await life.commissionOf(orderId)).id));
    expect(shown).toMatchObject({
      orders: 2,
      differences: orders.map((orderId, index) => ({
        order_id: orderId,
        order_number: String(orderId),
        commission_id: ids[index],
        affiliate_id: affiliateId,
        currency: 'EUR',
        before: '13.50',
        after: '27.00',
      })),
      differences_count: 2,
      totals: [{ currency: 'EUR', before: '27.00', after: '54.00' }],
      applied: false,
    });
    await work();
    expect(await life.entriesOf(affiliateId)).toEqual(entries);
    expect(await preview({ affiliate_id: affiliateId })).toEqual(shown);
  });

  test('is applied as it was shown, by entries that say so', async () => {
    const { affiliateId, orders } = await raised();
    const { fingerprint } = await preview({ affiliate_id: affiliateId });
    const applied = await apply({ affiliate_id: affiliateId }, fingerprint);
    expect(applied).toMatchObject({ status: 200, body: { applied: true, differences_count: 1 } });
    await work();
    expect(await life.commissionOf(orders[0]!)).toMatchObject({ amount: '27.00' });
    const { body } = await life.owner('GET', `/ledger?affiliate_id=${affiliateId}&order=asc`);
    expect(body).toMatchObject([
      { kind: 'earned', amount: '13.50' },
      { kind: 'adjusted', amount: '13.50', reason: 'recalculated' },
    ]);
    expect(await preview({ affiliate_id: affiliateId })).toMatchObject({ differences: [], totals: [] });
  });

  test('needs the fingerprint of what would come out now', async () => {
    const { affiliateId, coupon, orders } = await raised();
    expect((await apply({ affiliate_id: affiliateId })).status).toBe(400);
    const { fingerprint } = await preview({ affiliate_id: affiliateId });
    const change = { orderId: orders[0]!, refunds: [oneHoodie], modifiedAt: '2026-11-05T09:00:00Z' };
    await life.shop.order([coupon], change);
    expect(await apply({ affiliate_id: affiliateId }, fingerprint)).toMatchObject({
      status: 409,
      body: { code: 'conflict' },
    });
    const other = await raised();
    expect((await apply({ affiliate_id: other.affiliateId }, fingerprint)).status).toBe(409);
    await work();
    expect((await life.commissionOf(orders[0]!)).amount).toBe('9.00');
  });

  test.each([
    ['the rate', (of: Raised) => pay(of.programId, '30')],
    ['the program’s state', (of: Raised) => put(`/programs/${of.programId}`, { status: 'paused' })],
    ['the affiliate’s state', (of: Raised) => put(`/affiliates/${of.affiliateId}`, { status: 'suspended' })],
    [
      'the affiliate’s own rate',
      (of: Raised) => put(`/affiliates/${of.affiliateId}`, { rate: { type: 'percent', value: '1' } }),
    ],
  ])('leaves an order as it was when %s changes before the worker comes to it', async (_what, change) => {
    const of = await raised();
    const { fingerprint } = await preview({ affiliate_id: of.affiliateId });
    await apply({ affiliate_id: of.affiliateId }, fingerprint);
    await change(of);
    await work();
    expect(await life.commissionOf(of.orders[0]!)).toMatchObject({ amount: '13.50' });
    expect(await life.entriesOf(of.affiliateId)).toEqual([['earned', '13.50']]);
  });

  test('leaves an order as it was when a refund comes first, which counts by the rules of its time', async () => {
    const { affiliateId, coupon, orders } = await raised();
    const { fingerprint } = await preview({ affiliate_id: affiliateId });
    await apply({ affiliate_id: affiliateId }, fingerprint);
    const change = { orderId: orders[0]!, refunds: [oneHoodie], modifiedAt: '2026-11-05T09:00:00Z' };
    await life.shop.order([coupon], change);
    await work();
    expect(await life.commissionOf(orders[0]!)).toMatchObject({ amount: '9.00' });
    const shown = await preview({ affiliate_id: affiliateId });
    expect(shown.differences).toMatchObject([{ before: '9.00', after: '18.00' }]);
    await apply({ affiliate_id: affiliateId }, shown.fingerprint);
    await work();
    expect(await life.commissionOf(orders[0]!)).toMatchObject({ amount: '18.00' });
  });

  test('is written as it was shown when only something changes that makes no difference to it', async () => {
    const { affiliateId, orders } = await raised();
    const { fingerprint } = await preview({ affiliate_id: affiliateId });
    await apply({ affiliate_id: affiliateId }, fingerprint);
    await raised();
    await put(`/affiliates/${affiliateId}`, { name: 'Another name' });
    await work();
    expect(await life.commissionOf(orders[0]!)).toMatchObject({ amount: '27.00' });
  });

  test('of what was paid leaves a claim or a debt, and the payout as it was', async () => {
    const { programId, affiliateId, orders } = await raised();
    await life.review((await life.commissionOf(orders[0]!)).id, 'approve');
    const payout = await life.payAll(affiliateId);
    expect(payout.amount).toBe('13.50');
    for (const [rate, owed] of [
      ['20', '13.50'],
      ['5', '-6.75'],
    ]) {
      await pay(programId, rate!);
      const { fingerprint } = await preview({ program_id: programId });
      await apply({ program_id: programId }, fingerprint);
      await work();
      expect(await life.balanceOf(affiliateId)).toMatchObject({ balance: owed, paid: '13.50' });
    }
    expect((await life.owner('GET', `/payouts/${payout.id}`)).body).toEqual(payout);
    expect(await life.commissionOf(orders[0]!)).toMatchObject({ status: 'paid', amount: '6.75' });
  });

  test('leaves a rejected commission rejected', async () => {
    const { affiliateId, orders } = await raised();
    await life.review((await life.commissionOf(orders[0]!)).id, 'reject');
    const { fingerprint, differences } = await preview({ affiliate_id: affiliateId });
    expect(differences).toEqual([]);
    await apply({ affiliate_id: affiliateId }, fingerprint);
    await work();
    expect(await life.commissionOf(orders[0]!)).toMatchObject({ status: 'rejected', amount: '0.00' });
  });

  test('is about the span, the program and the affiliate that were asked for, and nobody else', async () => {
    const [john, ann] = [await raised(2), await raised()];
    const early = await life.shop.order([john.coupon], { placedAt: '2026-10-01T10:00:00Z' });
    const ordersOf = async (scope: Record<string, unknown>) =>
      (await preview(scope)).differences.map(({ order_id: id }) => id);
    expect(await ordersOf({ program_id: john.programId })).toEqual([...john.orders, early]);
    expect(await ordersOf({ affiliate_id: john.affiliateId, before: '2026-11-01T00:00:00Z' })).toEqual([
      early,
    ]);
    expect(await ordersOf({ program_id: john.programId, after: '2026-11-01T00:00:00Z' })).toEqual(
      john.orders,
    );
    expect(await ordersOf({ affiliate_id: john.affiliateId, program_id: ann.programId })).toEqual([]);
    const { fingerprint } = await preview({ program_id: john.programId });
    await apply({ program_id: john.programId }, fingerprint);
    await work();
    expect((await life.commissionOf(ann.orders[0]!)).amount).toBe('13.50');
    expect((await life.commissionOf(early)).amount).toBe('27.00');
  });

  test('with another policy for several coupons moves the commission to somebody else', async () => {
    const [john, ann] = [await life.earner(), await life.earner()];
    const orderId = await life.shop.order([john.coupon, ann.coupon]);
    await life.owner('PUT', '/settings', { multiple_coupons: 'first' });
    const shown = await preview({ affiliate_id: john.id });
    expect(shown.differences).toMatchObject([
      { affiliate_id: john.id, commission_id: null, before: '0.00', after: '13.50' },
      { affiliate_id: ann.id, before: '13.50', after: '0.00' },
    ]);
    await apply({ affiliate_id: john.id }, shown.fingerprint);
    await work();
    const { body } = await life.owner('GET', `/orders/${orderId}/attribution`);
    expect(body).toMatchObject({ winners: [{ affiliate_id: john.id }] });
    await life.owner('PUT', '/settings', { multiple_coupons: 'last' });
  });

  test('of many orders is shown and done in batches', async () => {
    const { affiliateId, coupon } = await raised();
    const orderIds = Array.from({ length: 600 }, (_, index) => 700_000 + index);
    await life.orders([coupon], orderIds, {});
    const shown = await preview({ affiliate_id: affiliateId });
    expect(shown).toMatchObject({ orders: 601, differences_count: 601 });
    expect(shown.totals).toEqual([{ currency: 'EUR', before: '8113.50', after: '16227.00' }]);
    await apply({ affiliate_id: affiliateId }, shown.fingerprint);
    await work();
    expect(await life.balanceOf(affiliateId)).toMatchObject({ balance: '16227.00' });
  });
});
