import { and, asc, eq, gt, inArray, isNotNull, isNull, sql } from 'drizzle-orm';
import type { CommissionRecord } from '../domain/books.ts';
import type { CommissionToVerify } from '../domain/verify-commission.ts';
import type { Database, Executor } from './client.ts';
import { makeId } from './make-id.ts';
import { commissions, ledgerTransfers, verifications } from './schema/commissions.ts';
import { orders, redemptions } from './schema/orders.ts';

/** Reads everything inside as of one instant, so that books being written meanwhile do not look like drift. */
export function readAtOneInstant<T>({ db }: Database, work: (executor: Executor) => Promise<T>): Promise<T> {
  return db.transaction(work, { isolationLevel: 'repeatable read', withConsistentSnapshot: true });
}

/** The next commissions after an id, each with what it is compared with. An empty list is the end. */
export async function listCommissionsToVerify(
  executor: Executor,
  afterId: string,
  limit: number,
): Promise<CommissionToVerify[]> {
  const page: CommissionRecord[] = await executor
    .select()
    .from(commissions)
    .where(gt(commissions.id, afterId))
    .orderBy(asc(commissions.id))
    .limit(limit);
  if (page.length === 0) return [];
  const ids = page.map(({ id }) => id);
  const orderIds = page.map(({ orderId }) => orderId);
  const snapshots = await executor
    .select({ orderId: orders.orderId, snapshot: orders.snapshot })
    .from(orders)
    .where(inArray(orders.orderId, orderIds));
  const decided = await executor
    .select({ commissionId: redemptions.commissionId, reasons: redemptions.reasons })
    .from(redemptions)
    .where(inArray(redemptions.commissionId, ids));
  const sums = await sumLedger(executor, ids);
  const snapshotOf = new Map(snapshots.map((row) => [row.orderId, row.snapshot]));
  const reasonsOf = new Map(decided.map((row) => [row.commissionId, row.reasons]));
  return page.map((commission) => ({
    commission,
    snapshot: snapshotOf.get(commission.orderId),
    reasons: reasonsOf.get(commission.id) ?? ['no_coupon'],
    ledger: sums.filter((row) => row.commissionId === commission.id),
  }));
}

async function sumLedger(executor: Executor, commissionIds: string[]) {
  const signed = sql`case when ${ledgerTransfers.toAccount} = 'expense' then -${ledgerTransfers.amountMinor} else ${ledgerTransfers.amountMinor} end`;
  const rows = await executor
    .select({
      commissionId: ledgerTransfers.commissionId,
      currency: ledgerTransfers.currency,
      amountMinor: sql<bigint>`sum(${signed})`.mapWith((sum: string) => BigInt(sum)),
      entries: sql<number>`count(*)`.mapWith(Number),
    })
    .from(ledgerTransfers)
    .where(inArray(ledgerTransfers.commissionId, commissionIds))
    .groupBy(ledgerTransfers.commissionId, ledgerTransfers.currency);
  return rows;
}

/** Rows that have lost their other half: ledger entries without their commission, and coupons that won without one. */
export async function listOrphans(
  executor: Executor,
  limit: number,
): Promise<{ commissionId: string | null; orderId: number | null; affiliateId: string | null }[]> {
  const entries = await executor
    .selectDistinct({
      commissionId: ledgerTransfers.commissionId,
      orderId: ledgerTransfers.orderId,
      affiliateId: ledgerTransfers.affiliateId,
    })
    .from(ledgerTransfers)
    .leftJoin(commissions, eq(commissions.id, ledgerTransfers.commissionId))
    .where(and(isNotNull(ledgerTransfers.commissionId), isNull(commissions.id)))
    .limit(limit);
  const winners = await executor
    .select({
      commissionId: redemptions.commissionId,
      orderId: redemptions.orderId,
      affiliateId: redemptions.affiliateId,
    })
    .from(redemptions)
    .where(and(isNull(redemptions.commissionId), sql`json_contains(${redemptions.reasons}, '"winner"')`))
    .limit(limit);
  return [...entries, ...winners];
}

export async function insertVerification(
  { db }: Database,
  row: Omit<typeof verifications.$inferSelect, 'id'>,
): Promise<void> {
  await db.insert(verifications).values({ id: makeId('verification'), ...row });
}
