import { char, index, mysqlEnum, mysqlTable, primaryKey, uniqueIndex, varchar } from 'drizzle-orm/mysql-core';
import { couponCode, id, instant, storeId } from './columns.ts';

/** The only table with names and e-mail addresses of buyers. One row a person: a user id, an e-mail address, or both. */
export const customers = mysqlTable(
  'customers',
  {
    id: id().primaryKey(),
    wordpressUserId: storeId(),
    canonicalEmail: varchar({ length: 254 }),
    email: varchar({ length: 254 }),
    name: varchar({ length: 200 }).notNull(),
    referralCode: couponCode(),
    referralCodeSetAt: instant(),
    referralCodeOrderId: storeId(),
    referralCodeSource: mysqlEnum(['first_order', 'typed', 'administrator']),
    /** Of the orders that are or were paid the one placed first, with a coupon or without. */
    firstOrderId: storeId(),
    firstOrderAt: instant(),
    createdAt: instant().notNull(),
  },
  (table) => [
    uniqueIndex('customers_user').on(table.wordpressUserId),
    index('customers_email').on(table.canonicalEmail),
    index('customers_referral_code').on(table.referralCode),
    index('customers_created').on(table.createdAt),
  ],
);

/**
 * What each customer is known by: SHA-256 of the WordPress user id and of every canonical e-mail address they used.
 * The primary key keeps two workers from making two customers of one person.
 */
export const customerKeys = mysqlTable(
  'customer_keys',
  {
    keyHash: char({ length: 64 }).primaryKey(),
    customerId: id().notNull(),
  },
  (table) => [index('customer_keys_customer').on(table.customerId)],
);

export const referralCodeChanges = mysqlTable(
  'referral_code_changes',
  {
    id: id().primaryKey(),
    customerId: id().notNull(),
    codeBefore: couponCode(),
    codeAfter: couponCode(),
    source: mysqlEnum(['first_order', 'typed', 'administrator']).notNull(),
    orderId: storeId(),
    changedByUserId: storeId(),
    changedAt: instant().notNull(),
  },
  (table) => [index('referral_code_changes_customer').on(table.customerId, table.changedAt)],
);

/** SHA-256 of the telephone numbers on a customer's orders. Families share one, so it makes nobody the same person; it only raises the question. */
export const customerPhones = mysqlTable(
  'customer_phones',
  {
    phoneHash: char({ length: 64 }).notNull(),
    customerId: id().notNull(),
  },
  (table) => [
    primaryKey({ columns: [table.phoneHash, table.customerId] }),
    index('customer_phones_customer').on(table.customerId),
  ],
);
