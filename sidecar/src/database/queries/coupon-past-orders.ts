import { AppError, type CouponPastOrders } from '@finders-fee/shared';
import { and, eq, inArray, isNull, or, sql } from 'drizzle-orm';
import type { Database } from '../client.ts';
import { readOrdersCursor } from '../orders-cursor.ts';
import { coupons } from '../schema/coupons.ts';
import { orders, redemptions } from '../schema/orders.ts';
import { readSettings } from '../settings.ts';
import { formatMoney, sumByCurrency } from './money.ts';
import { countAll } from './page.ts';

/**
 * What a coupon has sold while it belonged to nobody: orders in an earning status. Orders from before WooCommerce kept
 * the coupon's id on them are found by the code. Throws `not_found` for an unknown coupon.
 */
export async function readCouponPastOrders(database: Database, couponId: number): Promise<CouponPastOrders> {
  const { db } = database;
  const [coupon] = await db
    .select({ code: coupons.code })
    .from(coupons)
    .where(eq(coupons.couponId, couponId));
  if (!coupon) throw new AppError('not_found', `There is no coupon ${couponId}.`);
  const { earning_statuses: earning } = await readSettings(db);
  const byCode = and(isNull(redemptions.couponId), eq(redemptions.couponCode, coupon.code));
  const { historyComplete } = await readOrdersCursor(database, 'any');
  const rows = await db
    .select({
      currency: orders.currency,
      exponent: orders.exponent,
      orders: countAll.total,
      minor: sql`sum(${orders.salesMinor})`.mapWith(BigInt),
    })
    .from(redemptions)
    .innerJoin(orders, eq(orders.orderId, redemptions.orderId))
    .where(
      and(
        or(eq(redemptions.couponId, couponId), byCode),
        isNull(redemptions.affiliateId),
        inArray(orders.status, earning),
      ),
    )
    .groupBy(orders.currency, orders.exponent);
  return {
    coupon_id: couponId,
    orders: rows.reduce((count, { orders: some }) => count + some, 0),
    totals: sumByCurrency(rows).map((sum) => ({ currency: sum.currency, sales: formatMoney(sum) })),
    history_complete: historyComplete,
  };
}
