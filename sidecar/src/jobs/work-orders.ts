import type { InboxRow } from '../database/inbox.ts';
import type { Services } from '../services.ts';
import { gatherOrders, type GatheredOrder } from '../use-cases/gather-orders.ts';
import { gatherProducts } from '../use-cases/gather-products.ts';
import { recordOrders } from '../use-cases/record-orders.ts';
import { togetherOrSingly, type Faults } from './together-or-singly.ts';

/** Writes the books of the orders that these rows are about; the rows leave in the same transaction. An order that fails fails alone. */
export async function workOrders(services: Services, rows: InboxRow[], holder: string): Promise<Faults> {
  const faults: Faults = new Map();
  const ambiguous = await record(services, rows, await gatherOrders(services, rows), holder, faults);
  if (ambiguous.size === 0) return faults;
  // Two states of one second: only the store can tell which is newer.
  const unclear = rows.filter((row) => ambiguous.has(row.resourceId));
  const asked = await gatherOrders(services, unclear, { alwaysAsk: true });
  for (const orderId of await record(services, unclear, asked, holder, faults)) {
    faults.set(
      orderId,
      new Error('Two states of one second, and the store’s answer did not tell which is newer'),
    );
  }
  return faults;
}

/** Returns the orders whose newest state could not be told. */
async function record(
  services: Services,
  rows: InboxRow[],
  gathered: GatheredOrder[],
  holder: string,
  faults: Faults,
): Promise<Set<number>> {
  const ambiguous = new Set<number>();
  const readable = (await gatherProducts(services, gathered)).flatMap((order) => {
    if (!('error' in order)) return [{ id: order.orderId, arrivals: order.arrivals }];
    faults.set(order.orderId, order.error);
    return [];
  });
  await togetherOrSingly(readable, faults, async (orders) => {
    const about = new Set(orders.map((order) => order.id));
    const ids = rows.filter((row) => about.has(row.resourceId)).map((row) => row.id);
    const arrivals = orders.flatMap((order) => order.arrivals);
    const outcome = await recordOrders(services, arrivals, { ids, claimedBy: holder });
    for (const orderId of outcome.ambiguousOrderIds) ambiguous.add(orderId);
  });
  return ambiguous;
}
