import { afterAll, afterEach, beforeAll, describe, expect, test } from '@jest/globals';
import { saveAffiliateKeys } from '@finders-fee/sidecar/database/identity';
import type { AffiliateTold } from '@finders-fee/sidecar/domain/self-referral';
import { recordCustomers } from '@finders-fee/sidecar/use-cases/record-customers';
import { aBuyer, aCoupon, anOrder, fetched, type BuyerTold } from '../../support/an-order.ts';
import { openBooks, type Books } from '../../support/books.ts';
import { expectCleanBooks } from '../../support/expect-clean-books.ts';

let books: Books;

beforeAll(async () => {
  books = await openBooks();
});
afterEach(async () => {
  await expectCleanBooks(books.database);
  await books.clear();
});
afterAll(() => books.close());

/** John's own: user 5, an address at Gmail, another at PayPal, a telephone. */
async function addJohn(told: AffiliateTold = {}) {
  const { affiliateId } = await books.addJohn();
  await saveAffiliateKeys(books.database.db, affiliateId, {
    email: 'john.smith@gmail.com',
    wordpress_user_id: 5,
    phone: '+44 20 7946 0958',
    payout: { method: 'paypal', details: 'money@smith.example' },
    ...told,
  });
  return affiliateId;
}

const stranger = { email: 'x@shop.example', name: 'Xenia Ypsilon' };
const account = (buyer: BuyerTold) => recordCustomers(books, [aBuyer({ name: '', ...buyer })]);
const earlierOrder = (buyer: BuyerTold) =>
  books.record(fetched(anOrder({ orderId: 900, coupons: [] }), { buyer: aBuyer(buyer) }));

interface Trick {
  how: string;
  buyer: BuyerTold;
  /** What happened before. */
  before?: () => Promise<unknown>;
}
const tricks: Trick[] = [
  { how: 'the own account', buyer: { ...stranger, userId: 5 } },
  { how: 'the own account with no address', buyer: { userId: 5, email: null, name: '' } },
  { how: 'the own address as a guest', buyer: { ...stranger, email: 'john.smith@gmail.com' } },
  { how: 'the own address in capitals', buyer: { ...stranger, email: 'JOHN.SMITH@GMAIL.COM' } },
  { how: 'the own address with a plus-tag', buyer: { ...stranger, email: 'john.smith+me@gmail.com' } },
  {
    how: 'the own address without dots, under its other name',
    buyer: { ...stranger, email: 'johnsmith@googlemail.com' },
  },
  {
    how: 'a second account with the own address',
    buyer: { ...stranger, userId: 8, email: 'john.smith@gmail.com' },
  },
  { how: 'the address that PayPal pays to', buyer: { ...stranger, email: 'Money@Smith.example' } },
  { how: 'the own telephone, typed otherwise', buyer: { ...stranger, phone: '(020) 7946-0958' } },
  {
    how: 'an address that the own account has ordered with',
    buyer: { ...stranger, email: 'second@shop.example' },
    before: () => earlierOrder({ userId: 5, email: 'second@shop.example' }),
  },
  {
    how: 'the telephone of an earlier order of the own account',
    buyer: { ...stranger, phone: '0171 7654321' },
    before: () => earlierOrder({ userId: 5, email: 'john.smith@gmail.com', phone: '+49 171 7654321' }),
  },
  {
    how: 'the address of the own account, when the affiliate gave another',
    buyer: { ...stranger, email: 'private@shop.example' },
    before: () => account({ userId: 5, email: 'private@shop.example' }),
  },
];
const channels = ['checkout', 'store-api', 'rest-api', 'admin', 'import', ''];

describe('an order with the affiliate’s own coupon, however it came into the store,', () => {
  test.each(tricks)('bought with $how is held and shows why', async ({ buyer, before }) => {
    await addJohn();
    await before?.();
    const customerUserId = buyer.userId ?? 0;
    const orders = channels.map((createdVia, index) =>
      anOrder({ orderId: index + 1, createdVia, customerUserId }),
    );
    await books.record(...orders.map((order) => fetched(order, { buyer: aBuyer(buyer) })));
    const review = ['held_for_review', 'self_referral'];
    for (const { orderId, createdVia } of orders) {
      expect([createdVia, await books.commissionsOf(orderId)]).toMatchObject([
        createdVia,
        [{ stage: 'held', status: 'held', amountMinor: 1350n, reviewReasons: review }],
      ]);
      expect(await books.reasonsOf(orderId)).toEqual([['winner', ...review]]);
    }
  });
});

