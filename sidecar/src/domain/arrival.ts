import type { OrderSnapshot } from './order-snapshot.ts';

/** What reached us about one order, from a webhook, a poll, a sweep, or our own wish to decide again. */
export type Arrival = StateArrival | GoneArrival | ReassessArrival | RecalculateArrival;

/** The order as the store shows it. */
export interface StateArrival {
  kind: 'state';
  snapshot: OrderSnapshot;
  buyer: Buyer;
  /** When the store said so; between two states of one second the later word counts. */
  asOf: Date;
  /** Read from the store's API just now; false for a webhook, whose place among others of its second is unknown. */
  fetched: boolean;
}

/** The store no longer knows the order (404). */
export interface GoneArrival {
  kind: 'gone';
  orderId: number;
  asOf: Date;
}

/** Nothing new from the store: decide again from what is stored, because an ownership changed. What was frozen stays. */
export interface ReassessArrival {
  kind: 'reassess';
  orderId: number;
}

/**
 * Decide again with today's rules, because somebody asked for it, who was shown what comes of it (`outcomeOf`):
 * should something else come of it by now, what was frozen stays. Null: whatever comes of it.
 */
export interface RecalculateArrival {
  kind: 'recalculate';
  orderId: number;
  shown: string | null;
}

/** Who bought. Kept in `customers` only, never in a snapshot. `userId` is WordPress's, 0 for a guest. A telephone number is known as its hash alone (`phoneKey`). */
export interface Buyer {
  userId: number;
  email: string | null;
  name: string;
  phoneHash: string | null;
}
