import { char, index, mysqlEnum, mysqlTable, primaryKey, uniqueIndex, varchar } from 'drizzle-orm/mysql-core';
import { makeLinkCode } from '../make-link-code.ts';
import { id, instant, storeId } from './columns.ts';

export const affiliates = mysqlTable(
  'affiliates',
  {
    id: id().primaryKey(),
    name: varchar({ length: 120 }).notNull(),
    email: varchar({ length: 254 }),
    status: mysqlEnum(['pending', 'active', 'rejected', 'suspended']).notNull(),
    wordpressUserId: storeId(),
    programId: id().notNull(),
    phone: varchar({ length: 40 }),
    /** Sealed: where somebody is paid is nobody's business who only reads the database. */
    payout: varchar({ length: 4100 }),
    /** What the affiliate's referral link carries; never changed, and never given to another. */
    linkCode: char({ length: 8 }).notNull().$defaultFn(makeLinkCode),
    createdAt: instant().notNull(),
    deletedAt: instant(),
  },
  (table) => [
    uniqueIndex('affiliates_user').on(table.wordpressUserId),
    uniqueIndex('affiliates_link').on(table.linkCode),
    index('affiliates_program').on(table.programId),
    index('affiliates_created').on(table.createdAt),
  ],
);

export const affiliateNotes = mysqlTable(
  'affiliate_notes',
  {
    id: id().primaryKey(),
    affiliateId: id().notNull(),
    text: varchar({ length: 2000 }).notNull(),
    writtenByUserId: storeId(),
    writtenAt: instant().notNull(),
  },
  (table) => [index('affiliate_notes_affiliate').on(table.affiliateId, table.writtenAt)],
);

/**
 * What an affiliate is known by, as SHA-256: it tells their own orders apart from those of others without unsealing the payout account.
 * Hashes are made as those of customers.
 */
export const affiliateKeys = mysqlTable(
  'affiliate_keys',
  {
    affiliateId: id().notNull(),
    kind: mysqlEnum(['user', 'email', 'payout_email', 'phone']).notNull(),
    keyHash: char({ length: 64 }).notNull(),
  },
  (table) => [primaryKey({ columns: [table.affiliateId, table.kind, table.keyHash] })],
);
