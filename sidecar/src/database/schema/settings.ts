import { mysqlTable, varchar } from 'drizzle-orm/mysql-core';
import { instant, jsonOf } from './columns.ts';

/** Only what an owner changed; everything else is the default in the contract. */
export const settings = mysqlTable('settings', {
  name: varchar({ length: 64 }).primaryKey(),
  value: jsonOf<unknown>().notNull(),
  updatedAt: instant().notNull(),
});
