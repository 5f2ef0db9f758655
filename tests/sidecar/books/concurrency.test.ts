import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, test } from '@jest/globals';
import { ledgerTransfers } from '@finders-fee/sidecar/database/schema/commissions';
import { customers, inbox, orders } from '@finders-fee/sidecar/database/schema/index';
import { makeId } from '@finders-fee/sidecar/database/make-id';
import { recordOrders } from '@finders-fee/sidecar/use-cases/record-orders';
import { assignCoupon } from '@finders-fee/sidecar/use-cases/assign-coupon';
import { aBuyer, anOrder, fetched, oneHoodie } from '../../support/an-order.ts';
import { openBooks, type Books } from '../../support/books.ts';
import { expectCleanBooks } from '../../support/expect-clean-books.ts';
import { shuffled } from '../../support/shuffled.ts';

describe('several workers at once', () => {
  let books: Books;
  beforeAll(async () => {
    books = await openBooks();
  });
  beforeEach(async () => {
    await books.addJohn();
  });
  afterEach(async () => {
    await expectCleanBooks(books.database);
    await books.clear();
  });
  afterAll(() => books.close());

  const orderIds = Array.from({ length: 40 }, (_, index) => index + 1);

  test('write the same orders once, whether they are new or known', async () => {
    const paid = orderIds.map((orderId) => fetched(anOrder({ orderId })));
    const refunded = orderIds.map((orderId) =>
      fetched(anOrder({ orderId, refunds: [oneHoodie], modifiedAt: '2026-11-05T10:00:00Z' })),
    );
    for (const batch of [paid, refunded]) {
      await Promise.all([1, 2, 3, 4].map(() => books.record(...shuffled(batch))));
    }
    const transfers = await books.database.db.select().from(ledgerTransfers);
    expect(transfers.filter(({ kind }) => kind === 'earned')).toHaveLength(40);
    expect(transfers.filter(({ kind }) => kind === 'adjusted')).toHaveLength(40);
  });

  test('make one customer of one new buyer, with the code of the order placed first', async () => {
    const day = (orderId: number) => `2026-10-${String(orderId).padStart(2, '0')}T10:00:00Z`;
    const coupons = (orderId: number) => [{ couponId: null, code: `code${orderId}`, discount: '1.00' }];
    await Promise.all(
      shuffled(orderIds.slice(0, 20)).map((orderId) =>
        books.record(
          fetched(anOrder({ orderId, placedAt: day(orderId), coupons: coupons(orderId) }), {
            buyer: aBuyer(),
          }),
        ),
      ),
    );
    expect(await books.database.db.select().from(customers)).toMatchObject([{ referralCode: 'code1' }]);
  });

  test('and an owner who is named meanwhile: every order earns in the end', async () => {
    const affiliateId = await books.addAffiliate(await books.addProgram());
    await books.addCoupon(88, 'fresh');
    const coupons = [{ couponId: 88, code: 'fresh', discount: '1.00' }];
    await Promise.all([
      ...orderIds.map((orderId) => books.record(fetched(anOrder({ orderId, coupons })))),
      assignCoupon(books, 88, { affiliateId, ownsPastOrders: true }),
    ]);
    await books.reassess();
    const transfers = await books.database.db.select().from(ledgerTransfers);
    expect(transfers).toHaveLength(40);
  });
});

describe('the inbox and the books', () => {
  let books: Books;
  beforeAll(async () => {
    books = await openBooks();
  });
  beforeEach(async () => {
    await books.addJohn();
  });
  afterEach(async () => {
    await expectCleanBooks(books.database);
    await books.clear();
  });
  afterAll(() => books.close());

  async function addInboxRow(orderId: number, claimedBy: string): Promise<string> {
    const id = makeId('inbox');
    const at = new Date();
    const row = {
      id,
      resource: 'order' as const,
      resourceId: orderId,
      origin: 'webhook' as const,
      claimedBy,
    };
    await books.database.db.insert(inbox).values({ ...row, payload: null, receivedAt: at, availableAt: at });
    return id;
  }
  const waiting = async () => (await books.database.db.select().from(inbox)).map(({ id }) => id).sort();

  test('rows leave with the transaction that writes their books: only one’s own, and none that is ambiguous', async () => {
    await books.record(fetched(anOrder({ orderId: 2 })));
    const own = await addInboxRow(1, 'me');
    const unclear = await addInboxRow(2, 'me');
    const foreign = await addInboxRow(1, 'somebody else');
    const arrivals = [
      fetched(anOrder({ orderId: 1 })),
      fetched(anOrder({ orderId: 2, refunds: [oneHoodie] }), { fetched: false }),
    ];
    const ids = [own, unclear, foreign];
    const outcome = await recordOrders(books, arrivals, { ids, claimedBy: 'me' });
    expect(outcome).toEqual({ recorded: 1, ambiguousOrderIds: [2] });
    expect(await waiting()).toEqual([unclear, foreign].sort());
  });

  test('an order that cannot be read leaves nothing behind, not of its batch either', async () => {
    const own = await addInboxRow(1, 'me');
    const broken = fetched(anOrder({ orderId: 2, total: 'much' }));
    const batch = recordOrders(books, [fetched(anOrder({ orderId: 1 })), broken], {
      ids: [own],
      claimedBy: 'me',
    });
    await expect(batch).rejects.toThrow('"much" is not a decimal number');
    expect(await books.database.db.select().from(orders)).toEqual([]);
    expect(await books.database.db.select().from(customers)).toEqual([]);
    expect(await waiting()).toEqual([own]);
  });

  test('a failure in the last statement rolls everything back', async () => {
    await books.database.pool.query(
      `CREATE TRIGGER refuse BEFORE INSERT ON ledger_transfers FOR EACH ROW SIGNAL SQLSTATE '45000' SET MESSAGE_TEXT = 'no'`,
    );
    await expect(books.record(fetched(anOrder()))).rejects.toThrow();
    await books.database.pool.query('DROP TRIGGER refuse');
    expect(await books.database.db.select().from(orders)).toEqual([]);
    expect(await books.commissionsOf(1042)).toEqual([]);
  });
});
