import { date, index, int, mysqlEnum, mysqlTable, varchar } from 'drizzle-orm/mysql-core';
import type { Restrictions } from '../../domain/store-coupon.ts';
import { couponCode, id, instant, jsonOf, storeId } from './columns.ts';

/** WooCommerce's coupons as last read. A deleted one stays: its orders still need a name. */
export const coupons = mysqlTable(
  'coupons',
  {
    couponId: storeId().primaryKey(),
    code: couponCode().notNull(),
    discountType: varchar({ length: 40 }).notNull(),
    amount: varchar({ length: 40 }).notNull(),
    expiresOn: date({ mode: 'string' }),
    restrictions: jsonOf<Restrictions>(),
    usageCount: int().notNull(),
    status: mysqlEnum(['publish', 'draft', 'trash', 'deleted']).notNull(),
    seenAt: instant().notNull(),
  },
  (table) => [index('coupons_code').on(table.code)],
);

/** Who owned a coupon when: `[validFrom, validTo)`, null open-ended. Periods of one coupon never overlap. */
export const couponOwnerships = mysqlTable(
  'coupon_ownerships',
  {
    id: id().primaryKey(),
    couponId: storeId().notNull(),
    affiliateId: id().notNull(),
    validFrom: instant(),
    validTo: instant(),
    createdAt: instant().notNull(),
  },
  (table) => [
    index('coupon_ownerships_coupon').on(table.couponId),
    index('coupon_ownerships_affiliate').on(table.affiliateId),
  ],
);
