import { index, int, mysqlEnum, mysqlTable, tinyint, uniqueIndex, varchar } from 'drizzle-orm/mysql-core';
import type { ReasonCode, Sentence, Terms } from '@finders-fee/shared';
import { amountMinor, couponCode, currency, id, instant, jsonOf, storeId } from './columns.ts';

/**
 * What one affiliate earns on one order, or on an offline sale. `terms` are frozen when it is first recorded; amounts are as of now.
 * `stage` is how far it has come, whatever it is worth; `status` says `reversed` while it is worth nothing.
 * `paidMinor`: how much of it paid payouts hold. `salesMinor`, `discountMinor`: its part of what the order sold, for reports.
 */
export const commissions = mysqlTable(
  'commissions',
  {
    id: id().primaryKey(),
    orderId: storeId(),
    offlineSaleId: id(),
    affiliateId: id().notNull(),
    programId: id().notNull(),
    couponId: storeId(),
    couponCode: couponCode(),
    channel: mysqlEnum(['coupon', 'link', 'referral_code', 'offline', 'manual']).notNull(),
    status: mysqlEnum(['pending', 'held', 'approved', 'paid', 'reversed', 'rejected']).notNull(),
    stage: mysqlEnum(['pending', 'held', 'approved', 'paid', 'rejected']).notNull(),
    reviewReasons: jsonOf<ReasonCode[]>().notNull(),
    reviewNote: varchar({ length: 190 }),
    currency: currency().notNull(),
    exponent: tinyint().notNull(),
    baseMinor: amountMinor().notNull(),
    amountMinor: amountMinor().notNull(),
    paidMinor: amountMinor().notNull(),
    salesMinor: amountMinor().notNull(),
    discountMinor: amountMinor().notNull(),
    summary: jsonOf<Sentence>().notNull(),
    terms: jsonOf<Terms>().notNull(),
    holdDays: int().notNull(),
    payableAt: instant().notNull(),
    entriesCount: int().notNull(),
    placedAt: instant().notNull(),
    recordedAt: instant().notNull(),
  },
  (table) => [
    uniqueIndex('commissions_order_affiliate').on(table.orderId, table.affiliateId),
    uniqueIndex('commissions_offline_sale').on(table.offlineSaleId),
    // For the job that approves what has passed its hold.
    index('commissions_payable').on(table.status, table.payableAt),
    // For what an affiliate can be paid next.
    index('commissions_affiliate_payable').on(
      table.affiliateId,
      table.status,
      table.currency,
      table.payableAt,
    ),
    index('commissions_placed').on(table.placedAt),
    index('commissions_affiliate').on(table.affiliateId, table.placedAt),
    index('commissions_status').on(table.status, table.placedAt),
    index('commissions_program').on(table.programId, table.placedAt),
    index('commissions_coupon').on(table.couponId, table.placedAt),
    index('commissions_channel').on(table.channel, table.placedAt),
    // For lists in these orders, above all as CSV, which reads on after the last row.
    index('commissions_recorded').on(table.recordedAt),
    index('commissions_amount').on(table.amountMinor),
    index('commissions_order').on(table.orderId),
  ],
);

/**
 * The ledger: each row moves an amount above 0 from one account of an affiliate to another, and no row is ever changed.
 * Accounts: `expense` is the store's cost of commissions; `pending` what the affiliate has earned and cannot be paid yet, `held` what waits for
 * the owner's word, `approved` what can be paid (below 0 when the affiliate owes), `paid` what was.
 * `reference` is built from the cause, so that the database refuses the same movement twice.
 */
export const ledgerTransfers = mysqlTable(
  'ledger_transfers',
  {
    id: id().primaryKey(),
    reference: varchar({ length: 190 }).notNull(),
    kind: mysqlEnum([
      'earned',
      'reversed',
      'adjusted',
      'approved',
      'paid',
      'clawed_back',
      'written_off',
      'bonus',
    ]).notNull(),
    affiliateId: id().notNull(),
    commissionId: id(),
    orderId: storeId(),
    currency: currency().notNull(),
    exponent: tinyint().notNull(),
    fromAccount: mysqlEnum(['expense', 'pending', 'held', 'approved', 'paid']).notNull(),
    toAccount: mysqlEnum(['expense', 'pending', 'held', 'approved', 'paid']).notNull(),
    amountMinor: amountMinor().notNull(),
    reason: varchar({ length: 190 }).notNull(),
    occurredAt: instant().notNull(),
    recordedAt: instant().notNull(),
  },
  (table) => [
    uniqueIndex('ledger_transfers_reference').on(table.reference),
    index('ledger_transfers_commission').on(table.commissionId),
    // In this order, and with the amount, all balances are one pass over the index.
    index('ledger_transfers_affiliate').on(
      table.affiliateId,
      table.currency,
      table.exponent,
      table.toAccount,
      table.fromAccount,
      table.amountMinor,
    ),
    index('ledger_transfers_order').on(table.orderId),
    index('ledger_transfers_recorded').on(table.recordedAt),
    index('ledger_transfers_occurred').on(table.occurredAt),
    index('ledger_transfers_kind').on(table.kind, table.recordedAt),
  ],
);

/** What `verify` found last: how many commissions differ from a recomputation, and by how much per currency. */
export const verifications = mysqlTable('verifications', {
  id: id().primaryKey(),
  checkedAt: instant().notNull(),
  commissionsChecked: int().notNull(),
  commissionsDrifting: int().notNull(),
  drift: jsonOf<{ currency: string; amount: string }[]>().notNull(),
});
