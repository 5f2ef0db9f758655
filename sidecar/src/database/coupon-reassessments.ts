import { randomBytes } from 'node:crypto';
import { sql } from 'drizzle-orm';
import type { Executor } from './client.ts';
import { inbox } from './schema/inbox.ts';
import { redemptions } from './schema/orders.ts';

/**
 * Asks the worker to decide again about every order that used the coupon, by id, or by code where the order told no id; since `from`, null for all.
 * One statement whatever their number. Ids come from a hash, because MySQL may compute UUID() once for the whole statement.
 */
export async function reassessOrdersOfCoupon(
  executor: Executor,
  coupon: { couponId: number; code: string },
  from: Date | null,
  at: Date,
): Promise<void> {
  const batch = randomBytes(16).toString('hex');
  const now = sql.param(at, inbox.receivedAt);
  const since = from === null ? sql`true` : sql`r.placed_at >= ${sql.param(from, redemptions.placedAt)}`;
  await executor.execute(sql`
    insert into ${inbox} (id, resource, resource_id, origin, received_at, available_at)
    select concat('inb_', left(sha2(concat(${batch}, o.order_id), 256), 32)), 'order', o.order_id, 'reassess', ${now}, ${now}
    from (
      select r.order_id from ${redemptions} r where r.coupon_id = ${coupon.couponId} and ${since}
      union
      select r.order_id from ${redemptions} r where r.coupon_id is null and r.coupon_code = ${coupon.code} and ${since}
    ) o`);
}
