import { afterAll, afterEach, beforeAll, describe, expect, test } from '@jest/globals';
import { lockOrderBooks } from '@finders-fee/sidecar/database/orders';
import type { OrderSnapshot } from '@finders-fee/sidecar/domain/order-snapshot';
import { anOrder, aRefund, bareRefund, fetched, oneHoodie } from '../../support/an-order.ts';
import { openBooks, type Books } from '../../support/books.ts';
import { expectCleanBooks } from '../../support/expect-clean-books.ts';

const second = (n: number) => `2026-11-05T10:00:${String(n).padStart(2, '0')}Z`;

describe('an order through its life', () => {
  let books: Books;
  let nextId = 1;
  beforeAll(async () => {
    books = await openBooks();
    await books.addJohn();
  });
  afterEach(() => expectCleanBooks(books.database));
  afterAll(() => books.close());

  /** Tells the books each state in turn, one second apart, and returns the order's id. */
  async function live(...states: Partial<OrderSnapshot>[]): Promise<number> {
    const orderId = nextId++;
    for (const [index, state] of states.entries()) {
      await books.record(fetched(anOrder({ orderId, modifiedAt: second(index), ...state })));
    }
    return orderId;
  }

  test('is worth nothing until it is paid, and never recorded if it never is', async () => {
    const orderId = await live({ status: 'pending', paidAt: null }, { status: 'failed', paidAt: null });
    expect(await books.commissionsOf(orderId)).toEqual([]);
    expect(await books.reasonsOf(orderId)).toEqual([['order_not_paid']]);
  });

  test('cancelled and back from cancelled: reversed, and earned again', async () => {
    const orderId = await live({}, { status: 'cancelled' });
    expect(await books.commissionsOf(orderId)).toMatchObject([
      {
        status: 'reversed',
        amountMinor: 0n,
        baseMinor: 0n,
        summary: { text: 'Nothing: the order was cancelled' },
      },
    ]);
    await books.record(fetched(anOrder({ orderId, modifiedAt: second(9) })));
    expect(await books.entriesOf(orderId)).toEqual([
      ['earned', 1350n],
      ['reversed', -1350n],
      ['adjusted', 1350n],
    ]);
    expect(await books.commissionsOf(orderId)).toMatchObject([{ status: 'pending', amountMinor: 1350n }]);
  });

  test('trashed without a new modification time, restored, deleted for good', async () => {
    const orderId = await live({}, { modifiedAt: second(0), status: 'trash' });
    expect(await books.commissionsOf(orderId)).toMatchObject([{ status: 'reversed' }]);
    await books.record(fetched(anOrder({ orderId, modifiedAt: second(0) })));
    expect(await books.commissionsOf(orderId)).toMatchObject([{ status: 'pending', amountMinor: 1350n }]);
    await books.record({ kind: 'gone', orderId, asOf: new Date('2027-01-01T00:00:00Z') });
    expect(await books.commissionsOf(orderId)).toMatchObject([
      { amountMinor: 0n, summary: { text: 'Nothing: the order was deleted in the store' } },
    ]);
    expect(await books.reasonsOf(orderId)).toEqual([['order_cancelled']]);
  });

  test('a webhook that comes after the order is gone does not bring it back unasked', async () => {
    const orderId = await live({});
    await books.record({ kind: 'gone', orderId, asOf: new Date('2027-01-01T00:00:00Z') });
    const late = fetched(anOrder({ orderId, modifiedAt: second(30) }), { fetched: false });
    expect(await books.record(late)).toEqual({ recorded: 0, ambiguousOrderIds: [orderId] });
    expect(await books.commissionsOf(orderId)).toMatchObject([{ status: 'reversed' }]);
  });

  test('an order that was never seen and is gone leaves no trace', async () => {
    expect(await books.record({ kind: 'gone', orderId: 999, asOf: new Date() })).toMatchObject({
      recorded: 0,
    });
  });

  test('a refund deleted in silence is followed', async () => {
    const orderId = await live({}, { refunds: [oneHoodie] }, { modifiedAt: second(1) });
    expect((await books.entriesOf(orderId)).at(-1)).toEqual(['adjusted', 450n]);
  });

  test('refunded in full: reversed, with the sentence that says so', async () => {
    const orderId = await live({}, { status: 'refunded', refunds: [aRefund('174.00')] });
    expect(await books.commissionsOf(orderId)).toMatchObject([
      { status: 'reversed', amountMinor: 0n, summary: { text: '13.50 less 13.50: fully refunded' } },
    ]);
    expect(await books.reasonsOf(orderId)).toEqual([['order_refunded']]);
  });

  test('first heard of after its refund, it earns what is left', async () => {
    const orderId = await live({ refunds: [bareRefund] });
    expect(await books.entriesOf(orderId)).toEqual([['earned', 931n]]);
  });

  test('an older state is ignored', async () => {
    const orderId = await live({ modifiedAt: second(20), refunds: [oneHoodie] }, { modifiedAt: second(10) });
    expect(await books.commissionsOf(orderId)).toMatchObject([{ amountMinor: 900n }]);
  });

  test('two webhooks of one second that differ are ambiguous: nothing is written until the store is asked', async () => {
    const orderId = await live({});
    const other = anOrder({ orderId, modifiedAt: second(0), refunds: [oneHoodie] });
    expect(await books.record(fetched(other, { fetched: false }))).toEqual({
      recorded: 0,
      ambiguousOrderIds: [orderId],
    });
    expect(await books.commissionsOf(orderId)).toMatchObject([{ amountMinor: 1350n }]);
    await books.record(fetched(other));
    expect(await books.commissionsOf(orderId)).toMatchObject([{ amountMinor: 900n }]);
  });

  test('a state read earlier does not replace what was read later in the same second', async () => {
    const orderId = nextId++;
    const at = (seconds: number) => ({ asOf: new Date(Date.parse('2026-11-06T00:00:00Z') + seconds * 1000) });
    const withRefund = anOrder({ orderId, refunds: [oneHoodie] });
    await books.record(fetched(anOrder({ orderId }), at(1)));
    await books.record(fetched(anOrder({ orderId }), at(3)));
    await books.record(fetched(withRefund, at(2)));
    expect(await books.commissionsOf(orderId)).toMatchObject([{ amountMinor: 1350n }]);
  });

  test('a draft is not stored', async () => {
    const orderId = await live({ status: 'checkout-draft' });
    expect(await lockOrderBooks(books.database.db, [orderId])).toEqual(new Map());
  });

  test('a changed currency reverses the old amount and earns the new one', async () => {
    const orderId = await live({}, { currency: 'JPY' });
    expect(await books.commissionsOf(orderId)).toMatchObject([
      { currency: 'JPY', exponent: 0, amountMinor: 14n },
    ]);
    expect(await books.entriesOf(orderId)).toEqual([
      ['earned', 1350n],
      ['reversed', -1350n],
      ['adjusted', 14n],
    ]);
  });

  test('an order without anything that counts has a reason and no commission', async () => {
    const orderId = await live({ lines: [] });
    expect(await books.commissionsOf(orderId)).toEqual([]);
    expect(await books.reasonsOf(orderId)).toEqual([['zero_base']]);
  });
});
