import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, test } from '@jest/globals';
import { eq } from 'drizzle-orm';
import { affiliates } from '@finders-fee/sidecar/database/schema/index';
import { saveAffiliateKeys } from '@finders-fee/sidecar/database/identity';
import type { Click, OrderSnapshot } from '@finders-fee/sidecar/domain/order-snapshot';
import { aBuyer, aCoupon, anOrder, aRefund, fetched, oneHoodie } from '../../support/an-order.ts';
import { openBooks, type Books } from '../../support/books.ts';
import { expectCleanBooks } from '../../support/expect-clean-books.ts';

const later = (minute: number) => ({ modifiedAt: `2026-11-05T10:0${minute}:00Z` });
/** The seconds of an order placed at 10 o'clock on the 3rd. */
const ago = (seconds: number) => new Date(Date.parse('2026-11-03T10:00:00Z') - seconds * 1000).toISOString();
const day = 86_400;

let books: Books;
/** John has the coupon `john10`; Lucy has nothing but her link. Both are in one program at 10 %. */
let john: string;
let lucy: string;
let programId: string;
let click: Click;

beforeAll(async () => {
  books = await openBooks();
});
beforeEach(async () => {
  ({ programId, affiliateId: john } = await books.addJohn());
  lucy = await books.addAffiliate(programId);
  click = await books.clickOn(lucy);
});
afterEach(async () => {
  await expectCleanBooks(books.database);
  await books.clear();
});
afterAll(() => books.close());

const record = (order: Partial<OrderSnapshot>) => books.record(fetched(anOrder(order)));

/** Who earns what by which channel and coupon. */
async function earned(orderId = 1042) {
  const rows = await books.commissionsOf(orderId);
  return rows
    .filter(({ amountMinor }) => amountMinor > 0n)
    .map(({ affiliateId, channel, couponCode, amountMinor }) => [
      affiliateId === john ? 'john' : 'lucy',
      channel,
      couponCode,
      amountMinor,
    ]);
}

/** Each coupon and link of the order with what became of it. */
async function told(orderId = 1042) {
  const rows = await books.redemptionsOf(orderId);
  return rows.map(({ channel, couponCode, reasons }) => [channel, couponCode, reasons.join()]);
}

const suspend = (id: string) =>
  books.database.db.update(affiliates).set({ status: 'suspended' }).where(eq(affiliates.id, id));

