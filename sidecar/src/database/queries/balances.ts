import type { Balance, BalanceListQuery, Overview } from '@finders-fee/shared';
import { and, asc, eq, sql, type SQL } from 'drizzle-orm';
import { among } from '../among.ts';
import type { Database, Executor } from '../client.ts';
import { accountBalances } from '../schema/totals.ts';
import { formatMoney, plus, type Money } from './money.ts';
import { cutOf, type Page } from './page.ts';

/** What an affiliate has on each account in one currency. */
export interface Standing {
  affiliateId: string;
  pending: Money;
  held: Money;
  approved: Money;
  paid: Money;
  /** What the store owes; below 0 when the affiliate owes. */
  balance: Money;
}

interface Of {
  affiliateId?: string | undefined;
  currency?: string | undefined;
}

/** Balances by affiliate and currency. Whoever owes stands among the others, and so does whoever is an affiliate no more. */
export async function listBalances({ db }: Database, query: BalanceListQuery): Promise<Page<Balance>> {
  const of = { affiliateId: query.affiliate_id, currency: query.currency };
  const { limit, offset } = cutOf(query);
  const { affiliateId, currency } = accountBalances;
  const [keys, counted] = await Promise.all([
    db
      .selectDistinct({ affiliateId, currency })
      .from(accountBalances)
      .where(whereOf(of))
      .orderBy(asc(affiliateId), asc(currency))
      .limit(limit)
      .offset(offset),
    db
      .select({ total: sql<number>`count(distinct ${affiliateId}, ${currency})`.mapWith(Number) })
      .from(accountBalances)
      .where(whereOf(of)),
  ]);
  const onPage = new Set(keys.map((key) => `${key.affiliateId} ${key.currency}`));
  const affiliateIds = [...new Set(keys.map((key) => key.affiliateId))];
  const standings = await standingsWhere(db, and(whereOf(of), among(affiliateId, affiliateIds)));
  const shown = standings.filter((one) => onPage.has(`${one.affiliateId} ${one.balance.currency}`));
  return { rows: shown.map(showBalance), total: counted[0]?.total ?? 0 };
}

/** All balances of one affiliate, sorted by currency. */
export function readStandings(executor: Executor, affiliateId: string): Promise<Standing[]> {
  return standingsWhere(executor, whereOf({ affiliateId }));
}

/** What the store owes in all, per currency; what affiliates owe the store is not set off against it. */
export async function readOwed(executor: Executor): Promise<Overview['owed']> {
  const [rows] = await executor.execute(sql`
    select currency, exponent, count(*) as affiliates, cast(sum(owed) as char) as owed
    from (
      select b.currency, finest.exponent,
        sum((b.pending_minor + b.held_minor + b.approved_minor)
          * cast(power(10, finest.exponent - b.exponent) as decimal(20, 0))) as owed
      from ${accountBalances} b
      join (select currency, max(exponent) as exponent from ${accountBalances} group by currency) finest
        on finest.currency = b.currency
      group by b.affiliate_id, b.currency, finest.exponent
      having owed > 0
    ) of_each
    group by currency, exponent
    order by currency`);
  const sums = rows as unknown as { currency: string; exponent: number; affiliates: number; owed: string }[];
  return sums.map(({ currency, exponent, affiliates, owed }) => ({
    currency,
    affiliates: Number(affiliates),
    amount: formatMoney({ currency, exponent, minor: BigInt(owed) }),
  }));
}

export function showAmounts(standing: Standing): Omit<Balance, 'affiliate_id'> {
  return {
    currency: standing.balance.currency,
    pending: formatMoney(standing.pending),
    held: formatMoney(standing.held),
    approved: formatMoney(standing.approved),
    paid: formatMoney(standing.paid),
    balance: formatMoney(standing.balance),
  };
}

function showBalance(standing: Standing): Balance {
  return { affiliate_id: standing.affiliateId, ...showAmounts(standing) };
}

function whereOf({ affiliateId, currency }: Of): SQL | undefined {
  return and(
    affiliateId === undefined ? undefined : eq(accountBalances.affiliateId, affiliateId),
    currency === undefined ? undefined : eq(accountBalances.currency, currency),
  );
}

/** Sorted by affiliate and currency; rows recorded under another number of decimals are added up in the finest. */
async function standingsWhere(executor: Executor, where: SQL | undefined): Promise<Standing[]> {
  const rows = await executor
    .select()
    .from(accountBalances)
    .where(where)
    .orderBy(asc(accountBalances.affiliateId), asc(accountBalances.currency));
  const standings = new Map<string, Standing>();
  for (const row of rows) {
    const key = `${row.affiliateId} ${row.currency}`;
    const standing = standingOf(row);
    const before = standings.get(key);
    standings.set(key, before ? addUp(before, standing) : standing);
  }
  return [...standings.values()];
}

function standingOf(row: typeof accountBalances.$inferSelect): Standing {
  const money = (minor: bigint): Money => ({ currency: row.currency, exponent: row.exponent, minor });
  return {
    affiliateId: row.affiliateId,
    pending: money(row.pendingMinor),
    held: money(row.heldMinor),
    approved: money(row.approvedMinor),
    paid: money(row.paidMinor),
    balance: money(row.pendingMinor + row.heldMinor + row.approvedMinor),
  };
}

function addUp(a: Standing, b: Standing): Standing {
  return {
    affiliateId: a.affiliateId,
    pending: plus(a.pending, b.pending),
    held: plus(a.held, b.held),
    approved: plus(a.approved, b.approved),
    paid: plus(a.paid, b.paid),
    balance: plus(a.balance, b.balance),
  };
}
