import { bigint, index, int, mediumtext, mysqlEnum, mysqlTable, varchar } from 'drizzle-orm/mysql-core';
import { id, instant, storeId } from './columns.ts';

/**
 * What the store said and nobody has worked off yet; rows leave when their books are written.
 * A row without payload asks for the newest state; `refund` names a deleted refund whose order is to be found; origin `reassess` asks to decide again from what is stored,
 * `recalculate` to do so with today's rules. `deadAt` marks a row set aside after too many tries.
 */
export const inbox = mysqlTable(
  'inbox',
  {
    id: id().primaryKey(),
    resource: mysqlEnum(['order', 'coupon', 'customer', 'refund']).notNull(),
    resourceId: storeId().notNull(),
    payload: mediumtext(),
    origin: mysqlEnum(['webhook', 'poll', 'sweep', 'reassess', 'recalculate']).notNull(),
    receivedAt: instant().notNull(),
    availableAt: instant().notNull(),
    claimedBy: varchar({ length: 64 }),
    attempts: int().notNull().default(0),
    lastError: varchar({ length: 500 }),
    deadAt: instant(),
  },
  (table) => [
    index('inbox_work').on(table.deadAt, table.availableAt),
    index('inbox_resource').on(table.resource, table.resourceId),
  ],
);

/** How far each pass of the poller has come. */
export const syncCursors = mysqlTable('sync_cursors', {
  name: varchar({ length: 64 }).primaryKey(),
  value: varchar({ length: 255 }).notNull(),
  updatedAt: instant().notNull(),
});

/** Who runs a timed job now. `fence` grows with every new holder, so that a holder that slept cannot write as if it still held. */
export const leases = mysqlTable('leases', {
  name: varchar({ length: 64 }).primaryKey(),
  holder: varchar({ length: 64 }).notNull(),
  fence: bigint({ mode: 'number', unsigned: true }).notNull(),
  expiresAt: instant().notNull(),
});
