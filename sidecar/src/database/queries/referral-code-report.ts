import type { ReferralCodeReport, ReferralCodeReportQuery } from '@finders-fee/shared';
import { and, eq, inArray, isNotNull, sql, type SQL } from 'drizzle-orm';
import type { Database } from '../client.ts';
import { customers } from '../schema/customers.ts';
import { orders, redemptions } from '../schema/orders.ts';
import { readSettings } from '../settings.ts';
import { referralCodeIs } from './customers.ts';
import { formatMoney, sumByCurrency, type Money } from './money.ts';
import { countAll, within } from './page.ts';

/**
 * Per referral code, most customers first: who has it now, all their orders, and the orders of anybody that used it as a coupon.
 * Orders count while they are in an earning status; the span is about when they were placed. `code=none` is the customers without one.
 */
export async function reportReferralCodes(
  { db }: Database,
  query: ReferralCodeReportQuery,
): Promise<ReferralCodeReport[]> {
  const { earning_statuses: earning } = await readSettings(db);
  const counted = and(inArray(orders.status, earning), within(orders.placedAt, query));
  const ofCode = query.code === undefined ? isNotNull(customers.referralCode) : referralCodeIs(query.code);
  const [holders, all, used] = await Promise.all([
    db
      .select({ code: customers.referralCode, customers: countAll.total })
      .from(customers)
      .where(ofCode)
      .groupBy(customers.referralCode),
    db
      .select({ code: customers.referralCode, ...totals })
      .from(orders)
      .innerJoin(customers, eq(customers.id, orders.customerId))
      .where(and(counted, ofCode))
      .groupBy(customers.referralCode, orders.currency, orders.exponent),
    db
      .select({ code: redemptions.couponCode, ...totals })
      .from(redemptions)
      .innerJoin(orders, eq(orders.orderId, redemptions.orderId))
      .where(and(counted, usedCodeIs(query.code)))
      .groupBy(redemptions.couponCode, orders.currency, orders.exponent),
  ]);
  const rows = holders.map(({ code, customers: holding }) => ({
    code,
    customers: holding,
    all_orders: addUp(all.filter((row) => row.code === code)),
    orders_with_code: addUp(used.filter((row) => row.code === code)),
  }));
  return rows.sort((a, b) => b.customers - a.customers || ((a.code ?? '') < (b.code ?? '') ? -1 : 1));
}

const totals = {
  currency: orders.currency,
  exponent: orders.exponent,
  orders: countAll.total,
  minor: sql`sum(${orders.totalMinor})`.mapWith(BigInt),
};

/** Used as a coupon: an order that only came from a customer with the code is among all orders. */
function usedCodeIs(code: string | undefined): SQL | undefined {
  if (code === 'none') return sql`false`;
  const asCoupon = eq(redemptions.channel, 'coupon');
  return code === undefined ? asCoupon : and(asCoupon, eq(redemptions.couponCode, code.toLowerCase()));
}

function addUp(rows: (Money & { orders: number })[]): ReferralCodeReport['all_orders'] {
  return {
    count: rows.reduce((count, { orders: some }) => count + some, 0),
    total: sumByCurrency(rows).map((sum) => ({ currency: sum.currency, total: formatMoney(sum) })),
  };
}
