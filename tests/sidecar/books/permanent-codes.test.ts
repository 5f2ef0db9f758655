import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, test } from '@jest/globals';
import { customers, inbox } from '@finders-fee/sidecar/database/schema/index';
import type { OrderSnapshot } from '@finders-fee/sidecar/domain/order-snapshot';
import { assignCoupon } from '@finders-fee/sidecar/use-cases/assign-coupon';
import { changeReferralCode } from '@finders-fee/sidecar/use-cases/change-referral-code';
import { recordCoupons } from '@finders-fee/sidecar/use-cases/record-coupons';
import { recordCustomers } from '@finders-fee/sidecar/use-cases/record-customers';
import { aBuyer, aCoupon, anOrder, fetched } from '../../support/an-order.ts';
import { openBooks, type Books } from '../../support/books.ts';
import { expectCleanBooks } from '../../support/expect-clean-books.ts';

let books: Books;
/** John has `john10`, Mary `mary10`, both in a program at 10 %; `summer` is the store's own. */
let john: string;
let mary: string;
let programId: string;

beforeAll(async () => {
  books = await openBooks();
});
beforeEach(async () => {
  ({ programId, affiliateId: john } = await books.addJohn());
  mary = await books.addAffiliate(programId);
  await books.addCoupon(78, 'mary10', mary);
  await books.addCoupon(79, 'summer');
  await books.set({ pay_permanent_code: true });
});
afterEach(async () => {
  await expectCleanBooks(books.database);
  await books.clear();
  books.setClock('2026-11-03T12:00:00Z');
});
afterAll(() => books.close());

const johns = aCoupon();
const marys = aCoupon({ couponId: 78, code: 'mary10' });
const summer = aCoupon({ couponId: 79, code: 'summer' });

/** Ann's order number 3 is placed on the 3rd. */
const order = (orderId: number, change: Partial<OrderSnapshot> = {}) =>
  fetched(anOrder({ orderId, placedAt: placedOn(orderId), coupons: [], ...change }));
const placedOn = (orderId: number) => `2026-11-0${orderId}T10:00:00Z`;

/** Until nothing is left to be decided again. */
async function settle(): Promise<void> {
  for (let rounds = 0; (await books.reassess()).length > 0; rounds += 1) expect(rounds).toBeLessThan(4);
}

/** Who earns what by which channel. */
async function earned(orderId: number) {
  const rows = await books.commissionsOf(orderId);
  return rows
    .filter(({ amountMinor }) => amountMinor > 0n)
    .map(({ affiliateId, channel, couponCode, amountMinor }) => {
      const name = affiliateId === john ? 'john' : affiliateId === mary ? 'mary' : 'other';
      return [name, channel, couponCode, amountMinor];
    });
}

async function told(orderId: number) {
  const rows = await books.redemptionsOf(orderId);
  return rows.map(({ channel, couponCode, reasons }) => [channel, couponCode, reasons.join()]);
}

async function ann(): Promise<string> {
  const [customer] = await books.database.db.select().from(customers);
  return customer?.id ?? '';
}

async function administratorSays(referralCode: string | null, at: string): Promise<void> {
  books.setClock(at);
  await changeReferralCode(books, await ann(), { referralCode, changedByUserId: 1 });
}

const johnsCode = [['john', 'referral_code', 'john10', 1350n]];

