import { and, asc, eq } from 'drizzle-orm';
import { periodsOf, type CodeChange, type CodePeriod } from '../domain/referral-code-periods.ts';
import { among } from './among.ts';
import type { Executor } from './client.ts';
import { customers, referralCodeChanges } from './schema/customers.ts';
import { orders, redemptions } from './schema/orders.ts';

/** By customer id, which permanent referral code each of them had when. */
export async function loadCodePeriods(
  executor: Executor,
  customerIds: readonly string[],
): Promise<Map<string, CodePeriod[]>> {
  if (customerIds.length === 0) return new Map();
  const holders = await executor
    .select({ holder: customers, couponId: redemptions.couponId })
    .from(customers)
    .leftJoin(redemptions, firstCouponOf(customers.referralCodeOrderId))
    .where(among(customers.id, customerIds));
  const changes = await loadChanges(executor, customerIds);
  return new Map(
    holders.map(({ holder, couponId }) => [
      holder.id,
      periodsOf({ ...holder, couponId }, changes.get(holder.id) ?? []),
    ]),
  );
}

async function loadChanges(
  executor: Executor,
  customerIds: readonly string[],
): Promise<Map<string, CodeChange[]>> {
  const rows = await executor
    .select({
      customerId: referralCodeChanges.customerId,
      codeAfter: referralCodeChanges.codeAfter,
      source: referralCodeChanges.source,
      changedAt: referralCodeChanges.changedAt,
      orderId: referralCodeChanges.orderId,
      orderPlacedAt: orders.placedAt,
      couponId: redemptions.couponId,
    })
    .from(referralCodeChanges)
    .leftJoin(orders, eq(orders.orderId, referralCodeChanges.orderId))
    .leftJoin(redemptions, firstCouponOf(referralCodeChanges.orderId))
    .where(among(referralCodeChanges.customerId, customerIds))
    .orderBy(asc(referralCodeChanges.changedAt), asc(referralCodeChanges.id));
  const changes = new Map<string, CodeChange[]>();
  for (const { customerId, ...change } of rows)
    changes.set(customerId, [...(changes.get(customerId) ?? []), change]);
  return changes;
}

/** The coupon that was applied first on an order: the one that gives the code. */
function firstCouponOf(orderId: typeof customers.referralCodeOrderId | typeof referralCodeChanges.orderId) {
  return and(
    eq(redemptions.orderId, orderId),
    eq(redemptions.position, 0),
    eq(redemptions.channel, 'coupon'),
  );
}
