import { date, index, int, mysqlEnum, mysqlTable, primaryKey, tinyint } from 'drizzle-orm/mysql-core';
import { amountMinor, currency, exactText, id, storeId } from './columns.ts';

/**
 * What each day sold and earned, kept in step with the books in the same transaction, so that a report reads as many rows as it has days.
 * `day` in the store's time zone. `subject`: an affiliate's or program's id, a coupon's code, a channel; `none` for sales that earned for nobody;
 * empty for `all`. A refund lowers the day of its order.
 */
export const dailyTotals = mysqlTable(
  'daily_totals',
  {
    dimension: mysqlEnum(['all', 'affiliate', 'coupon', 'program', 'channel']).notNull(),
    day: date({ mode: 'string' }).notNull(),
    subject: exactText(255).notNull(),
    currency: currency().notNull(),
    exponent: tinyint().notNull(),
    orders: int().notNull(),
    salesMinor: amountMinor().notNull(),
    discountMinor: amountMinor().notNull(),
    commissionMinor: amountMinor().notNull(),
  },
  (table) => [
    primaryKey({
      columns: [table.dimension, table.day, table.subject, table.currency, table.exponent],
    }),
    index('daily_totals_subject').on(table.dimension, table.subject, table.day),
  ],
);

/**
 * How many customers each day brought: those whose first paid order was placed on it and stands in the reports, under that order's currency.
 * Kept in step with the books in the same transaction. `day` in the store's time zone.
 */
export const dailyNewCustomers = mysqlTable(
  'daily_new_customers',
  {
    day: date({ mode: 'string' }).notNull(),
    currency: currency().notNull(),
    customers: int().notNull(),
  },
  (table) => [primaryKey({ columns: [table.day, table.currency] })],
);

/** What each affiliate has on each account, kept in step with the ledger in the same transaction. */
export const accountBalances = mysqlTable(
  'account_balances',
  {
    affiliateId: id().notNull(),
    currency: currency().notNull(),
    exponent: tinyint().notNull(),
    pendingMinor: amountMinor().notNull(),
    heldMinor: amountMinor().notNull(),
    approvedMinor: amountMinor().notNull(),
    paidMinor: amountMinor().notNull(),
  },
  (table) => [primaryKey({ columns: [table.affiliateId, table.currency, table.exponent] })],
);

/**
 * How often each coupon of an affiliate was used, on orders of every status (`uses`) and on those that stand in the reports (`counting`),
 * kept in step with the books in the same transaction. `couponId` 0: the order does not tell which coupon it was, or it came by the affiliate's link or code.
 */
export const couponUses = mysqlTable(
  'coupon_uses',
  {
    affiliateId: id().notNull(),
    couponId: storeId().notNull(),
    uses: int().notNull(),
    counting: int().notNull(),
  },
  (table) => [primaryKey({ columns: [table.affiliateId, table.couponId] })],
);
