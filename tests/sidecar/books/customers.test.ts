import { afterAll, afterEach, beforeAll, describe, expect, test } from '@jest/globals';
import {
  customerKeys,
  customers,
  orders,
  referralCodeChanges,
  settings,
} from '@finders-fee/sidecar/database/schema/index';
import { changeReferralCode } from '@finders-fee/sidecar/use-cases/change-referral-code';
import { recordCustomers } from '@finders-fee/sidecar/use-cases/record-customers';
import { aBuyer, aCoupon, anOrder, fetched } from '../../support/an-order.ts';
import { openBooks, type Books } from '../../support/books.ts';
import { expectCleanBooks } from '../../support/expect-clean-books.ts';
import { shuffled } from '../../support/shuffled.ts';

describe('customers and their referral code', () => {
  let books: Books;
  beforeAll(async () => {
    books = await openBooks();
  });
  afterEach(async () => {
    await expectCleanBooks(books.database);
    await books.clear();
  });
  afterAll(() => books.close());

  const people = () => books.database.db.select().from(customers);
  const history = () => books.database.db.select().from(referralCodeChanges).orderBy(referralCodeChanges.id);
  const owners = async () =>
    new Set((await books.database.db.select().from(orders)).map(({ customerId }) => customerId));
  const withCode = (code: string) => [aCoupon({ couponId: null, code })];
  const dayOf = (orderId: number) => ({ orderId, placedAt: `2026-11-0${orderId}T10:00:00Z` });

  test('the first coupon of the first paid order stays, assigned or not', async () => {
    await books.record(fetched(anOrder({ ...dayOf(1), coupons: [...withCode('summer'), aCoupon()] })));
    await books.record(fetched(anOrder({ ...dayOf(2), coupons: withCode('winter') })));
    expect(await people()).toMatchObject([
      {
        referralCode: 'summer',
        referralCodeOrderId: 1,
        referralCodeSource: 'first_order',
        referralCodeSetAt: new Date('2026-11-01T10:00:00Z'),
        email: 'ann@example.com',
        name: 'Ann Archer',
      },
    ]);
    expect(await history()).toMatchObject([{ codeBefore: null, codeAfter: 'summer', orderId: 1 }]);
  });

  test('the order placed first wins whatever order the news arrives in', async () => {
    const told = [
      anOrder({ ...dayOf(1), coupons: [] }),
      anOrder({ ...dayOf(2), coupons: withCode('unpaid'), status: 'pending', paidAt: null }),
      anOrder({ ...dayOf(3), coupons: withCode('right') }),
      anOrder({ ...dayOf(4), coupons: withCode('late') }),
      anOrder({ ...dayOf(5), coupons: withCode('later') }),
    ];
    for (const snapshot of shuffled(told)) await books.record(fetched(snapshot));
    expect(await people()).toMatchObject([{ referralCode: 'right', referralCodeOrderId: 3 }]);
  });

  test('it is not taken away by a refund or a cancellation', async () => {
    const coupons = withCode('summer');
    await books.record(fetched(anOrder({ ...dayOf(1), coupons, paidAt: null })));
    await books.record(
      fetched(
        anOrder({
          ...dayOf(1),
          coupons,
          paidAt: null,
          status: 'cancelled',
          modifiedAt: '2026-12-01T00:00:00Z',
        }),
      ),
    );
    await books.record(fetched(anOrder({ ...dayOf(2), coupons: withCode('winter') })));
    expect(await people()).toMatchObject([{ referralCode: 'summer', referralCodeOrderId: 1 }]);
  });

  test('an administrator outranks every order', async () => {
    await books.record(fetched(anOrder({ ...dayOf(2), coupons: withCode('winter') })));
    const [ann] = await people();
    await changeReferralCode(books, ann?.id ?? '', { referralCode: ' Given ', changedByUserId: 1 });
    await books.record(fetched(anOrder({ ...dayOf(1), coupons: withCode('summer') })));
    expect(await people()).toMatchObject([{ referralCode: 'given', referralCodeSource: 'administrator' }]);
    expect(await history()).toMatchObject([
      { codeBefore: null, codeAfter: 'winter' },
      { codeBefore: 'winter', codeAfter: 'given', source: 'administrator', changedByUserId: 1 },
    ]);
    await expect(
      changeReferralCode(books, 'cus_no', { referralCode: null, changedByUserId: 1 }),
    ).rejects.toMatchObject({
      code: 'not_found',
    });
  });

  test('an administrator’s word is kept when two customers turn out to be one, also that there is no code', async () => {
    await books.record(fetched(anOrder({ ...dayOf(2), coupons: withCode('winter') })));
    const [guest] = await people();
    await changeReferralCode(books, guest?.id ?? '', { referralCode: null, changedByUserId: 1 });
    const member = aBuyer({ userId: 7, email: 'ann@work.example' });
    await books.record(
      fetched(anOrder({ ...dayOf(3), coupons: withCode('summer'), customerUserId: 7 }), { buyer: member }),
    );
    await recordCustomers(books, [aBuyer({ userId: 7 })]);
    expect(await people()).toMatchObject([
      { wordpressUserId: 7, referralCode: null, referralCodeSource: 'administrator' },
    ]);
  });

  test('mode 0 gives no codes', async () => {
    await books.database.db
      .insert(settings)
      .values({ name: 'referral_code_mode', value: 0, updatedAt: new Date() });
    await books.record(fetched(anOrder()));
    expect(await people()).toMatchObject([{ referralCode: null }]);
  });

  test('spellings of one address are one person', async () => {
    const spellings = ['Ann.Archer@gmail.com', ' annarcher+shop@googlemail.com', 'ANNARCHER@GMAIL.COM'];
    for (const [index, email] of spellings.entries()) {
      await books.record(fetched(anOrder({ orderId: index + 1 }), { buyer: aBuyer({ email }) }));
    }
    expect(await people()).toHaveLength(1);
  });

  describe('a guest who becomes a member', () => {
    const asMember = { buyer: aBuyer({ userId: 5, email: 'ann@work.example' }) };

    test('by an order with the account and the guest’s address', async () => {
      await books.record(fetched(anOrder({ ...dayOf(1), coupons: withCode('guest') })));
      await books.record(
        fetched(anOrder({ ...dayOf(2), coupons: withCode('member') }), { buyer: aBuyer({ userId: 5 }) }),
      );
      expect(await people()).toMatchObject([{ wordpressUserId: 5, referralCode: 'guest' }]);
      expect((await owners()).size).toBe(1);
    });

    test('by an account: both histories become one, and the older code wins', async () => {
      await books.record(fetched(anOrder({ ...dayOf(2), coupons: withCode('member') }), asMember));
      await books.record(fetched(anOrder({ ...dayOf(1), coupons: withCode('guest') })));
      expect(await people()).toHaveLength(2);
      await recordCustomers(books, [
        { userId: 5, email: 'ann@example.com', name: 'Ann A.', phoneHash: null },
      ]);
      expect(await people()).toMatchObject([
        {
          wordpressUserId: 5,
          referralCode: 'guest',
          referralCodeOrderId: 1,
          name: 'Ann A.',
          email: 'ann@example.com',
        },
      ]);
      expect((await owners()).size).toBe(1);
      expect(
        new Set((await books.database.db.select().from(customerKeys)).map(({ customerId }) => customerId))
          .size,
      ).toBe(1);
    });

    test('in one batch with everything else', async () => {
      await books.record(
        fetched(anOrder({ ...dayOf(1), coupons: withCode('guest') })),
        fetched(anOrder({ ...dayOf(2), coupons: withCode('member') }), asMember),
        fetched(anOrder({ ...dayOf(3), coupons: withCode('third') }), { buyer: aBuyer({ userId: 5 }) }),
      );
      expect(await people()).toMatchObject([{ wordpressUserId: 5, referralCode: 'guest' }]);
      expect((await owners()).size).toBe(1);
    });
  });

  test('two members stay two, even if one orders to the other’s address', async () => {
    await books.record(fetched(anOrder({ orderId: 1 }), { buyer: aBuyer({ userId: 5 }) }));
    await books.record(fetched(anOrder({ orderId: 2 }), { buyer: aBuyer({ userId: 6 }) }));
    expect((await people()).map(({ wordpressUserId }) => wordpressUserId).sort()).toEqual([5, 6]);
  });

  test('an anonymised order stays with whom it was', async () => {
    await books.record(fetched(anOrder()));
    const buyer = { userId: 0, email: 'deleted@site.invalid', name: '', phoneHash: null };
    await books.record(fetched(anOrder({ modifiedAt: '2026-12-01T00:00:00Z' }), { buyer }));
    const [ann] = await people();
    expect(await owners()).toEqual(new Set([ann?.id]));
  });

  test('an order without account and address has no customer', async () => {
    await books.record(fetched(anOrder(), { buyer: { userId: 0, email: null, name: '', phoneHash: null } }));
    expect(await people()).toEqual([]);
    expect(await owners()).toEqual(new Set([null]));
  });
});
