import type { Refund } from '../domain/order-snapshot.ts';
import { hasSameRefunds, type StoreOrder } from './parse-order.ts';
import type { Store } from './store.ts';

const maxTries = 3;

/**
 * An order and its refunds as they are now; undefined when the store no longer has it. The lines of refunds that are already
 * stored are not asked for again, so most orders cost one request.
 */
export async function readOrder(
  store: Store,
  orderId: number,
  stored: Refund[],
): Promise<{ order: StoreOrder; refunds: Refund[] } | undefined> {
  for (let attempt = 1; ; attempt += 1) {
    const order = await store.findOrder(orderId);
    if (!order) return undefined;
    if (hasSameRefunds(order, stored)) return { order, refunds: stored };
    const refunds = await store.listOrderRefunds(orderId);
    // A refund made or deleted between the two requests shows as a difference: then both are asked for again.
    if (hasSameRefunds(order, refunds) || attempt === maxTries) return { order, refunds };
  }
}
