import { inArray, isNotNull, and, sql } from 'drizzle-orm';
import type { Executor } from './client.ts';
import { inbox } from './schema/inbox.ts';
import { orders } from './schema/orders.ts';

/** Asks the worker to decide again about the orders with a coupon that are in one of the statuses. */
export async function reassessOrdersInStatus(
  executor: Executor,
  statuses: string[],
  at: Date,
): Promise<void> {
  if (statuses.length === 0) return;
  const chosen = and(inArray(orders.status, statuses), isNotNull(orders.firstCouponCode));
  await executor.execute(sql`
    insert into ${inbox} (id, resource, resource_id, origin, received_at, available_at)
    select concat('inb_', replace(uuid(), '-', '')), 'order', ${orders.orderId}, 'reassess', ${at}, ${at}
    from ${orders} where ${chosen}`);
}
