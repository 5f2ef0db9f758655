import type { SummaryQuery, SummaryRow } from '@finders-fee/shared';
import { and, eq, inArray, isNotNull, max, min, ne, sql, type SQL } from 'drizzle-orm';
import type { Database, Executor } from '../client.ts';
import { affiliates } from '../schema/affiliates.ts';
import { commissions } from '../schema/commissions.ts';
import { orders, redemptions } from '../schema/orders.ts';
import { programs } from '../schema/programs.ts';
import { readSettings } from '../settings.ts';
import { formatMoney, plus, type Money } from './money.ts';
import { countAll, within } from './page.ts';
import { storeDay } from './store-day.ts';

/** Half-open, RFC 3339; a missing end is open. */
export interface Span {
  after?: string | undefined;
  before?: string | undefined;
}

/** `none` sums up all of a currency. */
export type Grouping = SummaryQuery['group_by'] | 'none';

/** What orders with a coupon brought in, for one key (a day, an affiliate, …) and currency. */
export interface Sales {
  key: string;
  label: string;
  currency: string;
  orders: number;
  sales: Money;
  discount: Money;
  commission: Money;
}

/** Key of the sales that earned for no affiliate. */
const nobody = 'none';

/** Orders with a coupon, each counted once and only while it is in an earning status. */
export async function summarise(
  { db }: Database,
  query: SummaryQuery,
  timeZone: string,
): Promise<SummaryRow[]> {
  const { earning_statuses: earning } = await readSettings(db);
  const rows = await readSales(db, query, { earning, grouping: query.group_by, timeZone });
  return rows.map(({ sales, discount, commission, ...row }) => ({
    ...row,
    sales: formatMoney(sales),
    discount: formatMoney(discount),
    commission: formatMoney(commission),
  }));
}

/** Days oldest first, anything else by its sales, largest first. */
export async function readSales(
  executor: Executor,
  span: Span,
  { earning, grouping, timeZone }: { earning: string[]; grouping: Grouping; timeZone: string },
): Promise<Sales[]> {
  const day =
    grouping === 'day'
      ? storeDay(orders.placedAt, timeZone, await boundsOf(executor, span))
      : sql<string>`''`;
  const { key, label } = columnsOf(grouping, day);
  const sales = executor
    .select({
      key: key.as('group_key'),
      label: sql<string>`max(${label})`,
      currency: orders.currency,
      exponent: orders.exponent,
      orders: countAll.total,
      sales: sql`sum(${orders.salesMinor})`.mapWith(BigInt),
      discount: sql`sum(${orders.discountMinor})`.mapWith(BigInt),
      commission: sql`coalesce(sum(${commissions.amountMinor}), 0)`.mapWith(BigInt),
    })
    .from(orders)
    .leftJoin(commissions, and(eq(commissions.orderId, orders.orderId), ne(commissions.status, 'reversed')))
    .where(
      and(within(orders.placedAt, span), isNotNull(orders.firstCouponCode), inArray(orders.status, earning)),
    )
    .groupBy(sql`group_key`, orders.currency, orders.exponent)
    .$dynamic();
  if (grouping === 'affiliate') sales.leftJoin(affiliates, eq(affiliates.id, commissions.affiliateId));
  if (grouping === 'program') sales.leftJoin(programs, eq(programs.id, commissions.programId));
  const rows = await sales;
  const merged = mergeExponents(rows);
  return grouping === 'day' ? merged.sort(byKey) : merged.sort(bySales);
}

/** Commission per day and currency of one affiliate; orders that earn. */
export async function readEarnings(
  executor: Executor,
  affiliateId: string,
  { span, timeZone }: { span: Required<Span>; timeZone: string },
) {
  const bounds = await boundsOf(executor, span);
  const rows = await executor
    .select({
      key: storeDay(commissions.placedAt, timeZone, bounds).as('group_key'),
      currency: commissions.currency,
      exponent: commissions.exponent,
      orders: countAll.total,
      commission: sql`sum(${commissions.amountMinor})`.mapWith(BigInt),
    })
    .from(commissions)
    .where(
      and(
        eq(commissions.affiliateId, affiliateId),
        ne(commissions.status, 'reversed'),
        within(commissions.placedAt, span),
      ),
    )
    .groupBy(sql`group_key`, commissions.currency, commissions.exponent);
  return mergeExponents(rows.map((row) => ({ ...row, label: row.key, sales: 0n, discount: 0n }))).sort(byKey);
}

function columnsOf(grouping: Grouping, day: SQL<string>): { key: SQL<string>; label: SQL<string> } {
  const lastCode = sql`(select ${redemptions.couponCode} from ${redemptions} where ${redemptions.orderId} = ${orders.orderId} order by ${redemptions.position} desc limit 1)`;
  const code = sql<string>`coalesce(${commissions.couponCode}, ${lastCode}, ${orders.firstCouponCode})`;
  const of = (
    id: SQL | typeof commissions.affiliateId | typeof commissions.channel,
    label: SQL | typeof programs.name,
  ) => ({
    key: sql<string>`coalesce(${id}, ${nobody})`,
    label: sql<string>`coalesce(${label}, 'No affiliate')`,
  });
  switch (grouping) {
    case 'none':
    case 'day':
      return { key: day, label: day };
    case 'affiliate':
      return of(commissions.affiliateId, sql`${affiliates.name}`);
    case 'program':
      return of(sql`${commissions.programId}`, programs.name);
    case 'coupon':
      return { key: code, label: code };
    case 'channel':
      return of(commissions.channel, sql`${commissions.channel}`);
  }
}

/** The instants between which the days lie. */
async function boundsOf(executor: Executor, { after, before }: Span): Promise<{ from: Date; to: Date }> {
  if (after !== undefined && before !== undefined) return { from: new Date(after), to: new Date(before) };
  const [row] = await executor
    .select({ first: min(orders.placedAt), last: max(orders.placedAt) })
    .from(orders);
  const from = after === undefined ? (row?.first ?? new Date(0)) : new Date(after);
  return { from, to: before === undefined ? (row?.last ?? from) : new Date(before) };
}

interface SummedRow {
  key: string;
  label: string;
  currency: string;
  exponent: number;
  orders: number;
  sales: bigint;
  discount: bigint;
  commission: bigint;
}

/** One row for each key and currency, also where the store changed its decimals in between. */
function mergeExponents(rows: SummedRow[]): Sales[] {
  const merged = new Map<string, Sales>();
  for (const { exponent, sales, discount, commission, ...row } of rows) {
    const money = (minor: bigint): Money => ({ currency: row.currency, exponent, minor });
    const next = { ...row, sales: money(sales), discount: money(discount), commission: money(commission) };
    const name = `${row.key} ${row.currency}`;
    const before = merged.get(name);
    merged.set(name, before ? addSales(before, next) : next);
  }
  return [...merged.values()];
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

function byKey(a: Sales, b: Sales): number {
  return a.key === b.key ? (a.currency < b.currency ? -1 : 1) : a.key < b.key ? -1 : 1;
}

function bySales(a: Sales, b: Sales): number {
  if (a.currency !== b.currency) return a.currency < b.currency ? -1 : 1;
  if (a.sales.minor !== b.sales.minor) return a.sales.minor > b.sales.minor ? -1 : 1;
  return a.label < b.label ? -1 : 1;
}
