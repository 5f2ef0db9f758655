import { and, asc, eq } from 'drizzle-orm';
import {
  periodsOf,
  type CodeChange,
  type CodePeriod,
  type GivenCode,
} from '../domain/referral-code-periods.ts';
import { among } from './among.ts';
import type { Executor } from './client.ts';
import { listFirstCodeGivingOrders } from './first-orders.ts';
import { customers, referralCodeChanges } from './schema/customers.ts';
import { orders, redemptions } from './schema/orders.ts';

/** By customer id, which permanent referral code each of them had when. `keepsFirstCoupon`: whether orders give codes at all. */
export async function loadCodePeriods(
  executor: Executor,
  customerIds: readonly string[],
  { keepsFirstCoupon }: { keepsFirstCoupon: boolean },
): Promise<Map<string, CodePeriod[]>> {
  if (customerIds.length === 0) return new Map();
  const holders = await executor
    .select({ holder: customers, couponId: redemptions.couponId })
    .from(customers)
    .leftJoin(redemptions, firstCouponOf(customers.referralCodeOrderId))
    .where(among(customers.id, customerIds));
  const changes = await loadChanges(executor, customerIds);
  const overruled = holders.filter(({ holder }) => holder.referralCodeSource === 'administrator');
  const givers = await loadFirstGivers(
    executor,
    keepsFirstCoupon ? overruled.map(({ holder }) => holder.id) : [],
  );
  return new Map(
    holders.map(({ holder, couponId }) => [
      holder.id,
      periodsOf(
        { ...holder, couponId, firstGiver: givers.get(holder.id) ?? null },
        changes.get(holder.id) ?? [],
      ),
    ]),
  );
}

async function loadFirstGivers(
  executor: Executor,
  customerIds: readonly string[],
): Promise<Map<string, GivenCode>> {
  const firsts = await listFirstCodeGivingOrders(executor, customerIds, []);
  if (firsts.length === 0) return new Map();
  const orderIds = firsts.map(({ order }) => order.orderId);
  const rows = await executor
    .select({ orderId: orders.orderId, couponId: redemptions.couponId })
    .from(orders)
    .innerJoin(redemptions, firstCouponOf(orders.orderId))
    .where(among(orders.orderId, orderIds));
  const couponIds = new Map(rows.map(({ orderId, couponId }) => [orderId, couponId]));
  return new Map(
    firsts.map(({ customerId, order: { orderId, code, placedAt } }) => [
      customerId,
      { code, couponId: couponIds.get(orderId) ?? null, from: placedAt, orderId },
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
function firstCouponOf(
  orderId: typeof customers.referralCodeOrderId | typeof referralCodeChanges.orderId | typeof orders.orderId,
) {
  return and(
    eq(redemptions.orderId, orderId),
    eq(redemptions.position, 0),
    eq(redemptions.channel, 'coupon'),
  );
}