describe('a permanent code', () => {
  test('earns nothing unless the owner wants it', async () => {
    await books.database.pool.query('DELETE FROM settings');
    await books.record(order(1, { coupons: [johns] }));
    await books.record(order(2));
    expect(await books.database.db.select().from(inbox)).toEqual([]);
    expect([...(await earned(2)), ...(await told(2))]).toEqual([]);
  });

  test('earns on the orders after the one that gave it, and on that one as the coupon it was', async () => {
    await books.record(order(1, { coupons: [johns] }));
    await books.record(order(2));
    expect(await earned(1)).toEqual([['john', 'coupon', 'john10', 1350n]]);
    expect(await told(1)).toEqual([['coupon', 'john10', 'winner']]);
    expect(await earned(2)).toEqual(johnsCode);
    expect(await told(2)).toEqual([['referral_code', 'john10', 'winner']]);
  });

  test('earns where neither a coupon nor a link does', async () => {
    const click = await books.clickOn(mary, '2026-11-01T10:00:00Z');
    await books.record(order(1, { coupons: [johns] }));
    await books.record(order(2, { coupons: [marys] }));
    await books.record(order(3, { click }));
    await books.record(
      order(4, { coupons: [summer], click: { ...click, clickedAt: '2026-01-01T00:00:00Z' } }),
    );
    expect(await earned(2)).toEqual([['mary', 'coupon', 'mary10', 1350n]]);
    expect(await earned(3)).toEqual([['mary', 'link', null, 1350n]]);
    expect(await earned(4)).toEqual(johnsCode);
    expect(await told(2)).toEqual([
      ['coupon', 'mary10', 'winner'],
      ['referral_code', 'john10', 'outranked'],
    ]);
    expect(await told(4)).toEqual([
      ['coupon', 'summer', 'coupon_unassigned'],
      ['link', null, 'link_expired'],
      ['referral_code', 'john10', 'winner'],
    ]);
  });

  test('of nobody earns nothing', async () => {
    await books.record(order(1, { coupons: [summer] }));
    await books.record(order(2));
    expect(await told(2)).toEqual([['referral_code', 'summer', 'coupon_unassigned']]);
  });

  test('earns at the coupon’s own rate, on all lines whatever the coupon may discount', async () => {
    await books.addCoupon(80, 'hoodie', john, { productIds: [99] });
    await books.addRate('coupon:80', { type: 'percent', value: '20' });
    await books.record(order(1, { coupons: [aCoupon({ couponId: 80, code: 'hoodie' })] }));
    await books.record(order(2));
    expect(await earned(2)).toEqual([['john', 'referral_code', 'hoodie', 2700n]]);
  });

  test('belongs to whoever owned the coupon when the order was placed', async () => {
    await books.record(order(1, { coupons: [johns] }));
    await books.record(order(2));
    const clock = () => new Date('2026-11-02T12:00:00Z');
    await assignCoupon({ ...books, clock }, 77, { affiliateId: mary });
    await settle();
    await books.record(order(3));
    expect(await earned(2)).toEqual(johnsCode);
    expect(await earned(3)).toEqual([['mary', 'referral_code', 'john10', 1350n]]);
  });

  test('goes on when the coupon is deleted', async () => {
    await books.record(order(1, { coupons: [johns] }));
    await recordCoupons(books, [{ ...stored, status: 'deleted' }]);
    await books.record(order(2));
    expect(await earned(2)).toEqual(johnsCode);
  });

  test('of a suspended affiliate earns nothing', async () => {
    await books.record(order(1, { coupons: [johns] }));
    await books.database.pool.query("UPDATE affiliates SET status = 'suspended'");
    await books.record(order(2));
    expect(await told(2)).toEqual([['referral_code', 'john10', 'affiliate_not_active']]);
  });

  test('is about coupons: the module’s switch is its switch', async () => {
    await books.record(order(1, { coupons: [johns] }));
    await books.set({ coupon_commissions_enabled: false });
    await books.record(order(2));
    expect(await told(2)).toEqual([['referral_code', 'john10', 'coupon_commissions_disabled']]);
  });

  test('stays when its order is refunded or cancelled', async () => {
    await books.record(order(1, { coupons: [johns] }));
    await books.record(order(1, { coupons: [johns], status: 'cancelled', modifiedAt: placedOn(9) }));
    await books.record(order(3));
    expect(await earned(3)).toEqual(johnsCode);
  });
});

