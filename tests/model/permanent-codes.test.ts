import { afterAll, beforeAll, expect, test } from '@jest/globals';
import { eq } from 'drizzle-orm';
import { customers } from '@finders-fee/sidecar/database/schema/index';
import type { OrderSnapshot } from '@finders-fee/sidecar/domain/order-snapshot';
import { changeReferralCode } from '@finders-fee/sidecar/use-cases/change-referral-code';
import { recordCustomers } from '@finders-fee/sidecar/use-cases/record-customers';
import { aCoupon, anOrder, fetched } from '../support/an-order.ts';
import { openBooks, type Books } from '../support/books.ts';
import { expectCleanBooks } from '../support/expect-clean-books.ts';
import { randomFrom, seedOf, seedOfRun, type Random } from './random.ts';
import { several } from './shop.ts';

const people = Number(process.env['FINDERS_FEE_BUYERS'] ?? 100);
const seed = seedOfRun();

/** Everybody's coupon changes hands at noon of the 5th; `nobody` is the store's own. */
const codes = ['anna', 'berta', 'nobody'];
const handover = '2026-11-05T12:00:00Z';

/** One order of a person, who orders as a guest, with an account, or with both, and then is known to be one. */
interface Bought {
  orderId: number;
  placedAt: string;
  coupons: string[];
  as: 'guest' | 'member' | 'both';
  /** Whether the order was ever paid. */
  isPaid: boolean;
  /** It is cancelled in the end. */
  isCancelled: boolean;
}

/** A person's orders and what an administrator set for their account at one time, `undefined` for nothing. */
interface Person {
  userId: number;
  bought: Bought[];
  word: { code: string | null; at: string } | undefined;
}

type Step =
  | { kind: 'order'; order: Bought; cancelled: boolean }
  | { kind: 'word'; word: NonNullable<Person['word']> }
  | { kind: 'merge' };

let books: Books;
let owners: { early: string; late: string };

beforeAll(async () => {
  books = await openBooks();
  const programId = await books.addProgram();
  owners = { early: await books.addAffiliate(programId), late: await books.addAffiliate(programId) };
});
afterAll(() => books.close());

test('whatever order the news of a buyer’s orders comes in, the permanent code earns the same, as soon as the inbox is empty', async () => {
  console.log(`FINDERS_FEE_SEED=${seed}: ${people} buyers`);
  await openShop();
  const all: { person: Person; steps: Step[] }[] = [];
  for (let index = 1; index <= people; index += 1) {
    const random = randomFrom(seedOf(seed, index));
    const person = makePerson(random, index);
    const steps = random.shuffled(stepsOf(person));
    speakAfterHearing(person, steps);
    all.push({ person, steps });
    await live(person, steps, random);
  }
  const wrong: string[] = [];
  for (const { person, steps } of all) {
    const problems = await whatIsWrong(person);
    if (problems.length > 0) wrong.push(JSON.stringify({ problems, person, steps }, null, 1));
  }
  if (wrong.length > 0) {
    const smallest = wrong.sort((a, b) => a.length - b.length)[0] ?? '';
    throw new Error(`FINDERS_FEE_SEED=${seed}: ${wrong.length} buyers, among them\n${smallest}`);
  }
  await expectCleanBooks(books.database);
}, 600_000);

async function openShop(): Promise<void> {
  await books.set({ pay_permanent_code: true });
  await books.addCoupon(1, 'nobody');
  for (const [index, code] of ['anna', 'berta'].entries()) {
    const couponId = index + 2;
    await books.addCoupon(couponId, code);
    await books.addOwner(couponId, owners.early, null, new Date(handover));
    await books.addOwner(couponId, owners.late, new Date(handover), null);
  }
}

function makePerson(random: Random, index: number): Person {
  const instant = () =>
    `2026-11-0${random.int(1, 9)}T${random.pick(['08:00:00', '12:00:00', '12:00:01', '16:00:00'])}Z`;
  const instants = several(random, 2, 4, instant);
  return {
    userId: index,
    bought: several(random, 2, 5, (number) => ({
      orderId: index * 10 + number,
      placedAt: random.pick(instants),
      coupons: random.shuffled(codes).slice(0, random.pick([0, 0, 0, 1, 1, 2])),
      as: random.pick(['guest', 'member', 'member', 'both']),
      isPaid: random.chance(0.85),
      isCancelled: random.chance(0.15),
    })),
    word: random.chance(0.4)
      ? { code: random.pick([...codes, 'of-another-shop', null]), at: random.pick([...instants, instant()]) }
      : undefined,
  };
}

/** Everything that is heard of a person, each once; that an order was cancelled may be heard before that it was placed. */
function stepsOf({ bought, word }: Person): Step[] {
  return [
    ...bought.map((order): Step => ({ kind: 'order', order, cancelled: false })),
    ...bought.flatMap((order): Step[] =>
      order.isCancelled ? [{ kind: 'order', order, cancelled: true }] : [],
    ),
    ...(word ? [{ kind: 'word' as const, word }] : []),
    { kind: 'merge' },
  ];
}

