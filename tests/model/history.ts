import type { Arrival, Buyer } from '@finders-fee/sidecar/domain/arrival';
import type { ReviewAction } from '@finders-fee/sidecar/domain/choose-stage';
import { liveOrder, type Moment } from './order-life.ts';
import type { Random } from './random.ts';
import type { Shop } from './shop.ts';

/** What the sidecar gets to hear, and when it works on it. `moment` is the state that a webhook carries; null asks for the newest one. */
export interface Word {
  moment: number | null;
  /** When it was said, and when it is worked on, in milliseconds. */
  saidAt: number;
  workedAt: number;
  /** Read from the store rather than sent by it. */
  fetched: boolean;
}

/**
 * What the owner does with a commission of the order after a batch; `which` in the order in which they came to be. What was proposed is paid as it was
 * proposed, whatever has come since: it was sent then.
 */
export interface Act {
  afterBatch: number;
  action: ReviewAction | 'propose' | 'pay';
  which: number;
}

/** One order's life and everything that the sidecar hears of it, in the order in which it is worked on. */
export interface History {
  shop: Shop;
  moments: Moment[];
  batches: Word[][];
  acts: Act[];
}

/**
 * Told once or several times, at once or days later, in any order. Of every state there is at least one word, unless the store is
 * looked through at the end.
 */
export function makeHistory(random: Random, shop: Shop, orderId: number, events: number): History {
  const moments = liveOrder(random, shop, orderId, events);
  const batches = makeBatches(random, makeWords(random, moments));
  return { shop, moments, batches, acts: random.chance(0.35) ? makeActs(random, batches.length) : [] };
}

/** One after the other, of the same commission. */
function makeActs(random: Random, batches: number): Act[] {
  const which = random.chance(0.8) ? 0 : 1;
  const actions = random.pick<Act['action'][]>([
    ['approve'],
    ['hold'],
    ['reject'],
    ['approve', 'pay'],
    ['approve', 'pay'],
    ['approve', 'pay', 'pay'],
    ['approve', 'propose', 'pay'],
    ['approve', 'propose', 'pay'],
    ['approve', 'propose', 'pay', 'pay'],
    ['approve', 'propose', 'reject'],
    ['hold', 'release'],
    ['hold', 'approve'],
    ['approve', 'reject', 'release'],
    ['reject', 'approve', 'pay'],
  ]);
  let afterBatch = 0;
  return actions.map((action) => {
    afterBatch = random.int(afterBatch, batches - 1);
    return { afterBatch, action, which };
  });
}

function makeWords(random: Random, moments: readonly Moment[]): Word[] {
  // Of an order that went for good before anything was known of it, a word that comes late says the opposite until somebody looks.
  const isGone = moments.at(-1)?.snapshot.status === 'deleted';
  const isSwept = random.chance(0.3) || isGone;
  const end = (moments.at(-1)?.at ?? 0) + 1_000;
  const isLate = random.chance(0.25);
  const words: Word[] = [];
  const say = (moment: number | null, saidAt: number, fetched: boolean, soon: number) => {
    const workedAt =
      isLate || random.chance(0.1) ? end + random.int(1, 90_000_000) : saidAt + random.int(1, soon);
    words.push({ moment, saidAt, workedAt: Math.max(workedAt, saidAt + 1), fetched });
  };
  moments.forEach(({ at, silent }, index) => {
    if (!(isSwept && random.chance(0.3))) {
      say(silent ? null : index, at + random.int(1, 3_000), false, 5_000);
    }
    if (random.chance(0.15)) say(silent ? null : index, at + random.int(1, 40_000_000), false, 5_000);
    // A poll shows the order as it is at that instant, not later than the next thing that happens to it.
    const until = moments[index + 1]?.at ?? at + 100_000;
    if (random.chance(0.12) && until > at) say(index, random.int(at, until - 1), true, 100_000);
  });
  if (isSwept) {
    const last = Math.max(end, ...words.map(({ workedAt }) => workedAt)) + 1_000;
    words.push({ moment: null, saidAt: last, workedAt: last + 1, fetched: true });
  }
  return words.sort((a, b) => a.workedAt - b.workedAt);
}

/** Mostly one by one; some words are worked on together with those before them. */
function makeBatches(random: Random, words: readonly Word[]): Word[][] {
  const batches: Word[][] = [];
  for (const word of words) {
    const last = batches.at(-1);
    if (last && random.chance(0.2)) last.push(word);
    else batches.push([word]);
  }
  return batches;
}

export const someBuyer: Buyer = { userId: 7, email: null, name: 'Ann Archer', phoneHash: null };

/** How the store answers when it is asked at this instant; undefined before the order was placed. */
export function stateAt(moments: readonly Moment[], at: number): Moment | undefined {
  return moments.findLast((moment) => moment.at <= at);
}

/** What the sidecar makes of a batch. `clear` also asks the store, as a worker does when two states of one second contradict each other. */
export function arrivalsOf({ moments }: History, batch: readonly Word[], { clear = false } = {}): Arrival[] {
  const now = Math.max(...batch.map(({ workedAt }) => workedAt));
  const arrivals = batch.flatMap(({ moment, saidAt, fetched }) => {
    const found = moment === null ? undefined : moments[moment];
    if (!found) return ask(moments, now);
    return toArrival(found, saidAt, fetched);
  });
  return clear ? [...arrivals, ...ask(moments, now)] : arrivals;
}

function ask(moments: readonly Moment[], now: number): Arrival[] {
  const found = stateAt(moments, now);
  return found ? [toArrival(found, now, true)] : [];
}

function toArrival({ snapshot }: Moment, saidAt: number, fetched: boolean): Arrival {
  const asOf = new Date(saidAt);
  if (snapshot.status === 'deleted') return { kind: 'gone', orderId: snapshot.orderId, asOf };
  return { kind: 'state', snapshot, buyer: someBuyer, asOf, fetched };
}
