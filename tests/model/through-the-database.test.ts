import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import type { Arrival } from '@finders-fee/sidecar/domain/arrival';
import type { LedgerTransfer } from '@finders-fee/sidecar/domain/books';
import { recordOrders } from '@finders-fee/sidecar/use-cases/record-orders';
import { freshDatabase } from '../support/database.ts';
import { expectCleanBooks } from '../support/expect-clean-books.ts';
import { openCrashingDatabase, type CrashingDatabase } from './crashing-database.ts';
import { arrivalsOf, makeHistory, type History, type Word } from './history.ts';
import { accountsAreSetOff, amountsAgree } from './laws.ts';
import { workAsOwner } from './owner-at-work.ts';
import { printHistory } from './print-history.ts';
import { randomFrom, seedOf, seedOfRun, type Random } from './random.ts';
import { readBooks, type WrittenBooks } from './read-books.ts';
import { secondOpinion } from './second-opinion.ts';
import { changeEverything } from './shop-context.ts';
import { writeShop } from './shop-in-database.ts';
import { makeShop, questionAbout, several } from './shop.ts';

const shops = Number(process.env['FINDERS_FEE_SHOPS'] ?? 22);
const historiesOfAShop = 15;
const seed = seedOfRun();

let database: Awaited<ReturnType<typeof freshDatabase>>;
let workers: CrashingDatabase[];
let owner: CrashingDatabase;
const histories: History[] = [];
let books: WrittenBooks;

beforeAll(async () => {
  console.log(`FINDERS_FEE_SEED=${seed}: ${shops * historiesOfAShop} histories through the database`);
  database = await freshDatabase();
  const open = (number: number) => openCrashingDatabase(database.url, randomFrom(seedOf(seed, -number)));
  workers = [open(1), open(2)];
  owner = open(3);
  const liveIn = (index: number) => liveThrough(index, randomFrom(seedOf(seed, index)));
  for (let index = 0; index < shops; index += 1) await liveIn(index);
  books = await readBooks(database);
  // That a refund comes between sending and recording is rare enough to be missing once in some hundred runs.
  for (let index = shops; index < 3 * shops && overdrawing(books.ledger).length === 0; index += 1) {
    await liveIn(index);
    books = await readBooks(database);
  }
}, 600_000);

afterAll(async () => {
  for (const actor of [...workers, owner]) await actor.database.close();
  await database.close();
});

/** A shop's orders at once, by two workers and beside an owner; who then changes everything, and all of it is told again. */
async function liveThrough(index: number, random: Random): Promise<void> {
  // Its buyers share their codes over all shops: `permanent-codes.test.ts` is about those.
  const shop = { ...makeShop(random, { firstCouponId: 1 + index * 10 }), paysPermanentCode: false };
  const own = Array.from({ length: historiesOfAShop }, (_, number) =>
    makeHistory(random, shop, 1 + index * historiesOfAShop + number, random.int(0, 5)),
  );
  await writeShop(database, shop);
  const longest = Math.max(...own.map(({ batches }) => batches.length));
  for (let round = 0; round < longest; round += 1) {
    const heard = own.flatMap((history) => {
      const batch = history.batches[round];
      return batch ? several(random, 1, random.chance(0.3) ? 2 : 1, () => ({ history, batch })) : [];
    });
    await Promise.all([
      workOff(random, heard, false),
      workAsOwner(randomFrom(random.int(0, 2 ** 31)), owner),
    ]);
  }
  await writeShop(database, changeEverything(shop));
  const again = own.map((history) => ({ history, batch: random.shuffled(history.batches.flat()) }));
  await workOff(random, [...again, ...again], true);
  histories.push(...own);
}

type Heard = { history: History; batch: Word[] };

/** Two workers share what was heard, some orders at a time. */
async function workOff(random: Random, heard: Heard[], clear: boolean): Promise<void> {
  const queue = random.shuffled(heard);
  const sizes = heard.map(() => random.int(1, 6));
  const work = async ({ untilDone }: CrashingDatabase) => {
    for (let mine = queue.splice(0, sizes.pop()); mine.length > 0; mine = queue.splice(0, sizes.pop())) {
      const unclear = await untilDone((own) => record(own, mine, clear));
      const asked = mine.filter(({ history }) => unclear.includes(orderIdOf(history)));
      if (asked.length > 0) expect(await untilDone((own) => record(own, asked, true))).toEqual([]);
    }
  };
  await Promise.all(workers.map(work));
}