describe('news that come late', () => {
  test('the first order gives its code to the orders after it', async () => {
    await books.record(order(2));
    await books.record(order(1, { coupons: [johns] }));
    await settle();
    expect(await earned(2)).toEqual(johnsCode);
  });

  test('an earlier order with the same code gives it to those in between', async () => {
    await books.record(order(3, { coupons: [johns] }), order(2), order(4));
    await settle();
    expect([await earned(2), await earned(4)]).toEqual([[], johnsCode]);
    await books.record(order(1, { coupons: [johns] }));
    await settle();
    expect([await earned(2), await earned(4)]).toEqual([johnsCode, johnsCode]);
  });

  test('an earlier order with another code takes the later ones over', async () => {
    await books.record(order(2, { coupons: [johns] }), order(3));
    await settle();
    await books.record(order(1, { coupons: [marys] }));
    await settle();
    expect(await earned(2)).toEqual([['john', 'coupon', 'john10', 1350n]]);
    expect(await earned(3)).toEqual([['mary', 'referral_code', 'mary10', 1350n]]);
    expect(await books.entriesOf(3)).toHaveLength(3);
  });

  test('an order that becomes the first one carries no code any more', async () => {
    await books.record(order(1, { coupons: [johns] }));
    await books.record(order(2, { coupons: [summer] }));
    expect(await earned(2)).toEqual(johnsCode);
    await books.record(order(1, { coupons: [], modifiedAt: placedOn(9) }));
    await settle();
    expect(await earned(2)).toEqual([]);
    expect(await told(2)).toEqual([['coupon', 'summer', 'coupon_unassigned']]);
  });

  test('a guest who turns out to be a member brings the older code along', async () => {
    const member = { buyer: aBuyer({ userId: 5, email: 'ann@work.example' }) };
    await books.record(order(1, { coupons: [johns] }));
    await books.record({ ...order(2), ...member });
    expect(await earned(2)).toEqual([]);
    await recordCustomers(books, [aBuyer({ userId: 5 })]);
    await settle();
    expect(await earned(2)).toEqual(johnsCode);
  });

  test('the first order counts until an administrator’s word, though it came after the word', async () => {
    await books.record(order(2), order(4));
    await administratorSays('mary10', '2026-11-03T12:00:00Z');
    await books.record(order(1, { coupons: [johns] }), order(5));
    await settle();
    expect(await earned(2)).toEqual(johnsCode);
    expect(await earned(4)).toEqual([['mary', 'referral_code', 'mary10', 1350n]]);
    expect(await earned(5)).toEqual([['mary', 'referral_code', 'mary10', 1350n]]);
  });
});

describe('an administrator’s word', () => {
  test('counts for orders from then on', async () => {
    await books.record(order(1, { coupons: [johns] }), order(2));
    await settle();
    await administratorSays(' MARY10 ', '2026-11-03T12:00:00Z');
    await settle();
    await books.record(order(3), order(4));
    expect([await earned(2), await earned(3)]).toEqual([johnsCode, johnsCode]);
    expect(await earned(4)).toEqual([['mary', 'referral_code', 'mary10', 1350n]]);
  });

  test('that there is no code ends it', async () => {
    await books.record(order(1, { coupons: [johns] }));
    await administratorSays(null, '2026-11-02T12:00:00Z');
    await books.record(order(2), order(3));
    expect([await earned(2), await earned(3)]).toEqual([johnsCode, []]);
  });
});

describe('the setting', () => {
  test('switched on or off changes no past order, whatever comes later', async () => {
    await books.record(order(1, { coupons: [johns] }), order(2));
    await settle();
    await books.set({ pay_permanent_code: false });
    await books.record({ kind: 'reassess', orderId: 2 });
    await books.record(order(3), order(2, { modifiedAt: placedOn(9) }));
    await books.set({ pay_permanent_code: true });
    await books.record({ kind: 'reassess', orderId: 3 });
    expect([await earned(2), await earned(3)]).toEqual([johnsCode, []]);
  });

  test('of its day holds for an order whose code is known only after it was switched off', async () => {
    await books.record(order(2));
    await books.set({ pay_permanent_code: false });
    await books.record(order(1, { coupons: [johns] }));
    await settle();
    expect(await earned(2)).toEqual(johnsCode);
  });
});

const stored = {
  ...{ couponId: 77, code: 'john10', discountType: 'percent', amount: '10.00' },
  ...{ expiresOn: null, restrictions: null, usageCount: 1 },
};
