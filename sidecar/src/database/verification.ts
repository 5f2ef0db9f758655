import type { Account } from '@finders-fee/shared';
import { and, asc, eq, gt, inArray, isNotNull, isNull, notExists, sql, type SQL } from 'drizzle-orm';
import type { CommissionRecord } from '../domain/books.ts';
import type { CommissionToVerify, LedgerSum } from '../domain/verify-commission.ts';
import type { Database, Executor } from './client.ts';
import { makeId } from './make-id.ts';
import { commissions, ledgerTransfers, verifications } from './schema/commissions.ts';
import { redemptions } from './schema/orders.ts';
import { payoutItems, payouts } from './schema/payouts.ts';
import { accountBalances } from './schema/totals.ts';
import { settleCommissions } from './settled-commissions.ts';

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
  const settled = await settleCommissions(executor, page);
  const sums = await sumLedger(executor, ids);
  const paid = await sumPayouts(executor, page);
  return page.map((commission) => ({
    commission,
    settlement: settled.get(commission.id)?.settlement,
    ledger: sums.get(commission.id) ?? [],
    payoutsMinor: paid.get(commission.id) ?? 0n,
  }));
}

async function sumLedger(executor: Executor, commissionIds: string[]): Promise<Map<string, LedgerSum[]>> {
  const rows = await executor
    .select({
      commissionId: ledgerTransfers.commissionId,
      currency: ledgerTransfers.currency,
      entries: sql<number>`count(*)`.mapWith(Number),
      pending: accountSum('pending').mapWith(BigInt),
      held: accountSum('held').mapWith(BigInt),
      approved: accountSum('approved').mapWith(BigInt),
      paid: accountSum('paid').mapWith(BigInt),
      amountMinor: sql`-${accountSum('expense')}`.mapWith(BigInt),
    })
    .from(ledgerTransfers)
    .where(inArray(ledgerTransfers.commissionId, commissionIds))
    .groupBy(ledgerTransfers.commissionId, ledgerTransfers.currency);
  const sums = new Map<string, LedgerSum[]>();
  for (const { commissionId, currency, entries, amountMinor, ...accounts } of rows) {
    if (commissionId === null) continue;
    sums.set(commissionId, [...(sums.get(commissionId) ?? []), { currency, entries, amountMinor, accounts }]);
  }
  return sums;
}

/** What an account gained, as SQL. */
function accountSum(account: Account): SQL {
  const { toAccount, fromAccount, amountMinor } = ledgerTransfers;
  return sql`sum(case when ${toAccount} = ${account} then ${amountMinor} when ${fromAccount} = ${account} then -${amountMinor} else 0 end)`;
}

/** What paid payouts hold of each commission, in its own currency and number of decimals. */
async function sumPayouts(
  executor: Executor,
  page: readonly CommissionRecord[],
): Promise<Map<string, bigint>> {
  const ids = page.map(({ id }) => id);
  const rows = await executor
    .select({
      commissionId: payoutItems.commissionId,
      currency: payouts.currency,
      exponent: payouts.exponent,
      minor: sql`sum(${payoutItems.amountMinor})`.mapWith(BigInt),
    })
    .from(payoutItems)
    .innerJoin(payouts, eq(payouts.id, payoutItems.payoutId))
    .where(and(inArray(payoutItems.commissionId, ids), eq(payouts.status, 'paid')))
    .groupBy(payoutItems.commissionId, payouts.currency, payouts.exponent);
  return new Map(
    page.map(({ id, currency, exponent }) => {
      const own = rows.filter((row) => row.commissionId === id && row.currency === currency);
      return [id, own.reduce((sum, row) => sum + inUnits(row.minor, row.exponent, exponent), 0n)];
    }),
  );
}

/** What has no exact value in these units never agrees with what has. */
function inUnits(minor: bigint, from: number, to: number): bigint {
  if (to >= from) return minor * 10n ** BigInt(to - from);
  const factor = 10n ** BigInt(from - to);
  return minor / factor + (minor % factor === 0n ? 0n : 1n);
}

/** A balance that differs from the ledger behind it. */
export interface BalanceDrift {
  affiliateId: string;
  currency: string;
  exponent: number;
  balanceMinor: bigint;
  ledgerMinor: bigint;
}

