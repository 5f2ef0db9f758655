import type { OrderSnapshot } from './order-snapshot.ts';

/** What reached us about one order, from a webhook, a poll, a sweep, or our own wish to decide again. */
export type Arrival = StateArrival | GoneArrival | ReassessArrival;

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

/**
 * Nothing new from the store: decide again from what is stored. `reassess`: because an ownership changed, what was frozen stays;
 * `recalculate`: with today's rules, because somebody asked for it.
 */
export interface ReassessArrival {
  kind: 'reassess' | 'recalculate';
  orderId: number;
}

/** Who bought. Kept in `customers` only, never in a snapshot. `userId` is WordPress's, 0 for a guest. A telephone number is known as its hash alone (`phoneKey`). */
export interface Buyer {
  userId: number;
  email: string | null;
  name: string;
  phoneHash: string | null;
}
