import { int, mysqlEnum, mysqlTable, uniqueIndex, varchar } from 'drizzle-orm/mysql-core';
import type { Base, Rate } from '@finders-fee/shared';
import { id, instant, jsonOf } from './columns.ts';

export const programs = mysqlTable('programs', {
  id: id().primaryKey(),
  name: varchar({ length: 120 }).notNull(),
  status: mysqlEnum(['active', 'paused']).notNull(),
  createdAt: instant().notNull(),
  deletedAt: instant(),
});

/** Terms as they stood from an instant on. A row is never changed: a new rate is a new version. */
export const programVersions = mysqlTable(
  'program_versions',
  {
    id: id().primaryKey(),
    programId: id().notNull(),
    version: int().notNull(),
    rate: jsonOf<Rate>().notNull(),
    base: jsonOf<Base>().notNull(),
    holdDays: int(),
    validFrom: instant().notNull(),
  },
  (table) => [uniqueIndex('program_versions_number').on(table.programId, table.version)],
);
