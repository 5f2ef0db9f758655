import { createHash } from 'node:crypto';
import type { Arrival, Buyer, StateArrival } from './arrival.ts';
import type { OrderSnapshot } from './order-snapshot.ts';
import { isDraft } from './order-status.ts';

/** The newest state that we hold of an order. */
export interface HeldState {
  snapshot: OrderSnapshot;
  snapshotHash: string;
  modifiedAt: Date;
  asOf: Date;
}

/**
 * What is to be done with everything that arrived about one order.
 * `repeated`: nothing new, but seen again at `asOf` · `ambiguous`: two states of one second, and only the store can tell which is newer.
 */
export type Acceptance =
  | { kind: 'ignored' | 'ambiguous' }
  | { kind: 'repeated'; asOf: Date }
  | ({ kind: 'accepted'; state: HeldState; states: OrderSnapshot[]; buyer: Buyer | null } & Renewal);

/** `anew`: with today's rules, what was frozen is forgotten. `shown`: only if this comes of it; null for whatever comes of it. */
export interface Renewal {
  anew: boolean;
  shown: string | null;
}

/**
 * A store restored from a backup, or whose clock was set back, shows orders older than we know them. So long after the newest word
 * an older one that was read from the store counts; before, it may come from a copy of the store's database that lags behind.
 */
const goesBackAfterMs = 5 * 60 * 1000;

/** Takes what arrived about one order in the order in which the store said it. */
export function acceptArrivals(held: HeldState | undefined, arrivals: readonly Arrival[]): Acceptance {
  const start: Progress = {
    state: held,
    states: [],
    buyer: null,
    decide: false,
    anew: false,
    shown: null,
    ambiguous: false,
    seenAgainAt: null,
  };
  const inOrder = [...arrivals].sort((a, b) => instantOf(a) - instantOf(b));
  const { state, states, buyer, decide, anew, shown, ambiguous, seenAgainAt } = inOrder.reduce(accept, start);
  if (ambiguous) return { kind: 'ambiguous' };
  if (state && decide) return { kind: 'accepted', state, states, buyer, anew, shown };
  return seenAgainAt ? { kind: 'repeated', asOf: seenAgainAt } : { kind: 'ignored' };
}

/** SHA-256 over the snapshot with its keys sorted, so that it does not matter who wrote it down. */
export function hashSnapshot(snapshot: OrderSnapshot): string {
  const sorted = (_key: string, value: unknown): unknown =>
    value !== null && typeof value === 'object' && !Array.isArray(value)
      ? Object.fromEntries(Object.entries(value).sort(([a], [b]) => (a < b ? -1 : 1)))
      : value;
  return createHash('sha256').update(JSON.stringify(snapshot, sorted)).digest('hex');
}

interface Progress extends Renewal {
  state: HeldState | undefined;
  /** Every state taken over, also those that a later one of the batch replaced. */
  states: OrderSnapshot[];
  buyer: Buyer | null;
  decide: boolean;
  ambiguous: boolean;
  seenAgainAt: Date | null;
}

function accept(progress: Progress, arrival: Arrival): Progress {
  const { state } = progress;
  if (!('asOf' in arrival)) {
    const asked = { ...progress, decide: state !== undefined };
    return arrival.kind === 'reassess' || !state ? asked : { ...asked, anew: true, shown: arrival.shown };
  }

  if (arrival.kind === 'state') return acceptState(progress, arrival);
  if (!state || arrival.asOf < state.asOf) return progress;
  if (state.snapshot.status === 'deleted') return { ...progress, ambiguous: false };
  return take(progress, { ...state.snapshot, status: 'deleted' }, arrival.asOf);
}

function acceptState(progress: Progress, arrival: StateArrival): Progress {
  const { state } = progress;
  const { snapshot, asOf, fetched, buyer } = arrival;
  if (!state) return isDraft(snapshot.status) ? progress : { ...take(progress, snapshot, asOf), buyer };
  const taken = () => ({ ...take(progress, snapshot, asOf), buyer });
  const later = new Date(snapshot.modifiedAt).getTime() - state.modifiedAt.getTime();
  if (state.snapshot.status === 'deleted') {
    if (!fetched) return later < 0 ? progress : { ...progress, ambiguous: true };
    return asOf > state.asOf ? taken() : progress;
  }
  if (later < 0) {
    return fetched && asOf.getTime() - state.asOf.getTime() > goesBackAfterMs ? taken() : progress;
  }
  if (later > 0) return taken();
  if (hashSnapshot(snapshot) === state.snapshotHash) {
    const settled = { ...progress, ambiguous: progress.ambiguous && !fetched };
    return fetched && asOf > state.asOf
      ? { ...settled, state: { ...state, asOf }, seenAgainAt: asOf }
      : settled;
  }
  if (!fetched) return { ...progress, ambiguous: true };
  return asOf > state.asOf ? taken() : progress;
}

function take(progress: Progress, snapshot: OrderSnapshot, asOf: Date): Progress {
  const state = {
    snapshot,
    snapshotHash: hashSnapshot(snapshot),
    modifiedAt: new Date(snapshot.modifiedAt),
    asOf,
  };
  return { ...progress, state, states: [...progress.states, snapshot], decide: true, ambiguous: false };
}

/** A wish to decide again comes last: it is about whatever is newest. */
function instantOf(arrival: Arrival): number {
  return 'asOf' in arrival ? arrival.asOf.getTime() : Infinity;
}
