import type { InboxRow } from '../database/inbox.ts';
import { findStoredSnapshots } from '../database/queries/stored-snapshots.ts';
import { insertRefundOrders } from '../database/refund-orders.ts';
import type { Arrival } from '../domain/arrival.ts';
import type { Refund } from '../domain/order-snapshot.ts';
import type { Services } from '../services.ts';
import { fewAtOnce } from '../woocommerce/few-at-once.ts';
import {
  hasSameRefunds,
  parseOrder,
  toBuyer,
  toSnapshot,
  type StoreOrder,
} from '../woocommerce/parse-order.ts';
import { readOrder } from '../woocommerce/read-order.ts';

const requestsAtOnce = 4;

/** What arrived about one order, ready to be recorded, or the fault that kept us from reading it. */
export type GatheredOrder = { orderId: number; arrivals: Arrival[] } | { orderId: number; error: unknown };

/**
 * Turns inbox rows into arrivals. Asks the store only for orders whose row brings no state, or whose refunds changed:
 * a webhook names a refund without its lines.
 */
export async function gatherOrders(
  services: Pick<Services, 'database' | 'clock' | 'stores'>,
  rows: InboxRow[],
  options: { alwaysAsk?: boolean } = {},
): Promise<GatheredOrder[]> {
  const byOrder = groupByOrder(rows);
  const stored = await findStoredSnapshots(services.database, [...byOrder.keys()]);
  return fewAtOnce(requestsAtOnce, [...byOrder], async ([orderId, about]) => {
    try {
      const refunds = stored.get(orderId)?.refunds ?? [];
      const told = about.map((row) => readRow(row, refunds));
      const arrivals = told.filter((arrival) => arrival !== 'ask');
      if (!options.alwaysAsk && arrivals.length === told.length) return { orderId, arrivals };
      return { orderId, arrivals: [...arrivals, await ask(services, orderId, refunds)] };
    } catch (error) {
      return { orderId, error };
    }
  });
}

function groupByOrder(rows: InboxRow[]): Map<number, InboxRow[]> {
  const groups = new Map<number, InboxRow[]>();
  for (const row of rows) groups.set(row.resourceId, [...(groups.get(row.resourceId) ?? []), row]);
  return groups;
}

/** The arrival that a row brings by itself, or `ask` when only the store can tell. */
function readRow(row: InboxRow, stored: Refund[]): Arrival | 'ask' {
  if (row.origin === 'reassess') return { kind: 'reassess', orderId: row.resourceId };
  if (row.origin === 'recalculate')
    return { kind: 'recalculate', orderId: row.resourceId, shown: row.payload };
  const order = row.payload === null ? undefined : parseOrder(JSON.parse(row.payload));
  if (!order || !hasSameRefunds(order, stored)) return 'ask';
  return toArrival(order, stored, row.receivedAt, row.origin !== 'webhook');
}

async function ask(
  { database, clock, stores }: Pick<Services, 'database' | 'clock' | 'stores'>,
  orderId: number,
  stored: Refund[],
): Promise<Arrival> {
  const store = await stores.get();
  const asOf = clock();
  const found = await readOrder(store, orderId, stored);
  if (!found) return { kind: 'gone', orderId, asOf };
  await insertRefundOrders(database, orderId, found.refunds);
  return toArrival(found.order, found.refunds, asOf, true);
}

function toArrival(order: StoreOrder, refunds: Refund[], asOf: Date, fetched: boolean): Arrival {
  return { kind: 'state', snapshot: toSnapshot(order, refunds), buyer: toBuyer(order), asOf, fetched };
}
