import { randomBytes } from 'node:crypto';
import { and, eq, sql, type SQL } from 'drizzle-orm';
import type { Executor } from './client.ts';
import { within } from './queries/page.ts';
import { affiliates } from './schema/affiliates.ts';
import { commissions } from './schema/commissions.ts';
import { inbox } from './schema/inbox.ts';
import { redemptions } from './schema/orders.ts';

/** Which orders of the past are decided again: placed in `[after, before)`, with a coupon, and of this affiliate or program. */
export interface RecalculationScope {
  after?: string | undefined;
  before?: string | undefined;
  programId?: string | undefined;
  affiliateId?: string | undefined;
}

/** Their ids, smallest first; at most so many. */
export async function listOrdersInScope(
  executor: Executor,
  scope: RecalculationScope,
  limit: number,
): Promise<number[]> {
  const [rows] = await executor.execute(
    sql`select o.order_id from (${ordersInScope(scope)}) o order by o.order_id limit ${limit}`,
  );
  return (rows as unknown as { order_id: number }[]).map((row) => Number(row.order_id));
}

/** Asks the worker to decide again about all of them with today's rules. One statement whatever their number, so all or none. */
export async function insertRecalculations(
  executor: Executor,
  scope: RecalculationScope,
  at: Date,
): Promise<void> {
  const batch = randomBytes(16).toString('hex');
  const now = sql.param(at, inbox.receivedAt);
  await executor.execute(sql`
    insert into ${inbox} (id, resource, resource_id, origin, received_at, available_at)
    select concat('inb_', left(sha2(concat(${batch}, o.order_id), 256), 32)), 'order', o.order_id, 'recalculate', ${now}, ${now}
    from (${ordersInScope(scope)}) o`);
}

/** Those that had a coupon, and those that have a commission though they lost it. An affiliate's program is the one of today, or that of the commission. */
function ordersInScope({ programId, affiliateId, ...span }: RecalculationScope): SQL {
  const ofAffiliate = (column: SQL | typeof redemptions.affiliateId | typeof commissions.affiliateId) =>
    affiliateId === undefined ? undefined : sql`${column} = ${affiliateId}`;
  const inProgram =
    programId === undefined
      ? undefined
      : sql`${redemptions.affiliateId} in (select ${affiliates.id} from ${affiliates} where ${eq(affiliates.programId, programId)})`;
  const withCoupon = and(within(redemptions.placedAt, span), ofAffiliate(redemptions.affiliateId), inProgram);
  const withCommission = and(
    sql`${commissions.orderId} is not null`,
    within(commissions.placedAt, span),
    ofAffiliate(commissions.affiliateId),
    programId === undefined ? undefined : eq(commissions.programId, programId),
  );
  return sql`
    select ${redemptions.orderId} as order_id from ${redemptions} where ${withCoupon ?? sql`true`}
    union
    select ${commissions.orderId} as order_id from ${commissions} where ${withCommission}`;
}
