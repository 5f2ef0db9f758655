import { index, mysqlEnum, mysqlTable, uniqueIndex, varchar } from 'drizzle-orm/mysql-core';
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
    createdAt: instant().notNull(),
    deletedAt: instant(),
  },
  (table) => [
    uniqueIndex('affiliates_user').on(table.wordpressUserId),
    index('affiliates_program').on(table.programId),
    index('affiliates_created').on(table.createdAt),
  ],
);
