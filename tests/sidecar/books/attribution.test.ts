import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, test } from '@jest/globals';
import { affiliates, programs, settings } from '@finders-fee/sidecar/database/schema/index';
import { eq } from 'drizzle-orm';
import { aCoupon, anOrder, fetched } from '../../support/an-order.ts';
import { openBooks, type Books } from '../../support/books.ts';
import { expectCleanBooks } from '../../support/expect-clean-books.ts';
import { assignCoupon } from '@finders-fee/sidecar/use-cases/assign-coupon';

const later = '2026-11-05T10:00:00Z';

describe('who earns on an order', () => {
  let books: Books;
  let john: Awaited<ReturnType<Books['addJohn']>>;
  beforeAll(async () => {
    books = await openBooks();
  });
  beforeEach(async () => {
    john = await books.addJohn();
  });
  afterEach(async () => {
    await expectCleanBooks(books.database);
    await books.clear();
  });
  afterAll(() => books.close());

  const jane10 = aCoupon({ couponId: 78, code: 'jane10' });

  test('the coupon applied last earns, the one before says why not', async () => {
    const jane = await books.addAffiliate(john.programId);
    await books.addCoupon(78, 'jane10', jane);
    await books.record(fetched(anOrder({ coupons: [aCoupon(), jane10] })));
    expect(await books.commissionsOf(1042)).toMatchObject([{ affiliateId: jane, couponCode: 'jane10' }]);
    expect(await books.reasonsOf(1042)).toEqual([['outranked'], ['winner']]);
  });

  test('a coupon that belongs to nobody does not take the order from one that does', async () => {
    await books.addCoupon(78, 'jane10');
    await books.record(fetched(anOrder({ coupons: [aCoupon(), jane10] })));
    expect(await books.commissionsOf(1042)).toMatchObject([{ affiliateId: john.affiliateId }]);
    expect(await books.reasonsOf(1042)).toEqual([['winner'], ['coupon_unassigned']]);
  });

  test('two coupons of one affiliate bring one commission', async () => {
    await books.addCoupon(78, 'jane10', john.affiliateId);
    await books.record(fetched(anOrder({ coupons: [aCoupon(), jane10] })));
    expect(await books.commissionsOf(1042)).toMatchObject([{ couponCode: 'jane10', amountMinor: 1350n }]);
  });

  test('the commission follows a coupon that is replaced on the order', async () => {
    const jane = await books.addAffiliate(john.programId);
    await books.addCoupon(78, 'jane10', jane);
    await books.record(fetched(anOrder({ coupons: [aCoupon(), aCoupon({ couponId: 79, code: 'other' })] })));
    await books.record(fetched(anOrder({ coupons: [jane10], modifiedAt: later })));
    const rows = await books.commissionsOf(1042);
    expect(rows.map(({ affiliateId, amountMinor }) => [affiliateId, amountMinor]).sort()).toEqual(
      [
        [john.affiliateId, 0n],
        [jane, 1350n],
      ].sort(),
    );
    expect(rows.find(({ affiliateId }) => affiliateId === john.affiliateId)?.summary.text).toBe(
      'Nothing: the order no longer carries the coupon or code',
    );
    expect(await books.reasonsOf(1042)).toEqual([['winner']]);
  });

  test('an old order without the coupon’s id is matched by its exact code', async () => {
    await books.record(fetched(anOrder({ coupons: [aCoupon({ couponId: null })] })));
    await books.record(
      fetched(anOrder({ orderId: 2, coupons: [aCoupon({ couponId: null, code: 'jöhn10' })] })),
    );
    expect(await books.commissionsOf(1042)).toMatchObject([{ couponId: 77 }]);
    expect(await books.commissionsOf(2)).toEqual([]);
  });

  test('a coupon made anew under the same code is another coupon', async () => {
    await books.addCoupon(99, 'john10');
    await books.record(fetched(anOrder({ coupons: [aCoupon({ couponId: 99 })] })));
    expect(await books.reasonsOf(1042)).toEqual([['coupon_unassigned']]);
  });

  describe('a switch', () => {
    const switches: [string, string, (books: Books, on: boolean) => Promise<unknown>][] = [
      [
        'a suspended affiliate',
        'affiliate_not_active',
        ({ database }, on) =>
          database.db
            .update(affiliates)
            .set({ status: on ? 'active' : 'suspended' })
            .where(eq(affiliates.id, john.affiliateId)),
      ],
      [
        'a paused program',
        'program_paused',
        ({ database }, on) =>
          database.db
            .update(programs)
            .set({ status: on ? 'active' : 'paused' })
            .where(eq(programs.id, john.programId)),
      ],
      [
        'the module switched off',
        'coupon_commissions_disabled',
        ({ database }, on) =>
          database.db
            .insert(settings)
            .values({ name: 'coupon_commissions_enabled', value: on, updatedAt: new Date() })
            .onDuplicateKeyUpdate({ set: { value: on } }),
      ],
    ];

    test.each(switches)(
      '%s earns nothing on new orders (%s), and not on them later either',
      async (_, reason, turn) => {
        await turn(books, false);
        await books.record(fetched(anOrder()));
        expect(await books.reasonsOf(1042)).toEqual([[reason]]);
        await turn(books, true);
        await books.record(fetched(anOrder({ modifiedAt: later, status: 'completed' })), {
          kind: 'reassess',
          orderId: 1042,
        });
        expect(await books.commissionsOf(1042)).toEqual([]);
      },
    );

    test.each(switches)('%s keeps what was earned, through cancelling and back', async (_, __, turn) => {
      await books.record(fetched(anOrder()));
      await turn(books, false);
      await books.record(fetched(anOrder({ modifiedAt: later, status: 'cancelled' })));
      await books.record(fetched(anOrder({ modifiedAt: '2026-11-06T10:00:00Z' })));
      expect(await books.commissionsOf(1042)).toMatchObject([{ amountMinor: 1350n, status: 'pending' }]);
    });

    test.each(switches)(
      '%s does not touch an order that was heard of before it was paid',
      async (_, __, turn) => {
        await books.record(fetched(anOrder({ status: 'pending', paidAt: null })));
        await turn(books, false);
        await books.record(fetched(anOrder({ modifiedAt: later })));
        expect(await books.commissionsOf(1042)).toMatchObject([{ amountMinor: 1350n }]);
      },
    );
  });

  test('terms are frozen: a new version counts for orders placed after it', async () => {
    await books.record(fetched(anOrder()));
    await books.addVersion(john.programId, { rate: '20', validFrom: new Date('2026-11-04T00:00:00Z') });
    await books.record(fetched(anOrder({ modifiedAt: later, status: 'completed' })));
    await books.record(fetched(anOrder({ orderId: 2 })));
    await books.record(fetched(anOrder({ orderId: 3, placedAt: later })));
    const earned = async (orderId: number) => (await books.commissionsOf(orderId))[0];
    expect([
      (await earned(1042))?.amountMinor,
      (await earned(2))?.amountMinor,
      (await earned(3))?.amountMinor,
    ]).toEqual([1350n, 1350n, 2700n]);
    expect((await earned(3))?.terms).toMatchObject({ program_version: 2, rate: { value: '20' } });
  });

  test('an order older than the program earns under its first version', async () => {
    await books.record(fetched(anOrder({ placedAt: '2025-06-01T00:00:00Z' })));
    expect(await books.commissionsOf(1042)).toMatchObject([{ terms: { program_version: 1 }, holdDays: 30 }]);
  });

  test('an owner from another time does not earn', async () => {
    books.setClock('2026-11-03T12:00:00Z');
    await assignCoupon(books, 77, { affiliateId: null, ownsPastOrders: false });
    await books.record(fetched(anOrder({ placedAt: '2026-11-03T11:00:00Z' })));
    await books.record(fetched(anOrder({ orderId: 2, placedAt: '2026-11-03T13:00:00Z' })));
    expect(await books.reasonsOf(1042)).toEqual([['winner']]);
    expect(await books.reasonsOf(2)).toEqual([['coupon_unassigned']]);
  });

  test('an order keeps the program its affiliate was in when it was first seen, also before it earns', async () => {
    const better = await books.addProgram({ rate: '50' });
    await books.record(fetched(anOrder({ status: 'on-hold', paidAt: null })));
    await books.database.db
      .update(affiliates)
      .set({ programId: better })
      .where(eq(affiliates.id, john.affiliateId));
    await books.record(
      fetched(anOrder({ modifiedAt: later })),
      fetched(anOrder({ orderId: 1043, modifiedAt: later })),
    );
    expect(await books.commissionsOf(1042)).toMatchObject([
      { programId: john.programId, amountMinor: 1350n },
    ]);
    expect(await books.commissionsOf(1043)).toMatchObject([{ programId: better, amountMinor: 6750n }]);
  });
});
