import { afterAll, afterEach, beforeAll, describe, expect, test } from '@jest/globals';
import { recordCoupons } from '@finders-fee/sidecar/use-cases/record-coupons';
import { aLife, type Life } from '../../support/a-life.ts';
import { bareRefund } from '../../support/an-order.ts';

const refunded = { refunds: [{ ...bareRefund, amount: '174.00' }], modifiedAt: '2026-11-05T09:00:00Z' };

/** P21, S1-11: names come and go, the coupon's number stays. */
describe('a coupon is told by its number', () => {
  let life: Life;
  beforeAll(async () => {
    life = await aLife();
  });
  afterEach(() => life.expectSettled());
  afterAll(() => life.stop());

  const inStore = (couponId: number, code: string, status: 'publish' | 'trash' | 'deleted' = 'publish') =>
    recordCoupons(life.api.services, [
      {
        couponId,
        code,
        status,
        discountType: 'percent',
        amount: '10.00',
        expiresOn: null,
        restrictions: null,
        usageCount: 0,
      },
    ]);
  const shownOf = async (orderId: number) => {
    const { affiliate_id, coupon_id, coupon_code, amount } = await life.commissionOf(orderId);
    return { affiliate_id, coupon_id, coupon_code, amount };
  };
  const redemptionsOf = async (orderId: number) =>
    (await life.owner('GET', `/redemptions?order_id=${orderId}`)).body as { reasons: string[] }[];

  test('renamed, it earns for its owner under both names, and what was sold keeps the name it was sold under', async () => {
    const { id, coupon } = await life.earner();
    const before = await life.shop.order([coupon]);
    await inStore(coupon.couponId, 'new-name');
    const after = await life.shop.order([{ ...coupon, code: 'new-name' }]);
    const late = await life.shop.order([coupon], { modifiedAt: '2026-11-06T10:00:00Z' });
    const of = (code: string, amount = '13.50') => ({
      affiliate_id: id,
      coupon_id: coupon.couponId,
      coupon_code: code,
      amount,
    });
    expect(await shownOf(before)).toEqual(of(coupon.code));
    expect(await shownOf(after)).toEqual(of('new-name'));
    expect(await shownOf(late)).toEqual(of(coupon.code));
    await life.shop.order([coupon], { orderId: before, ...refunded });
    expect(await shownOf(before)).toEqual(of(coupon.code, '0.00'));
    expect(await life.balanceOf(id)).toMatchObject({ balance: '27.00' });
  });

  test('made anew under its old code and given to somebody else, each order is of the one it was bought with', async () => {
    const john = await life.earner();
    const { code } = john.coupon;
    const sold = await life.shop.order([john.coupon]);
    await inStore(john.coupon.couponId, code, 'deleted');
    const jane = await life.shop.affiliate({ name: 'Jane' });
    const anew = await life.shop.coupon(code, jane);
    const [bought, late, old] = [
      await life.shop.order([anew]),
      await life.shop.order([john.coupon]),
      // From the times when WooCommerce noted no number: only the code tells, and the coupon that lives has it.
      await life.shop.order([{ ...anew, couponId: null }]),
    ];
    await life.shop.order([john.coupon], { orderId: sold, ...refunded });
    expect((await shownOf(bought)).affiliate_id).toBe(jane);
    expect((await shownOf(late)).affiliate_id).toBe(john.id);
    expect((await shownOf(old)).affiliate_id).toBe(jane);
    expect(await life.balanceOf(john.id)).toMatchObject({ balance: '13.50' });
    expect(await life.balanceOf(jane)).toMatchObject({ balance: '27.00' });
  });

  test('deleted in the store while it was nobody’s, its later orders say so, and what it sold before stays', async () => {
    const { id, coupon } = await life.earner();
    const before = await life.shop.order([coupon], { placedAt: '2026-11-09T10:00:00Z' });
    await life.owner('PUT', `/coupons/${coupon.couponId}`, { affiliate_id: null });
    await inStore(coupon.couponId, coupon.code, 'trash');
    const after = await life.shop.order([coupon], { placedAt: '2026-11-10T13:00:00Z' });
    expect(await redemptionsOf(after)).toMatchObject([{ reasons: ['coupon_deleted'] }]);
    expect(await life.commissionOf(after)).toBeUndefined();
    expect(await shownOf(before)).toMatchObject({ affiliate_id: id, amount: '13.50' });
  });

  test.each(['20off', '20offsale', '20 off', 'x20off', '20öff', '20off '])(
    'without a number only the very code is the code: "%s"',
    async (code) => {
      const { id } = await life.earner();
      const known = (await life.owner('GET', '/coupons?search=20off')).body as unknown[];
      if (known.length === 0) await life.shop.coupon('20off', id);
      const orderId = await life.shop.order([{ couponId: null, code, discount: '15.00' }]);
      const [redemption] = await redemptionsOf(orderId);
      expect(redemption?.reasons).toEqual([code === '20off' ? 'winner' : 'coupon_unassigned']);
    },
  );
});
