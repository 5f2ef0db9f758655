import { char, index, mysqlEnum, mysqlTable, tinyint, uniqueIndex } from 'drizzle-orm/mysql-core';
import { amountMinor, currency, id, instant } from './columns.ts';

/** What is, was or might have been paid to one affiliate in one currency. `openKey` lets no affiliate have two proposals in a currency at a time. */
export const payouts = mysqlTable(
  'payouts',
  {
    id: id().primaryKey(),
    affiliateId: id().notNull(),
    currency: currency().notNull(),
    exponent: tinyint().notNull(),
    amountMinor: amountMinor().notNull(),
    status: mysqlEnum(['proposed', 'paid', 'cancelled']).notNull(),
    openKey: char({ length: 64 }),
    proposedAt: instant().notNull(),
    paidAt: instant(),
  },
  (table) => [
    uniqueIndex('payouts_open').on(table.openKey),
    index('payouts_affiliate').on(table.affiliateId, table.proposedAt),
    index('payouts_proposed').on(table.proposedAt),
  ],
);

/** What a payout is made of; `commissionId` is null for what belongs to no commission. The items add up to the payout's amount. */
export const payoutItems = mysqlTable(
  'payout_items',
  {
    id: id().primaryKey(),
    payoutId: id().notNull(),
    commissionId: id(),
    amountMinor: amountMinor().notNull(),
  },
  (table) => [
    index('payout_items_payout').on(table.payoutId),
    index('payout_items_commission').on(table.commissionId),
  ],
);