describe('a coupon and a link (S2-14)', () => {
  const byCoupon = ['john', 'coupon', 'john10', 1350n];
  const byLink = ['lucy', 'link', null, 1350n];

  test.each([
    ['a coupon and a link: the coupon earns', true, true, [byCoupon]],
    ['a coupon alone: it earns', true, false, [byCoupon]],
    ['a link alone: it earns', false, true, [byLink]],
    ['neither: nobody earns', false, false, []],
  ])('%s', async (_, hasCoupon, hasLink, should) => {
    await record({ coupons: hasCoupon ? [aCoupon()] : [], click: hasLink ? click : null });
    expect(await earned()).toEqual(should);
    expect(await told()).toEqual([
      ...(hasCoupon ? [['coupon', 'john10', 'winner']] : []),
      ...(hasLink ? [['link', null, hasCoupon ? 'outranked' : 'winner']] : []),
    ]);
  });

  test('a coupon of nobody leaves the order to the link', async () => {
    await books.addCoupon(78, 'summer');
    await record({ coupons: [aCoupon({ couponId: 78, code: 'summer' })], click });
    expect(await earned()).toEqual([byLink]);
    expect(await told()).toEqual([
      ['coupon', 'summer', 'coupon_unassigned'],
      ['link', null, 'winner'],
    ]);
  });

  test('a coupon of a suspended affiliate leaves the order to the link', async () => {
    await suspend(john);
    await record({ click });
    expect(await earned()).toEqual([byLink]);
    expect(await told()).toEqual([
      ['coupon', 'john10', 'affiliate_not_active'],
      ['link', null, 'winner'],
    ]);
  });

  test('a coupon below its program’s minimum leaves the order to the link of another program', async () => {
    const demanding = await books.addProgram({ minimum: { amount: '135.01', currency: 'EUR' } });
    await books.addCoupon(78, 'big', await books.addAffiliate(demanding));
    await record({ coupons: [aCoupon({ couponId: 78, code: 'big' })], click });
    expect(await earned()).toEqual([byLink]);
    expect((await told())[0]).toEqual(['coupon', 'big', 'below_minimum']);
  });

  test('what the coupon does not cover is nobody’s, not the link’s', async () => {
    await books.addCoupon(78, 'hoodie', john, { productIds: [11] });
    const { lines } = anOrder();
    await record({
      coupons: [aCoupon({ couponId: 78, code: 'hoodie' })],
      lines: lines.map((line) => (line.itemId === 2 ? { ...line, productId: 12 } : line)),
      click,
    });
    expect(await earned()).toEqual([['john', 'coupon', 'hoodie', 900n]]);
  });

  test('one’s own coupon and one’s own link bring one commission, of the coupon, in one row', async () => {
    await record({ click: await books.clickOn(john) });
    expect(await earned()).toEqual([byCoupon]);
    expect(await told()).toEqual([['coupon', 'john10', 'winner']]);
    expect(await books.entriesOf(1042)).toEqual([['earned', 1350n]]);
  });

  test('a coupon taken off leaves the order to the link, put on again takes it back', async () => {
    await record({ click });
    await record({ coupons: [], click, ...later(1) });
    expect(await earned()).toEqual([byLink]);
    expect(await told()).toEqual([['link', null, 'winner']]);
    await record({ click, ...later(2) });
    expect(await earned()).toEqual([byCoupon]);
    const entries = await books.entriesOf(1042);
    expect(entries.reduce((sum, [, amount]) => sum + amount, 0n)).toBe(1350n);
    expect(entries).toHaveLength(5);
  });

  test('one’s own link goes on where one’s own coupon was taken off, though one was suspended meanwhile', async () => {
    await record({ click: await books.clickOn(john), status: 'on-hold', paidAt: null });
    await suspend(john);
    await record({ click: await books.clickOn(john), coupons: [], ...later(1) });
    expect(await earned()).toEqual([['john', 'link', null, 1350n]]);
  });
});

