import { afterAll, afterEach, beforeAll, describe, expect, test } from '@jest/globals';
import type { OrderSnapshot, Refund } from '@finders-fee/sidecar/domain/order-snapshot';
import { anOrder, bareRefund, fetched, oneHoodie, shippingRefund } from '../../support/an-order.ts';
import { openBooks, type Books } from '../../support/books.ts';
import { expectCleanBooks } from '../../support/expect-clean-books.ts';
import { shuffled } from '../../support/shuffled.ts';

/** The order's life: each state one second later than the one before, but the last, because WooCommerce deletes refunds silently. */
function lifeOf(orderId: number): OrderSnapshot[] {
  const state = (second: number, refunds: Refund[], status = 'processing') =>
    anOrder({
      orderId,
      status,
      refunds,
      modifiedAt: `2026-11-05T10:00:0${second}Z`,
      paidAt: second === 0 ? null : '2026-11-05T10:00:01Z',
    });
  return [
    state(0, [], 'pending'),
    state(1, []),
    state(2, [oneHoodie]),
    state(3, [oneHoodie, bareRefund]),
    state(3, [bareRefund]),
  ];
}

describe("the contract's example, recorded", () => {
  let books: Books;
  beforeAll(async () => {
    books = await openBooks();
    await books.addJohn();
  });
  afterEach(() => expectCleanBooks(books.database));
  afterAll(() => books.close());

  test('follows the order to the cent, step by step', async () => {
    const amounts: unknown[] = [];
    for (const snapshot of lifeOf(1)) {
      await books.record(fetched(snapshot));
      const [commission] = await books.commissionsOf(1);
      amounts.push(commission ? [commission.amountMinor, commission.summary.text] : null);
    }
    expect(amounts).toEqual([
      null,
      [1350n, '13.50: 10 % of 135.00'],
      [900n, '13.50 less 4.50: 1 of 3 pieces refunded'],
      [495n, '13.50 less 8.55: 1 of 3 pieces refunded and 54.00 refunded without naming items'],
      [931n, '13.50 less 4.19: 54.00 refunded without naming items'],
    ]);
    expect(await books.entriesOf(1)).toEqual([
      ['earned', 1350n],
      ['adjusted', -450n],
      ['adjusted', -405n],
      ['adjusted', 436n],
    ]);
  });

  test('a refund of shipping changes the sentence and no amount', async () => {
    await books.record(fetched(anOrder({ orderId: 2 })));
    await books.record(
      fetched(anOrder({ orderId: 2, modifiedAt: '2026-11-05T10:00:00Z', refunds: [shippingRefund] })),
    );
    const text = '13.50: 10 % of 135.00, unchanged by the refund of 12.00 for shipping';
    expect(await books.commissionsOf(2)).toMatchObject([{ amountMinor: 1350n, summary: { text } }]);
    expect(await books.entriesOf(2)).toEqual([['earned', 1350n]]);
  });

  test.each([1, 2, 3])('ends the same when everything comes five times in any order (%i)', async (round) => {
    const orderId = 100 + round;
    const life = lifeOf(orderId).map((snapshot) => fetched(snapshot));
    for (const arrival of shuffled([...life, ...life, ...life, ...life, ...life]))
      await books.record(arrival);
    const [commission] = await books.commissionsOf(orderId);
    expect(commission).toMatchObject({ amountMinor: 931n, baseMinor: 9310n, status: 'pending' });
    const sum = (await books.entriesOf(orderId)).reduce((total, [, amount]) => total + amount, 0n);
    expect(sum).toBe(931n);
  });

  test('ends the same when everything comes in one batch', async () => {
    const life = lifeOf(200).map((snapshot) => fetched(snapshot));
    await books.record(...shuffled([...life, ...life]));
    expect(await books.commissionsOf(200)).toMatchObject([{ amountMinor: 931n }]);
    expect(await books.entriesOf(200)).toEqual([['earned', 931n]]);
  });
});