/** Whoever sets a code does so after the orders that are known already were placed. */
function speakAfterHearing({ word }: Person, steps: readonly Step[]): void {
  const at = steps.findIndex(({ kind }) => kind === 'word');
  if (!word) return;
  const heard = steps
    .slice(0, at)
    .flatMap((step) => (step.kind === 'order' ? Date.parse(step.order.placedAt) : []));
  word.at = printed(Math.max(Date.parse(word.at), ...heard.map((instant) => instant + 1000)));
}

const printed = (instant: number) => new Date(instant).toISOString().replace('.000', '');

/** Step by step or several orders at once; now and then the inbox is worked off in between. */
async function live({ userId }: Person, steps: readonly Step[], random: Random): Promise<void> {
  await recordCustomers(books, [{ ...memberOf(userId), name: 'Ann', phoneHash: null }]);
  let batch: Parameters<Books['record']> = [];
  const flush = async () => {
    if (batch.length > 0) await books.record(...batch);
    batch = [];
  };
  for (const step of steps) {
    if (step.kind === 'order') {
      batch.push(fetched(snapshotOf(step.order, step.cancelled), { buyer: buyerOf(userId, step.order.as) }));
      if (random.chance(0.7)) await flush();
    } else if (step.kind === 'word') {
      await flush();
      await setCode(userId, step.word);
    } else {
      await flush();
      await recordCustomers(books, [{ userId, email: guestOf(userId), name: 'Ann', phoneHash: null }]);
    }
    if (random.chance(0.3)) await books.reassess();
  }
  await flush();
  for (let rounds = 0; (await books.reassess()).length > 0; rounds += 1) expect(rounds).toBeLessThan(5);
}

const guestOf = (userId: number) => `guest-${userId}@example.org`;
const memberOf = (userId: number) => ({ userId, email: `member-${userId}@example.org` });

function buyerOf(userId: number, as: Bought['as']) {
  const account = as === 'guest' ? { userId: 0 } : memberOf(userId);
  const email = as === 'member' ? memberOf(userId).email : guestOf(userId);
  return { ...account, email, name: 'Ann', phoneHash: null };
}

/** The clock of the books moves on a second at each look. */
async function setCode(userId: number, { code, at }: NonNullable<Person['word']>): Promise<void> {
  const { db } = books.database;
  const [customer] = await db.select().from(customers).where(eq(customers.wordpressUserId, userId));
  books.setClock(printed(Date.parse(at) - 1000));
  await changeReferralCode(books, customer?.id ?? '', { referralCode: code, changedByUserId: 1 });
  books.setClock('2026-12-03T12:00:00Z');
}

function snapshotOf({ orderId, placedAt, coupons, isPaid }: Bought, cancelled: boolean): OrderSnapshot {
  const open = isPaid ? 'processing' : 'on-hold';
  return anOrder({
    ...{ orderId, placedAt, paidAt: isPaid ? placedAt : null },
    status: cancelled ? 'cancelled' : open,
    modifiedAt: cancelled ? '2026-12-01T10:00:00Z' : placedAt,
    coupons: coupons.map((code) => aCoupon({ couponId: null, code })),
  });
}

/** Compares with what the orders say for themselves. */
async function whatIsWrong(person: Person): Promise<string[]> {
  const problems: string[] = [];
  for (const order of person.bought) {
    const rows = await books.commissionsOf(order.orderId);
    const earned = rows.filter(({ amountMinor }) => amountMinor > 0n);
    const written = earned.map(({ affiliateId, channel, couponCode }) =>
      [nameOf(affiliateId), channel, couponCode].join(' '),
    );
    const should = whoEarns(order, person);
    if (written.join() !== should) {
      problems.push(
        `order ${order.orderId}: ${written.join() || 'nobody'} earned, not ${should || 'nobody'}`,
      );
    }
  }
  return problems;
}

const nameOf = (affiliateId: string) => (affiliateId === owners.early ? 'early' : 'late');

/**
 * The coupon applied last that is somebody's; where there is none the code that the person had: what an administrator said by then, else the
 * first coupon of the paid order placed before all others, for those placed after it.
 */
function whoEarns(order: Bought, person: Person): string {
  if (!order.isPaid || order.isCancelled) return '';
  const owner = order.placedAt < handover ? 'early' : 'late';
  const used = order.coupons.filter((code) => code !== 'nobody').at(-1);
  if (used !== undefined) return [owner, 'coupon', used].join(' ');
  const code = codeBefore(order, person);
  const isOwned = code === 'anna' || code === 'berta';
  return isOwned ? [owner, 'referral_code', code].join(' ') : '';
}

function codeBefore(order: Bought, { bought, word }: Person): string | null {
  if (word && word.at <= order.placedAt) return word.code;
  const [giver] = bought
    .filter(({ isPaid, coupons }) => isPaid && coupons.length > 0)
    .sort((a, b) => (a.placedAt === b.placedAt ? a.orderId - b.orderId : a.placedAt < b.placedAt ? -1 : 1));
  if (
    !giver ||
    (giver.placedAt === order.placedAt ? giver.orderId >= order.orderId : giver.placedAt > order.placedAt)
  )
    return null;
  return giver.coupons[0] ?? null;
}
