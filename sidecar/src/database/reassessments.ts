import { randomBytes } from 'node:crypto';
import { sql, type SQL } from 'drizzle-orm';
import { among } from './among.ts';
import type { Executor } from './client.ts';
import { inbox } from './schema/inbox.ts';
import { orders, redemptions } from './schema/orders.ts';
import { settings } from './schema/settings.ts';

/** Every order that used the coupon, by id, or by code where the order told no id, is decided again; since `from`, null for all. */
export async function reassessOrdersOfCoupon(
  executor: Executor,
  coupon: { couponId: number; code: string },
  from: Date | null,
  at: Date,
): Promise<void> {
  const since = from === null ? sql`true` : sql`r.placed_at >= ${sql.param(from, redemptions.placedAt)}`;
  const used = sql`
    select r.order_id from ${redemptions} r where r.coupon_id = ${coupon.couponId} and ${since}
    union
    select r.order_id from ${redemptions} r where r.coupon_id is null and r.coupon_code = ${coupon.code} and ${since}`;
  await decideAgain(executor, used, at);
}

/**
 * The orders of customers whose permanent code is another one now, but for those that gave it, are decided again; none in a shop that never
 * said anything about permanent codes: such orders keep the rules of their day, so the setting as it is now does not tell.
 */
export async function reassessOrdersOfCustomers(
  executor: Executor,
  customerIds: readonly string[],
  givingOrderIds: readonly number[],
  at: Date,
): Promise<void> {
  if (customerIds.length === 0) return;
  const theirs = sql`select ${orders.orderId} as order_id from ${orders}
    where exists (select 1 from ${settings} where ${settings.name} = ${'pay_permanent_code'})
      and ${among(orders.customerId, customerIds)} and not (${among(orders.orderId, givingOrderIds)})`;
  await decideAgain(executor, theirs, at);
}

/**
 * Asks the worker to decide again about every order that `orders` selects, a query of one column `order_id`. One statement whatever their number,
 * so all or none. Ids come from a hash, because MySQL may compute UUID() once for the whole statement.
 */
async function decideAgain(executor: Executor, orders: SQL, at: Date): Promise<void> {
  const batch = randomBytes(16).toString('hex');
  const now = sql.param(at, inbox.receivedAt);
  await executor.execute(sql`
    insert into ${inbox} (id, resource, resource_id, origin, received_at, available_at)
    select concat('inb_', left(sha2(concat(${batch}, o.order_id), 256), 32)), 'order', o.order_id, 'reassess', ${now}, ${now}
    from (${orders}) o`);
}
