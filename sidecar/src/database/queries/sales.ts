import type { SummaryQuery, SummaryRow } from '@finders-fee/shared';
import { and, eq, gte, lte, sql, type Column, type SQL } from 'drizzle-orm';
import { nobody, type TotalsDelta } from '../../domain/contributions.ts';
import { cutSpan, type CutSpan, type Span } from '../../domain/cut-span.ts';
import { among } from '../among.ts';
import type { Database, Executor } from '../client.ts';
import { affiliates } from '../schema/affiliates.ts';
import { programs } from '../schema/programs.ts';
import { dailyTotals } from '../schema/totals.ts';
import { readAtOneInstant } from '../verification.ts';
import { formatMoney, plus, type Money } from './money.ts';
import { saleParts, type SalesFilter } from './sale-parts.ts';
import { findOldestAndNewest, storeDay } from './store-day.ts';

/** `none` sums up all of a currency. */
export type Grouping = SummaryQuery['group_by'] | 'none';

/** What the sales that count brought in, for one key (a day, an affiliate, …) and currency. */
export interface Sales {
  key: string;
  label: string;
  currency: string;
  orders: number;
  sales: Money;
  discount: Money;
  commission: Money;
}

export interface SalesQuestion {
  grouping: Grouping;
  filter?: SalesFilter;
  /** The store's. */
  timeZone: string;
}

/** The report as the contract prints it. Days oldest first, anything else by its sales, largest first. */
export async function summarise(
  database: Database,
  query: SummaryQuery,
  timeZone: string,
): Promise<SummaryRow[]> {
  const rows = await readSales(database, query, {
    grouping: query.group_by,
    filter: filterOf(query),
    timeZone,
  });
  return rows.map(({ sales, discount, commission, ...row }) => ({
    ...row,
    sales: formatMoney(sales),
    discount: formatMoney(discount),
    commission: formatMoney(commission),
  }));
}

/**
 * What sold and earned in a span: the one answer behind the overview, the report and the affiliate's own figures.
 * Whole days come from the totals, cut days from the books; so does everything that the totals do not keep apart.
 */
export async function readSales(database: Database, span: Span, question: SalesQuestion): Promise<Sales[]> {
  const subject = subjectOf(question);
  const cut: CutSpan = subject ? cutSpan(span, question.timeZone) : { days: undefined, rests: [span] };
  const read = async (executor: Executor) => {
    const rows = subject && cut.days ? await sumTotals(executor, cut.days, { ...question, ...subject }) : [];
    for (const rest of cut.rests) rows.push(...(await sumParts(executor, rest, question)));
    return mergeExponents(rows);
  };
  const isOneRead = cut.rests.length + (cut.days ? 1 : 0) <= 1;
  const merged = isOneRead ? await read(database.db) : await readAtOneInstant(database, read);
  const named = await withLabels(database.db, merged, question.grouping);
  return question.grouping === 'day' ? named.sort(byKey) : named.sort(bySales);
}

/** Only what was asked for: an absent filter is no filter. */
function filterOf({ affiliate_id, program_id, coupon_code, channel }: SummaryQuery): SalesFilter {
  return Object.fromEntries(
    Object.entries({ affiliate_id, program_id, coupon_code: coupon_code?.toLowerCase(), channel }).filter(
      ([, subject]) => subject !== undefined,
    ),
  );
}

const dimensions = {
  affiliate_id: 'affiliate',
  program_id: 'program',
  coupon_code: 'coupon',
  channel: 'channel',
} as const;

interface Subject {
  dimension: TotalsDelta['dimension'];
  /** Undefined for all of the dimension. */
  subject: string | undefined;
}

/** The totals that answer the question; undefined where they are not kept that finely. */
function subjectOf({ grouping, filter = {} }: SalesQuestion): Subject | undefined {
  const [first, second] = Object.entries(filter) as [keyof SalesFilter, string][];
  const isByDay = grouping === 'day' || grouping === 'none';
  if (!first) return { dimension: isByDay ? 'all' : grouping, subject: undefined };
  const dimension = dimensions[first[0]];
  if (second || !(isByDay || grouping === dimension)) return undefined;
  return { dimension, subject: first[1] };
}

function sumTotals(
  executor: Executor,
  { from, to }: NonNullable<CutSpan['days']>,
  { grouping, dimension, subject }: Subject & { grouping: Grouping },
): Promise<SummedRow[]> {
  const { day } = dailyTotals;
  const key =
    grouping === 'none' ? sql<string>`''` : sql<string>`${grouping === 'day' ? day : dailyTotals.subject}`;
  const sum = (column: Column) => sql`sum(${column})`.mapWith(BigInt);
  return (
    executor
      .select({
        key: key.as('group_key'),
        currency: dailyTotals.currency,
        exponent: dailyTotals.exponent,
        orders: sql`sum(${dailyTotals.orders})`.mapWith(Number),
        sales: sum(dailyTotals.salesMinor),
        discount: sum(dailyTotals.discountMinor),
        commission: sum(dailyTotals.commissionMinor),
      })
      .from(dailyTotals)
      .where(
        and(
          eq(dailyTotals.dimension, dimension),
          subject === undefined ? undefined : eq(dailyTotals.subject, subject),
          from === undefined ? undefined : gte(day, from),
          to === undefined ? undefined : lte(day, to),
        ),
      )
      // The checksum first: MariaDB finds a group by the hash of its key, and hashes ids that begin alike to the same.
      .groupBy(sql`crc32(group_key)`, sql`group_key`, dailyTotals.currency, dailyTotals.exponent)
  );
}

