import { randomBytes } from 'node:crypto';
import { and, inArray, isNotNull, sql } from 'drizzle-orm';
import type { Executor } from './client.ts';
import { inbox } from './schema/inbox.ts';
import { orders } from './schema/orders.ts';

/**
 * Asks the worker to decide again about the orders with a coupon that are in one of the statuses. One statement whatever their number.
 * Ids come from a hash, because MySQL may compute UUID() once for the whole statement.
 */
export async function reassessOrdersInStatus(
  executor: Executor,
  statuses: string[],
  at: Date,
): Promise<void> {
  if (statuses.length === 0) return;
  const batch = randomBytes(16).toString('hex');
  const now = sql.param(at, inbox.receivedAt);
  const chosen = and(inArray(orders.status, statuses), isNotNull(orders.firstCouponCode));
  await executor.execute(sql`
    insert into ${inbox} (id, resource, resource_id, origin, received_at, available_at)
    select concat('inb_', left(sha2(concat(${batch}, ${orders.orderId}), 256), 32)), 'order', ${orders.orderId}, 'reassess', ${now}, ${now}
    from ${orders} where ${chosen}`);
}