describe('an honest buyer is not held', () => {
  test.each<[string, BuyerTold, ...AffiliateTold[]]>([
    ['with the same surname', { email: 'jane.smith@gmail.com', name: 'Jane Smith' }],
    ['at the same domain', { email: 'sales@smith.example' }],
    ['with a short telephone number', { ...stranger, phone: '112' }, { phone: '112' }],
    ['with an empty telephone number', { ...stranger, phone: '' }, { phone: null }],
    ['with a telephone number of zeros', { ...stranger, phone: '0000000000' }, { phone: '000000000' }],
    ['with a dash for a telephone number', { ...stranger, phone: '----' }, { phone: '----' }],
    ['with an account of another number', { ...stranger, userId: 55 }],
    ['without address or account', { email: null, name: '', userId: 0 }, { email: null }],
    ['whose order was anonymised', { email: 'deleted@site.invalid', name: '' }],
    ['with nearly the same address elsewhere', { ...stranger, email: 'john.smith@gmail.co' }],
    ['with a plus-tag that counts at their provider', { ...stranger, email: 'money+x@smith.example' }],
  ])('%s', async (_who, buyer, ...[told]) => {
    await addJohn(told);
    await books.record(fetched(anOrder(), { buyer: aBuyer(buyer) }));
    expect(await books.commissionsOf(1042)).toMatchObject([{ stage: 'pending', reviewReasons: [] }]);
  });

  test('on a coupon of another affiliate, whoever the affiliates are', async () => {
    await addJohn();
    const other = await books.addAffiliate(await books.addProgram());
    await books.addCoupon(78, 'jane10', other);
    const order = anOrder({ coupons: [aCoupon({ couponId: 78, code: 'jane10' })] });
    await books.record(fetched(order, { buyer: aBuyer({ userId: 5 }) }));
    expect(await books.commissionsOf(1042)).toMatchObject([{ affiliateId: other, stage: 'pending' }]);
  });
});

test('orders that arrive together tell of each other’s buyers', async () => {
  await addJohn({ email: null, payout: null, phone: null });
  const asMember = fetched(anOrder({ orderId: 1, coupons: [] }), {
    buyer: aBuyer({ userId: 5, email: 'second@shop.example' }),
  });
  const asGuest = fetched(anOrder({ orderId: 2 }), { buyer: aBuyer({ email: 'second@shop.example' }) });
  await books.record(asMember, asGuest);
  expect(await books.commissionsOf(2)).toMatchObject([{ stage: 'held' }]);
});

test('customers who are found to be one while their orders arrive count as one', async () => {
  await addJohn({ email: null, payout: null, phone: null });
  await account({ userId: 5, email: 'first@shop.example' });
  await earlierOrder({ email: 'second@shop.example', phone: '0171 7654321' });
  const joining = fetched(anOrder({ orderId: 1, coupons: [] }), {
    buyer: aBuyer({ userId: 5, email: 'second@shop.example' }),
  });
  const own = fetched(anOrder({ orderId: 2 }), {
    buyer: aBuyer({ email: 'third@shop.example', phone: '+49 171 7654321' }),
  });
  await books.record(joining, own);
  expect(await books.commissionsOf(2)).toMatchObject([{ stage: 'held' }]);
});

test('a coupon assigned later holds the affiliate’s own orders of before', async () => {
  const programId = await books.addProgram();
  await books.addCoupon(77, 'john10');
  await books.record(fetched(anOrder(), { buyer: aBuyer({ phone: '020 7946 0958' }) }));
  const affiliateId = await books.addAffiliate(programId);
  await saveAffiliateKeys(books.database.db, affiliateId, { phone: '+442079460958' });
  await books.database.pool.query(
    "INSERT INTO coupon_ownerships (id, coupon_id, affiliate_id, created_at) VALUES ('own_x', 77, ?, NOW(3))",
    [affiliateId],
  );
  await books.record({ kind: 'reassess', orderId: 1042 });
  expect(await books.commissionsOf(1042)).toMatchObject([{ stage: 'held' }]);
});

test('what was decided when the commission was made stays, whatever is found out later', async () => {
  await addJohn({ phone: null });
  await books.record(fetched(anOrder(), { buyer: aBuyer({ ...stranger, phone: '0171 7654321' }) }));
  await earlierOrder({ userId: 5, email: 'john.smith@gmail.com', phone: '0171 7654321' });
  await books.record(fetched(anOrder({ modifiedAt: '2026-11-04T10:00:05Z' }), { buyer: aBuyer(stranger) }));
  expect(await books.commissionsOf(1042)).toMatchObject([{ stage: 'pending', reviewReasons: [] }]);
});
