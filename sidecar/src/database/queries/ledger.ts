import type { Account, LedgerEntry, LedgerListQuery } from '@finders-fee/shared';
import { and, asc, eq } from 'drizzle-orm';
import type { Database, Executor } from '../client.ts';
import { ledgerTransfers } from '../schema/commissions.ts';
import { formatMoney } from './money.ts';
import {
  containing,
  countAll,
  counted,
  cutOf,
  readOn,
  showPage,
  sorted,
  within,
  type Page,
  type ReadingOn,
} from './page.ts';

type Transfer = typeof ledgerTransfers.$inferSelect;

/** The ledger's entries. `after` and `before` are about when a thing happened. */
export async function listLedger(
  { db }: Database,
  query: LedgerListQuery & ReadingOn,
): Promise<Page<LedgerEntry>> {
  const { limit, offset } = cutOf(query);
  const where = and(
    query.affiliate_id === undefined ? undefined : eq(ledgerTransfers.affiliateId, query.affiliate_id),
    query.commission_id === undefined ? undefined : eq(ledgerTransfers.commissionId, query.commission_id),
    query.order_id === undefined ? undefined : eq(ledgerTransfers.orderId, query.order_id),
    query.currency === undefined ? undefined : eq(ledgerTransfers.currency, query.currency),
    query.kind === undefined ? undefined : eq(ledgerTransfers.kind, query.kind),
    containing(query.search, ledgerTransfers.reference, ledgerTransfers.reason),
    within(ledgerTransfers.occurredAt, query),
  );
  const column = { recorded_at: ledgerTransfers.recordedAt, occurred_at: ledgerTransfers.occurredAt }[
    query.orderby
  ];
  const beyond = await readOn(db, query, [column, ledgerTransfers.id], ledgerTransfers.id);
  const [rows, count] = await Promise.all([
    db
      .select()
      .from(ledgerTransfers)
      .where(and(where, beyond))
      .orderBy(...sorted(query.order, column, ledgerTransfers.id))
      .limit(limit)
      .offset(offset),
    counted(query, db.select(countAll).from(ledgerTransfers).where(where)),
  ]);
  return showPage(rows, count, showEntry);
}

/** A commission's own ledger, oldest first. */
export async function entriesOf(executor: Executor, commissionId: string): Promise<LedgerEntry[]> {
  const rows = await executor
    .select()
    .from(ledgerTransfers)
    .where(eq(ledgerTransfers.commissionId, commissionId))
    .orderBy(asc(ledgerTransfers.recordedAt), asc(ledgerTransfers.id));
  return rows.map(showEntry);
}

/** The accounts whose sum the store owes. */
const owedAccounts: ReadonlySet<Account> = new Set(['pending', 'held', 'approved']);

/** What goes from one owed account to another changes nothing of what the store owes. */
export function showEntry(transfer: Transfer): LedgerEntry {
  const { fromAccount, toAccount, amountMinor: minor } = transfer;
  const moved = formatMoney({ ...transfer, minor });
  const signed = (owedAccounts.has(toAccount) ? minor : 0n) - (owedAccounts.has(fromAccount) ? minor : 0n);
  return {
    id: transfer.id,
    affiliate_id: transfer.affiliateId,
    commission_id: transfer.commissionId,
    order_id: transfer.orderId,
    currency: transfer.currency,
    kind: transfer.kind,
    amount: formatMoney({ ...transfer, minor: signed }),
    moved,
    from: fromAccount,
    to: toAccount,
    reference: transfer.reference,
    reason: transfer.reason,
    occurred_at: transfer.occurredAt.toISOString(),
    recorded_at: transfer.recordedAt.toISOString(),
  };
}
