import {
  boolean,
  char,
  index,
  int,
  mysqlEnum,
  mysqlTable,
  tinyint,
  uniqueIndex,
  varchar,
} from 'drizzle-orm/mysql-core';
import type { ReasonCode } from '@finders-fee/shared';
import type { CategoriesByProduct, OrderRules } from '../../domain/books.ts';
import type { OrderSnapshot } from '../../domain/order-snapshot.ts';
import type { Restrictions } from '../../domain/store-coupon.ts';
import { amountMinor, couponCode, currency, id, instant, jsonOf, storeId } from './columns.ts';

/** The newest state of each order, without names and addresses. `asOf`: when the store said so, which decides between two states of one second. `totalMinor` is gross, before refunds. */
export const orders = mysqlTable(
  'orders',
  {
    orderId: storeId().primaryKey(),
    number: varchar({ length: 100 }).notNull(),
    status: varchar({ length: 40 }).notNull(),
    currency: currency().notNull(),
    exponent: tinyint().notNull(),
    totalMinor: amountMinor().notNull(),
    salesMinor: amountMinor().notNull(),
    discountMinor: amountMinor().notNull(),
    customerId: id(),
    firstCouponCode: couponCode(),
    everPaid: boolean().notNull(),
    placedAt: instant().notNull(),
    modifiedAt: instant().notNull(),
    asOf: instant().notNull(),
    /** Whether it stands in the reports: it carries a coupon, or an affiliate earns on it, and it counts at present. */
    counts: boolean().notNull(),
    /** Frozen when the order was first seen. */
    rules: jsonOf<OrderRules>().notNull(),
    /** The categories of each product, its sub-categories' parents included, frozen when a line with it was first seen. */
    categories: jsonOf<CategoriesByProduct>().notNull(),
    snapshot: jsonOf<OrderSnapshot>().notNull(),
    snapshotHash: char({ length: 64 }).notNull(),
    recordedAt: instant().notNull(),
  },
  (table) => [
    index('orders_customer').on(table.customerId, table.everPaid, table.placedAt),
    // Holds all that a report of sales reads, so that it never touches the wide rows.
    index('orders_placed').on(
      table.placedAt,
      table.counts,
      table.currency,
      table.exponent,
      table.salesMinor,
      table.discountMinor,
      table.customerId,
      table.firstCouponCode,
    ),
    index('orders_first_coupon').on(table.firstCouponCode),
  ],
);

/**
 * One coupon on one order, also those that earned nothing, with the reason; position 0 was applied first. After them the link that led to the order,
 * which has no code, and the buyer's permanent referral code.
 */
export const redemptions = mysqlTable(
  'redemptions',
  {
    id: id().primaryKey(),
    orderId: storeId().notNull(),
    position: int().notNull(),
    channel: mysqlEnum(['coupon', 'link', 'referral_code']).notNull(),
    couponId: storeId(),
    couponCode: couponCode(),
    affiliateId: id(),
    /** The affiliate's program, as it was when the coupon or link was first seen on the order. */
    programId: id(),
    commissionId: id(),
    discountMinor: amountMinor().notNull(),
    /** Whether its owner may earn with it at all; who of several does is for the order's rules. */
    eligible: boolean().notNull(),
    /** What the coupon may discount, frozen when it was first seen on the order; null for everything. */
    restrictions: jsonOf<Restrictions>(),
    reasons: jsonOf<ReasonCode[]>().notNull(),
    placedAt: instant().notNull(),
  },
  (table) => [
    uniqueIndex('redemptions_order_position').on(table.orderId, table.position),
    index('redemptions_placed').on(table.placedAt),
    index('redemptions_coupon').on(table.couponId, table.placedAt),
    index('redemptions_code').on(table.couponCode, table.placedAt),
    index('redemptions_affiliate').on(table.affiliateId, table.placedAt),
    index('redemptions_commission').on(table.commissionId),
    index('redemptions_channel').on(table.channel, table.placedAt),
  ],
);

/** Which order a refund belongs to: WooCommerce tells of a deleted refund by its own id alone. */
export const refundOrders = mysqlTable('refund_orders', {
  refundId: storeId().primaryKey(),
  orderId: storeId().notNull(),
});