async function record(own: CrashingDatabase['database'], heard: Heard[], clear: boolean): Promise<number[]> {
  const arrivals = heard.flatMap(({ history, batch }): Arrival[] => {
    const told = arrivalsOf(history, batch, { clear }).map(namingABuyer);
    return clear ? [...told, { kind: 'reassess', orderId: orderIdOf(history) }] : told;
  });
  return (await recordOrders({ database: own, clock: () => new Date() }, arrivals)).ambiguousOrderIds;
}

/** A few people buy everything, so that workers meet at the customers, too. */
function namingABuyer(arrival: Arrival): Arrival {
  if (arrival.kind !== 'state') return arrival;
  return {
    ...arrival,
    buyer: { ...arrival.buyer, userId: 0, email: `ann+${arrival.snapshot.orderId % 7}@example.org` },
  };
}

/** The payouts that left their affiliate owing. */
function overdrawing(ledger: readonly LedgerTransfer[]): LedgerTransfer[] {
  const approved = new Map<string, bigint>();
  const inOrder = [...ledger].sort((a, b) => (a.id < b.id ? -1 : 1));
  return inOrder.filter(({ affiliateId, currency, kind, fromAccount, toAccount, amountMinor }) => {
    const whose = `${affiliateId} ${currency}`;
    const before = approved.get(whose) ?? 0n;
    const gained = toAccount === 'approved' ? amountMinor : 0n;
    const after = before + gained - (fromAccount === 'approved' ? amountMinor : 0n);
    approved.set(whose, after);
    return kind === 'paid' && after < 0n;
  });
}

const orderIdOf = ({ moments }: History) => moments[0]?.snapshot.orderId ?? 0;

describe('after random lives of orders, told twice, late and in any order to two workers who crash between any two statements while an owner approves, rejects and pays', () => {
  test('there were crashes, money on every account, and commissions that were rejected', () => {
    for (const { crashes } of [...workers, owner]) expect(crashes()).toBeGreaterThan(10);
    const stages = [...books.orders.values()].flatMap((one) => one.commissions.map(({ stage }) => stage));
    expect(stages).toContain('rejected');
    const accounts = new Set(books.ledger.map(({ toAccount }) => toAccount));
    expect([...accounts].sort()).toEqual(['approved', 'expense', 'held', 'paid', 'pending']);
    expect(books.ledger.length).toBeGreaterThan(histories.length / 2);
  });

  test('some of what was sent was more than was payable by then', () => {
    expect(overdrawing(books.ledger).length).toBeGreaterThan(0);
  });

  test('every order earns what the second opinion says of its last state', () => {
    for (const history of histories) {
      const written = books.orders.get(orderIdOf(history));
      const last = history.moments.at(-1)?.snapshot;
      if (!written || !last) continue;
      const problems = amountsAgree(written, secondOpinion(questionAbout(history.shop, last)));
      if (problems.length > 0) {
        throw new Error(`FINDERS_FEE_SEED=${seed}\n${problems.join('\n')}\n${printHistory(history)}`);
      }
    }
  });

  test('every order that the store still has is known', () => {
    const unknown = histories.filter((history) => {
      const status = history.moments.at(-1)?.snapshot.status ?? '';
      return !books.orders.has(orderIdOf(history)) && !['deleted', 'checkout-draft'].includes(status);
    });
    expect(unknown.map(orderIdOf)).toEqual([]);
  });

  test('no commission drifts, and each is the sum of its entries', async () => {
    await expectCleanBooks(database);
  });

  test('the balances are those of the ledger', () => {
    expect(books.balances).toEqual(books.balancesOfLedger);
  });

  test('on each account stands what its commissions are worth, less what the payouts paid, also where that was too much', () => {
    const commissions = [...books.orders.values()].flatMap((one) => one.commissions);
    expect(accountsAreSetOff(commissions, books.ledger)).toEqual([]);
    for (const [whose, { paid }] of Object.entries(books.balances))
      expect(paid).toBe(books.paid[whose] ?? 0n);
  });

  test('the totals of each day are those of the books', () => {
    expect(books.totals).toEqual(books.totalsOfBooks);
  });
});