/** Balances of affiliates with an id after this one that differ from their ledger, and the last id looked at; null at the end. */
export async function listBalanceDrifts(
  executor: Executor,
  afterId: string,
  limit: number,
): Promise<{ drifts: BalanceDrift[]; lastId: string | null }> {
  const { affiliateId, currency, exponent } = ledgerTransfers;
  const next = await executor
    .selectDistinct({ affiliateId })
    .from(ledgerTransfers)
    .where(gt(affiliateId, afterId))
    .orderBy(asc(affiliateId))
    .limit(limit);
  const balanced = await executor
    .selectDistinct({ affiliateId: accountBalances.affiliateId })
    .from(accountBalances)
    .where(gt(accountBalances.affiliateId, afterId))
    .orderBy(asc(accountBalances.affiliateId))
    .limit(limit);
  const ids = [...new Set([...next, ...balanced].map((row) => row.affiliateId))].sort().slice(0, limit);
  const lastId = ids.at(-1) ?? null;
  if (lastId === null) return { drifts: [], lastId };
  const sums = await executor
    .select({
      affiliateId,
      currency,
      exponent,
      pending: accountSum('pending').mapWith(BigInt),
      held: accountSum('held').mapWith(BigInt),
      approved: accountSum('approved').mapWith(BigInt),
      paid: accountSum('paid').mapWith(BigInt),
    })
    .from(ledgerTransfers)
    .where(inArray(affiliateId, ids))
    .groupBy(affiliateId, currency, exponent);
  const rows = await executor.select().from(accountBalances).where(inArray(accountBalances.affiliateId, ids));
  return { drifts: compareBalances(rows, sums), lastId };
}

type Accounts = { pending: bigint; held: bigint; approved: bigint; paid: bigint };

function compareBalances(
  rows: (typeof accountBalances.$inferSelect)[],
  sums: ({ affiliateId: string; currency: string; exponent: number } & Accounts)[],
): BalanceDrift[] {
  const keyOf = (row: { affiliateId: string; currency: string; exponent: number }) =>
    `${row.affiliateId} ${row.currency} ${row.exponent}`;
  const owed = ({ pending, held, approved }: Accounts) => pending + held + approved;
  const nothing = { pending: 0n, held: 0n, approved: 0n, paid: 0n };
  const balances = new Map(
    rows.map((row) => {
      const accounts = {
        pending: row.pendingMinor,
        held: row.heldMinor,
        approved: row.approvedMinor,
        paid: row.paidMinor,
      };
      return [keyOf(row), { row, accounts }];
    }),
  );
  const ledger = new Map(sums.map((sum) => [keyOf(sum), sum]));
  const keys = [...new Set([...balances.keys(), ...ledger.keys()])];
  return keys.flatMap((key) => {
    const [balance, sum] = [balances.get(key), ledger.get(key)];
    const [accounts, expected] = [balance?.accounts ?? nothing, sum ?? nothing];
    const same = (['pending', 'held', 'approved', 'paid'] as const).every(
      (name) => accounts[name] === expected[name],
    );
    const whose = balance?.row ?? sum;
    if (same || !whose) return [];
    const { affiliateId, currency, exponent } = whose;
    return [{ affiliateId, currency, exponent, balanceMinor: owed(accounts), ledgerMinor: owed(expected) }];
  });
}

/** Rows that have lost their other half: ledger entries without their commission, and redemptions that won without one. */
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
  const brought = sql`(select 1 from ${commissions} c join ${redemptions} b on b.commission_id = c.id
    where c.order_id = ${redemptions.orderId} and c.affiliate_id = ${redemptions.affiliateId})`;
  const winners = await executor
    .select({
      commissionId: redemptions.commissionId,
      orderId: redemptions.orderId,
      affiliateId: redemptions.affiliateId,
    })
    .from(redemptions)
    .where(and(sql`json_contains(${redemptions.reasons}, '"winner"')`, notExists(brought)))
    .limit(limit);
  return [...entries, ...winners];
}

export async function insertVerification(
  { db }: Database,
  row: Omit<typeof verifications.$inferSelect, 'id'>,
): Promise<void> {
  await db.insert(verifications).values({ id: makeId('verification'), ...row });
}
