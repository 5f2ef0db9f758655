import type { Database } from '../client.ts';
import { orders } from '../schema/index.ts';

/** True once any order was recorded. */
export async function hasOrders({ db }: Database): Promise<boolean> {
  return (await db.select({ orderId: orders.orderId }).from(orders).limit(1)).length > 0;
}