/** The same from the books. An order shared by several counts once for each key that it has a part in. */
async function sumParts(
  executor: Executor,
  span: Span,
  { grouping, filter, timeZone }: SalesQuestion,
): Promise<SummedRow[]> {
  const parts = saleParts(span, filter);
  const key = await keyOf(executor, span, grouping, timeZone);
  const [rows] =
    await executor.execute(sql`select ${key} as group_key, currency, exponent, count(distinct sale) as orders,
    sum(sales_minor) as sales, sum(discount_minor) as discount, sum(commission_minor) as commission
    from (${parts}) as parts group by group_key, currency, exponent`);
  return (rows as unknown as Record<string, string | number>[]).map((row) => ({
    key: String(row['group_key']),
    currency: String(row['currency']),
    exponent: Number(row['exponent']),
    orders: Number(row['orders']),
    sales: BigInt(row['sales'] ?? 0),
    discount: BigInt(row['discount'] ?? 0),
    commission: BigInt(row['commission'] ?? 0),
  }));
}

async function keyOf(executor: Executor, span: Span, grouping: Grouping, timeZone: string): Promise<SQL> {
  switch (grouping) {
    case 'none':
      return sql`''`;
    case 'day':
      return storeDay(sql`placed_at`, timeZone, await boundsOf(executor, span));
    case 'coupon':
      return sql`coupon_code`;
    case 'channel':
      return sql`channel`;
    case 'affiliate':
      return sql`affiliate_id`;
    case 'program':
      return sql`program_id`;
  }
}

/** The instants between which the days lie. */
async function boundsOf(executor: Executor, { after, before }: Span): Promise<{ from: Date; to: Date }> {
  if (after !== undefined && before !== undefined) return { from: new Date(after), to: new Date(before) };
  const span = await findOldestAndNewest(executor);
  const from = after === undefined ? span.from : new Date(after);
  return {
    from,
    to: before === undefined ? new Date(Math.max(span.to.getTime(), from.getTime())) : new Date(before),
  };
}

interface SummedRow {
  key: string;
  currency: string;
  exponent: number;
  orders: number;
  sales: bigint;
  discount: bigint;
  commission: bigint;
}

/** One row for each key and currency, also where the store changed its decimals in between; without those whose days cancelled out. */
function mergeExponents(rows: SummedRow[]): Sales[] {
  const merged = new Map<string, Sales>();
  for (const { exponent, sales, discount, commission, ...row } of rows) {
    const money = (minor: bigint): Money => ({ currency: row.currency, exponent, minor });
    const amounts = { sales: money(sales), discount: money(discount), commission: money(commission) };
    const next = { ...row, label: row.key, ...amounts };
    if (isNothing(next)) continue;
    const name = `${row.key} ${row.currency}`;
    const before = merged.get(name);
    merged.set(name, before ? addSales(before, next) : next);
  }
  return [...merged.values()].filter((row) => !isNothing(row));
}

function isNothing({ orders: count, sales, discount, commission }: Sales): boolean {
  return count === 0 && [sales, discount, commission].every(({ minor }) => minor === 0n);
}

export function addSales(a: Sales, b: Sales): Sales {
  return {
    ...a,
    orders: a.orders + b.orders,
    sales: plus(a.sales, b.sales),
    discount: plus(a.discount, b.discount),
    commission: plus(a.commission, b.commission),
  };
}

async function withLabels(executor: Executor, rows: Sales[], grouping: Grouping): Promise<Sales[]> {
  if (grouping === 'none' || grouping === 'day' || grouping === 'coupon' || rows.length === 0) return rows;
  const labels = new Map([[nobody, 'No affiliate']]);
  if (grouping !== 'channel') {
    const table = grouping === 'affiliate' ? affiliates : programs;
    const keys = [...new Set(rows.map(({ key }) => key))];
    const named = await executor
      .select({ id: table.id, name: table.name })
      .from(table)
      .where(among(table.id, keys));
    for (const { id, name } of named) labels.set(id, name);
  }
  return rows.map((row) => ({ ...row, label: labels.get(row.key) ?? row.key }));
}

function byKey(a: Sales, b: Sales): number {
  return a.key === b.key ? (a.currency < b.currency ? -1 : 1) : a.key < b.key ? -1 : 1;
}

function bySales(a: Sales, b: Sales): number {
  if (a.currency !== b.currency) return a.currency < b.currency ? -1 : 1;
  const { minor: more } = plus(a.sales, { ...b.sales, minor: -b.sales.minor });
  if (more !== 0n) return more > 0n ? -1 : 1;
  return a.label === b.label ? (a.key < b.key ? -1 : 1) : a.label < b.label ? -1 : 1;
}