describe('a link', () => {
  test.each([
    ['30 days before the order, to the second, earns', 30, 30 * day, 'winner'],
    ['a second more than 30 days before is too late', 30, 30 * day + 1, 'link_expired'],
    ['of a visitor whose clock is ahead earns', 30, -3600, 'winner'],
    ['a day before earns within a day', 1, day, 'winner'],
    ['a second more is too late for a day', 1, day + 1, 'link_expired'],
  ])('%s', async (_, days, seconds, reason) => {
    await books.set({ link_days: days });
    await record({ coupons: [], click: { ...click, clickedAt: ago(seconds) } });
    expect(await told()).toEqual([['link', null, reason]]);
    expect(await earned()).toHaveLength(reason === 'winner' ? 1 : 0);
  });

  test('leaves no trace while links are off, or where its code is nobody’s', async () => {
    await record({ orderId: 1, coupons: [], click: { ...click, linkCode: 'zzzzzzzz' } });
    await books.set({ link_days: 0 });
    await record({ orderId: 2, coupons: [], click });
    expect([...(await told(1)), ...(await told(2)), ...(await earned(1)), ...(await earned(2))]).toEqual([]);
  });

  test('keeps the days of its order: other days later change no past order', async () => {
    await record({ orderId: 1, coupons: [], click: { ...click, clickedAt: ago(20 * day) } });
    await record({ orderId: 2, coupons: [], click: { ...click, clickedAt: ago(40 * day) } });
    for (const days of [0, 7, 60]) {
      await books.set({ link_days: days });
      await books.record({ kind: 'reassess', orderId: 1 }, { kind: 'reassess', orderId: 2 });
      await record({ orderId: 1, coupons: [], click: { ...click, clickedAt: ago(20 * day) }, ...later(1) });
      expect(await earned(1)).toEqual([['lucy', 'link', null, 1350n]]);
      expect(await told(2)).toEqual([['link', null, 'link_expired']]);
    }
  });

  test('of a suspended affiliate earns nothing; one who is suspended later keeps what was earned', async () => {
    await record({ orderId: 1, coupons: [], click });
    await suspend(lucy);
    await record({ orderId: 2, coupons: [], click });
    await books.record({ kind: 'reassess', orderId: 1 });
    expect(await earned(1)).toHaveLength(1);
    expect(await told(2)).toEqual([['link', null, 'affiliate_not_active']]);
  });

  describe('that its affiliate followed', () => {
    const buyer = aBuyer({ email: 'lucy@example.com' });
    const held = { stage: 'held', status: 'held', reviewReasons: ['held_for_review', 'self_referral'] };
    beforeEach(() =>
      saveAffiliateKeys(books.database.db, lucy, {
        ...{ email: 'lucy@example.com', wordpress_user_id: null, phone: null, payout: null },
      }),
    );

    test('is held for a look', async () => {
      await books.record(fetched(anOrder({ coupons: [], click }), { buyer }));
      expect(await books.commissionsOf(1042)).toMatchObject([held]);
    });

    test('is held too where a recalculation leaves the order to the rules of its time', async () => {
      await books.record(fetched(anOrder({ click }), { buyer }));
      await books.set({ link_days: 0 });
      const withoutCoupon = fetched(anOrder({ coupons: [], click, ...later(1) }), { buyer });
      await books.record(withoutCoupon, { kind: 'recalculate', orderId: 1042, shown: '[]' });
      const own = (await books.commissionsOf(1042)).filter(({ affiliateId }) => affiliateId === lucy);
      expect(own).toMatchObject([held]);
    });
  });

  test('earns while coupons are switched off, and its affiliate’s coupon does not take the order over', async () => {
    await books.set({ coupon_commissions_enabled: false });
    await books.addRate('coupon:77', { type: 'percent', value: '50' });
    const own = await books.clickOn(john);
    await record({ click: own });
    await record({ click: own, refunds: [oneHoodie], ...later(1) });
    expect(await earned()).toEqual([['john', 'link', null, 900n]]);
    await record({ orderId: 2, coupons: [], click: own });
    await record({ orderId: 2, click: own, ...later(1) });
    expect(await earned(2)).toEqual([['john', 'link', null, 1350n]]);
  });

  test('earns at the affiliate’s rate, at no coupon’s', async () => {
    await books.addRate('coupon:77', { type: 'percent', value: '50' });
    await books.addRate(`affiliate:${john}`, { type: 'percent', value: '20' });
    await record({ coupons: [], click: await books.clickOn(john) });
    expect(await earned()).toEqual([['john', 'link', null, 2700n]]);
  });

  test('meets the minimum and the exclusions of its program', async () => {
    const strict = await books.addProgram({
      minimum: { amount: '100', currency: 'EUR' },
      excluded: { product_ids: [12] },
    });
    const mary = await books.clickOn(await books.addAffiliate(strict));
    const [hoodie, beanie] = anOrder().lines;
    const lines = [hoodie!, { ...beanie!, productId: 12 }];
    await record({ orderId: 1, coupons: [], click: mary, lines });
    await record({ orderId: 2, coupons: [], click: mary, lines: [hoodie!] });
    expect((await books.commissionsOf(1)).map(({ amountMinor }) => amountMinor)).toEqual([900n]);
    expect(await told(2)).toEqual([['link', null, 'below_minimum']]);
  });

  test('loses its commission with a full refund, and gets it back when the refund is deleted', async () => {
    await record({ coupons: [], click });
    const refunds = [aRefund('174.00', [], { refundId: 1 })];
    await record({ coupons: [], click, status: 'refunded', refunds, ...later(1) });
    expect(await books.commissionsOf(1042)).toMatchObject([{ status: 'reversed', amountMinor: 0n }]);
    await record({ coupons: [], click, ...later(2) });
    expect(await books.entriesOf(1042)).toEqual([
      ['earned', 1350n],
      ['reversed', -1350n],
      ['adjusted', 1350n],
    ]);
  });
});
