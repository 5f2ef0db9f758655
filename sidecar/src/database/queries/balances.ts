import type { Balance, BalanceListQuery } from '@finders-fee/shared';
import { and, asc, eq, sql, type SQL } from 'drizzle-orm';
import type { Database, Executor } from '../client.ts';
import { ledgerTransfers } from '../schema/commissions.ts';
import { formatMoney, plus, type Money } from './money.ts';
import type { Page } from './page.ts';

/** What an affiliate has on each account in one currency. */
export interface Standing {
  affiliateId: string;
  pending: Money;
  approved: Money;
  paid: Money;
  /** What the store owes; below 0 when the affiliate owes. */
  balance: Money;
}

/** Balances by affiliate and currency, straight from the ledger. */
export async function listBalances({ db }: Database, query: BalanceListQuery): Promise<Page<Balance>> {
  const standings = await readStandings(db, { affiliateId: query.affiliate_id, currency: query.currency });
  const start = (query.page - 1) * query.per_page;
  return { rows: standings.slice(start, start + query.per_page).map(showBalance), total: standings.length };
}

/** Sorted by affiliate and currency. */
export async function readStandings(
  executor: Executor,
  of: { affiliateId?: string | undefined; currency?: string | undefined } = {},
): Promise<Standing[]> {
  const rows = await executor
    .select({
      affiliateId: ledgerTransfers.affiliateId,
      currency: ledgerTransfers.currency,
      exponent: ledgerTransfers.exponent,
      pending: accountSum('pending').mapWith(BigInt),
      approved: accountSum('approved').mapWith(BigInt),
      paid: accountSum('paid').mapWith(BigInt),
    })
    .from(ledgerTransfers)
    .where(
      and(
        of.affiliateId === undefined ? undefined : eq(ledgerTransfers.affiliateId, of.affiliateId),
        of.currency === undefined ? undefined : eq(ledgerTransfers.currency, of.currency),
      ),
    )
    .groupBy(ledgerTransfers.affiliateId, ledgerTransfers.currency, ledgerTransfers.exponent)
    .orderBy(asc(ledgerTransfers.affiliateId), asc(ledgerTransfers.currency));
  const standings = new Map<string, Standing>();
  for (const row of rows) {
    const key = `${row.affiliateId} ${row.currency}`;
    const standing = standingOf(row);
    const before = standings.get(key);
    standings.set(key, before ? addUp(before, standing) : standing);
  }
  return [...standings.values()];
}

function showBalance(standing: Standing): Balance {
  return { affiliate_id: standing.affiliateId, ...showAmounts(standing) };
}

export function showAmounts({ pending, approved, paid, balance }: Standing): Omit<Balance, 'affiliate_id'> {
  return {
    currency: balance.currency,
    pending: formatMoney(pending),
    held: formatMoney({ ...pending, minor: 0n }),
    approved: formatMoney(approved),
    paid: formatMoney(paid),
    balance: formatMoney(balance),
  };
}

function accountSum(account: 'pending' | 'approved' | 'paid'): SQL {
  const { toAccount, fromAccount, amountMinor } = ledgerTransfers;
  return sql`sum(case when ${toAccount} = ${account} then ${amountMinor} when ${fromAccount} = ${account} then -${amountMinor} else 0 end)`;
}

function standingOf(row: {
  affiliateId: string;
  currency: string;
  exponent: number;
  pending: bigint;
  approved: bigint;
  paid: bigint;
}): Standing {
  const money = (minor: bigint): Money => ({ currency: row.currency, exponent: row.exponent, minor });
  return {
    affiliateId: row.affiliateId,
    pending: money(row.pending),
    approved: money(row.approved),
    paid: money(row.paid),
    balance: money(row.pending + row.approved),
  };
}

function addUp(a: Standing, b: Standing): Standing {
  return {
    affiliateId: a.affiliateId,
    pending: plus(a.pending, b.pending),
    approved: plus(a.approved, b.approved),
    paid: plus(a.paid, b.paid),
    balance: plus(a.balance, b.balance),
  };
}
