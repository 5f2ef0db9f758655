import { and, eq, inArray, isNotNull, sql } from 'drizzle-orm';
import type { CouponUses } from '../domain/coupon-uses.ts';
import type { Executor } from './client.ts';
import { insertRows } from './insert-rows.ts';
import { orders, redemptions } from './schema/orders.ts';
import { couponUses } from './schema/totals.ts';

/** Call it in the transaction that changes the books, with `mergeUses` behind it. */
export async function addToUses(executor: Executor, changes: readonly CouponUses[]): Promise<void> {
  await insertRows(executor, couponUses, changes, { add: ['uses', 'counting'] });
}

/** How many uses of coupons and links the affiliate has, on orders of every status. */
export async function countUses(executor: Executor, affiliateId: string): Promise<number> {
  const [row] = await executor
    .select({ uses: sql`coalesce(sum(${couponUses.uses}), 0)`.mapWith(Number) })
    .from(couponUses)
    .where(eq(couponUses.affiliateId, affiliateId));
  return row?.uses ?? 0;
}

/** By coupon id, how many orders that stand in the reports were bought with it while it belonged to the affiliate. */
export async function countOrdersByCoupon(
  executor: Executor,
  affiliateId: string,
  couponIds: readonly number[],
): Promise<Map<number, number>> {
  if (couponIds.length === 0) return new Map();
  const rows = await executor
    .select()
    .from(couponUses)
    .where(and(eq(couponUses.affiliateId, affiliateId), inArray(couponUses.couponId, [...couponIds])));
  return new Map(rows.map(({ couponId, counting }) => [couponId, counting]));
}

/** Writes the uses anew from the books. Nobody may write books meanwhile. */
export async function rebuildUses(executor: Executor): Promise<void> {
  await executor.delete(couponUses);
  await executor.execute(sql`insert into ${couponUses} (affiliate_id, coupon_id, uses, counting)
    ${usesOfBooks}`);
}

/** The uses that differ from the books, at most 100 of them, as of one instant. */
export async function findUsesDrift(
  executor: Executor,
): Promise<{ affiliateId: string; couponId: number; recorded: number; expected: number }[]> {
  const [rows] = await executor.execute(sql`select affiliate_id, coupon_id,
      sum(case when side = 'recorded' then uses else 0 end) as recorded, sum(case when side = 'expected' then uses else 0 end) as expected
    from (select 'recorded' as side, affiliate_id, coupon_id, uses, counting from ${couponUses}
      union all select 'expected', of_books.* from (${usesOfBooks}) as of_books) as both_sides
    group by affiliate_id, coupon_id
    having sum(case when side = 'recorded' then uses else -uses end) <> 0
      or sum(case when side = 'recorded' then counting else -counting end) <> 0
    limit 100`);
  return (rows as unknown as Record<string, string | number>[]).map((row) => ({
    affiliateId: String(row['affiliate_id']),
    couponId: Number(row['coupon_id']),
    recorded: Number(row['recorded']),
    expected: Number(row['expected']),
  }));
}

const usesOfBooks = sql`select ${redemptions.affiliateId} as affiliate_id, 
    case ${redemptions.channel} when 'coupon' then coalesce(${redemptions.couponId}, 0) else 0 end as coupon_id,
    count(*) as uses, sum(${orders.counts}) as counting
  from ${redemptions} join ${orders} on ${orders.orderId} = ${redemptions.orderId}
  where ${isNotNull(redemptions.affiliateId)} group by 1, 2`;
