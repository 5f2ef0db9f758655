import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, test } from '@jest/globals';
import { desc } from 'drizzle-orm';
import { verifications } from '@finders-fee/sidecar/database/schema/commissions';
import { verifyBooks } from '@finders-fee/sidecar/use-cases/verify-books';
import { anOrder, fetched, oneHoodie } from '../../support/an-order.ts';
import { openBooks, type Books } from '../../support/books.ts';

describe('verifying the books', () => {
  let books: Books;
  beforeAll(async () => {
    books = await openBooks();
  });
  beforeEach(async () => {
    await books.addJohn();
    await books.record(
      ...[1, 2, 3].map((orderId) => fetched(anOrder({ orderId, refunds: orderId === 2 ? [oneHoodie] : [] }))),
    );
  });
  afterEach(() => books.clear());
  afterAll(() => books.close());

  const run = (sql: string) => books.database.pool.query(sql);

  test('finds no drift in books that were only written by recording', async () => {
    expect(await verifyBooks(books)).toMatchObject({
      commissionsChecked: 3,
      commissionsDrifting: 0,
      drift: [],
      drifting: [],
    });
  });

  test('names a commission whose amount was changed, and by how much the books are off', async () => {
    await run('UPDATE commissions SET amount_minor = 1000 WHERE order_id = 2');
    const found = await verifyBooks(books);
    expect(found).toMatchObject({ commissionsDrifting: 1, drift: [{ currency: 'EUR', amount: '1.00' }] });
    expect(found.drifting.filter(({ commissionId }) => commissionId !== null)).toMatchObject([
      {
        orderId: 2,
        expectedMinor: 900n,
        recordedMinor: 1000n,
        ledgerMinor: 900n,
        problem: 'the commission differs from what its order is worth',
      },
    ]);
    const [row] = await books.database.db
      .select()
      .from(verifications)
      .orderBy(desc(verifications.checkedAt))
      .limit(1);
    expect(row).toMatchObject({
      commissionsChecked: 3,
      commissionsDrifting: 1,
      drift: [{ currency: 'EUR', amount: '1.00' }],
    });
  });

  test.each([
    [
      'UPDATE commissions SET base_minor = 1 WHERE order_id = 1',
      'its base differs from what its order counts',
    ],
    [
      `INSERT INTO ledger_transfers SELECT 'trf_x', 'x', 'bonus', affiliate_id, commission_id, order_id, currency, exponent, from_account, to_account, 5, reason, occurred_at, recorded_at FROM ledger_transfers WHERE order_id = 1`,
      'the ledger differs from what its order is worth; the number of ledger entries differs',
    ],
    ['DELETE FROM orders WHERE order_id = 1', 'its order is not stored'],
    ['DELETE FROM commissions WHERE order_id = 1', 'ledger entries whose commission is missing'],
    [
      `UPDATE commissions SET stage = 'approved', status = 'approved' WHERE order_id = 1`,
      'its ledger entries stand on another account than its stage says',
    ],
    [`UPDATE commissions SET status = 'paid' WHERE order_id = 1`, 'its status differs from its stage'],
    [
      'UPDATE commissions SET paid_minor = 5 WHERE order_id = 1',
      'what it says was paid differs from the payouts',
    ],
  ])('%s', async (sql, problem) => {
    await run(sql);
    const { drifting } = await verifyBooks(books);
    const named = drifting.filter(({ orderId }) => orderId !== null);
    expect(named[0]).toMatchObject({ orderId: 1 });
    expect(named[0]?.problem).toContain(problem);
    expect(new Set(named.map(({ orderId }) => orderId))).toEqual(new Set([1]));
  });

  test('finds a balance that differs from its ledger', async () => {
    await run('UPDATE account_balances SET pending_minor = pending_minor + 1');
    const { drifting } = await verifyBooks(books);
    expect(drifting).toEqual([
      expect.objectContaining({ commissionId: null, problem: 'the balance differs from the ledger' }),
    ]);
    expect((drifting[0]?.recordedMinor ?? 0n) - (drifting[0]?.ledgerMinor ?? 0n)).toBe(1n);
  });

  test('finds a total that differs from the orders of its day', async () => {
    await run("UPDATE daily_totals SET commission_minor = commission_minor + 1 WHERE dimension = 'channel'");
    const { drifting } = await verifyBooks(books);
    expect(drifting.map(({ problem }) => problem)).toEqual([
      'the total of channel coupon on 2026-11-03 differs from the orders of that day',
    ]);
  });

  test('finds uses of a coupon that nobody made', async () => {
    await run('UPDATE coupon_uses SET uses = uses + 1');
    const { drifting } = await verifyBooks(books);
    expect(drifting.map(({ problem }) => problem)).toEqual([
      'the number of uses of coupon 77 differs from the orders',
    ]);
  });

  test('finds a coupon that won although its commission was never written', async () => {
    await run('UPDATE redemptions SET commission_id = NULL WHERE order_id = 1');
    const { drifting } = await verifyBooks(books);
    expect(drifting.map(({ orderId }) => orderId)).toEqual([1]);
  });

  test('does not mistake books that are being written for drift', async () => {
    const writing = Promise.all(
      Array.from({ length: 20 }, (_, index) => books.record(fetched(anOrder({ orderId: index + 10 })))),
    );
    for (let round = 0; round < 5; round += 1) expect((await verifyBooks(books)).drifting).toEqual([]);
    await writing;
  });
});
