import { index, int, mysqlEnum, mysqlTable, uniqueIndex, varchar } from 'drizzle-orm/mysql-core';
import type { Base, Minimum, ProductRate, ProductSet, Rate } from '@finders-fee/shared';
import { id, instant, jsonOf } from './columns.ts';

export const programs = mysqlTable('programs', {
  id: id().primaryKey(),
  name: varchar({ length: 120 }).notNull(),
  status: mysqlEnum(['active', 'paused']).notNull(),
  startsAt: instant(),
  endsAt: instant(),
  metadata: jsonOf<Record<string, string>>().notNull(),
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
    productRates: jsonOf<ProductRate[]>().notNull(),
    excluded: jsonOf<ProductSet>().notNull(),
    minimum: jsonOf<Minimum>(),
    validFrom: instant().notNull(),
  },
  (table) => [uniqueIndex('program_versions_number').on(table.programId, table.version)],
);

/** An affiliate's or coupon's own rate from an instant on; null ends it. A row is never changed. `subject`: `affiliate:aff_…` or `coupon:77`. */
export const rateVersions = mysqlTable(
  'rate_versions',
  {
    id: id().primaryKey(),
    subject: varchar({ length: 60 }).notNull(),
    rate: jsonOf<Rate>(),
    validFrom: instant().notNull(),
  },
  (table) => [index('rate_versions_subject').on(table.subject, table.validFrom)],
);
