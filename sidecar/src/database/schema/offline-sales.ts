import {
  char,
  date,
  index,
  int,
  mysqlEnum,
  mysqlTable,
  tinyint,
  uniqueIndex,
  varchar,
} from 'drizzle-orm/mysql-core';
import { amountMinor, couponCode, currency, id, instant, storeId } from './columns.ts';

/**
 * A sale that the owner told us of. `dedupeHash`: SHA-256 of what makes two rows the same sale (coupon, order reference, date), which the database
 * refuses twice; null once it was undone, and for sales typed without a reference.
 */
export const offlineSales = mysqlTable(
  'offline_sales',
  {
    id: id().primaryKey(),
    batchId: id(),
    couponId: storeId().notNull(),
    couponCode: couponCode().notNull(),
    affiliateId: id().notNull(),
    currency: currency().notNull(),
    exponent: tinyint().notNull(),
    amountMinor: amountMinor(),
    orderReference: varchar({ length: 100 }),
    soldOn: date({ mode: 'string' }).notNull(),
    placedAt: instant().notNull(),
    status: mysqlEnum(['recorded', 'undone']).notNull(),
    dedupeHash: char({ length: 64 }),
    recordedAt: instant().notNull(),
  },
  (table) => [
    uniqueIndex('offline_sales_dedupe').on(table.dedupeHash),
    index('offline_sales_batch').on(table.batchId),
    index('offline_sales_affiliate').on(table.affiliateId, table.placedAt),
    index('offline_sales_placed').on(table.placedAt),
    index('offline_sales_recorded').on(table.recordedAt),
  ],
);

/** One file that was imported. */
export const offlineBatches = mysqlTable('offline_batches', {
  id: id().primaryKey(),
  sales: int().notNull(),
  status: mysqlEnum(['recorded', 'undone']).notNull(),
  recordedAt: instant().notNull(),
});
