import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, test } from '@jest/globals';
import { assignCoupon } from '@finders-fee/sidecar/use-cases/assign-coupon';
import { listOwnerships } from '@finders-fee/sidecar/database/coupon-ownerships';
import { aCoupon, anOrder, fetched } from '../../support/an-order.ts';
import { openBooks, type Books } from '../../support/books.ts';
import { expectCleanBooks } from '../../support/expect-clean-books.ts';

describe('giving a coupon to an affiliate', () => {
  let books: Books;
  let affiliateId: string;
  beforeAll(async () => {
    books = await openBooks();
  });
  beforeEach(async () => {
    affiliateId = await books.addAffiliate(await books.addProgram());
    await books.addCoupon(77, 'john10');
    books.setClock('2026-11-10T12:00:00Z');
  });
  afterEach(async () => {
    await expectCleanBooks(books.database);
    await books.clear();
  });
  afterAll(() => books.close());

  test('with its past: every order that nobody owned earns, once the worker came by', async () => {
    await books.record(
      fetched(anOrder()),
      fetched(anOrder({ orderId: 2, coupons: [aCoupon({ couponId: null })] })),
    );
    await books.record(fetched(anOrder({ orderId: 3, coupons: [] })));
    expect(await books.reasonsOf(1042)).toEqual([['coupon_unassigned']]);
    await assignCoupon(books, 77, { affiliateId, ownsPastOrders: true });
    expect(await books.reassess()).toEqual([2, 1042]);
    expect(await books.commissionsOf(1042)).toMatchObject([{ affiliateId, amountMinor: 1350n }]);
    expect(await books.commissionsOf(2)).toMatchObject([{ affiliateId, amountMinor: 1350n }]);
  });

  test('without its past: orders from now on', async () => {
    await books.record(fetched(anOrder()));
    await assignCoupon(books, 77, { affiliateId, ownsPastOrders: false });
    expect(await books.reassess()).toEqual([]);
    await books.record(fetched(anOrder({ orderId: 2, placedAt: '2026-11-10T12:00:30Z' })));
    expect(await books.commissionsOf(1042)).toEqual([]);
    expect(await books.commissionsOf(2)).toHaveLength(1);
  });

  test('the past can be added later', async () => {
    await books.record(fetched(anOrder()));
    await assignCoupon(books, 77, { affiliateId, ownsPastOrders: false });
    await assignCoupon(books, 77, { affiliateId, ownsPastOrders: true });
    await books.reassess();
    expect(await books.commissionsOf(1042)).toHaveLength(1);
  });

  test('to another one: what was earned stays, and only what nobody owned moves', async () => {
    await assignCoupon(books, 77, { affiliateId, ownsPastOrders: false });
    await books.record(
      fetched(anOrder()),
      fetched(anOrder({ orderId: 2, placedAt: '2026-11-10T12:30:00Z' })),
    );
    books.setClock('2026-11-11T12:00:00Z');
    const jane = await books.addAffiliate(await books.addProgram());
    await assignCoupon(books, 77, { affiliateId: jane, ownsPastOrders: true });
    await books.reassess();
    expect(await books.commissionsOf(1042)).toMatchObject([{ affiliateId: jane }]);
    expect(await books.commissionsOf(2)).toMatchObject([{ affiliateId }]);
    const periods = await listOwnerships(books.database.db, 77);
    expect(periods.map(({ affiliateId: owner, validFrom, validTo }) => [owner, validFrom, validTo])).toEqual([
      [jane, null, new Date('2026-11-10T12:00:01Z')],
      [affiliateId, new Date('2026-11-10T12:00:01Z'), new Date('2026-11-11T12:00:01Z')],
      [jane, new Date('2026-11-11T12:00:01Z'), null],
    ]);
  });

  test('to nobody: later orders earn nothing', async () => {
    await assignCoupon(books, 77, { affiliateId, ownsPastOrders: true });
    await assignCoupon(books, 77, { affiliateId: null, ownsPastOrders: false });
    await books.record(
      fetched(anOrder()),
      fetched(anOrder({ orderId: 2, placedAt: '2026-11-10T13:00:00Z' })),
    );
    expect(await books.reasonsOf(1042)).toEqual([['winner']]);
    expect(await books.reasonsOf(2)).toEqual([['coupon_unassigned']]);
  });

  test('counts for an order placed in the very second', async () => {
    books.setClock('2026-11-10T12:00:00.400Z');
    await assignCoupon(books, 77, { affiliateId, ownsPastOrders: false });
    await books.record(fetched(anOrder({ placedAt: '2026-11-10T12:00:01Z' })));
    expect(await books.commissionsOf(1042)).toHaveLength(1);
  });

  test('refuses an unknown coupon and an unknown affiliate', async () => {
    const nobody = { affiliateId: 'aff_00000000000000000000000000000000', ownsPastOrders: false };
    await expect(assignCoupon(books, 12345, { ...nobody, affiliateId })).rejects.toMatchObject({
      code: 'not_found',
    });
    await expect(assignCoupon(books, 77, nobody)).rejects.toMatchObject({ code: 'invalid_request' });
  });
});
