import { and, eq, sql, type SQL } from 'drizzle-orm';
import type { Executor } from './client.ts';
import { insertInboxRows } from './inbox.ts';
import { within } from './queries/page.ts';
import { affiliates } from './schema/affiliates.ts';
import { commissions } from './schema/commissions.ts';
import { orders, redemptions } from './schema/orders.ts';

/** Which orders of the past are decided again: placed in `[after, before)`, and of this affiliate or program. */
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

/** Asks the worker to decide again about these orders with today's rules, each only if what was shown comes of it. */
export async function insertRecalculations(
  executor: Executor,
  orders: readonly { orderId: number; shown: string }[],
  receivedAt: Date,
): Promise<void> {
  const asked = { resource: 'order', origin: 'recalculate', receivedAt } as const;
  await insertInboxRows(
    executor,
    orders.map(({ orderId, shown }) => ({ ...asked, resourceId: orderId, payload: shown })),
  );
}

/**
 * Of an affiliate or program those that had a coupon or link of theirs, and those that have a commission though they lost it; the affiliate's
 * program is the one of today, or that of the commission. Else all of the span: an order without a coupon may earn by its buyer's code.
 */
function ordersInScope({ programId, affiliateId, ...span }: RecalculationScope): SQL {
  if (programId === undefined && affiliateId === undefined)
    return sql`select ${orders.orderId} as order_id from ${orders} where ${within(orders.placedAt, span) ?? sql`true`}`;
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
