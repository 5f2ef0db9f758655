import { AppError, type Overview, type OverviewQuery } from '@finders-fee/shared';
import { and, eq, gte, isNotNull, lt, or, sql, type SQL } from 'drizzle-orm';
import { alias } from 'drizzle-orm/mysql-core';
import { dayOf, plusDays, startOfDay } from '../../domain/store-time.ts';
import type { Executor } from '../client.ts';
import { orders } from '../schema/orders.ts';
import { readOwed } from './balances.ts';
import { readHealth } from './health.ts';
import { formatMoney } from './money.ts';
import { newestRedemptions } from './redemptions.ts';
import { addSales, readSales, type Sales } from './sales.ts';

const defaultDays = 30;
const newestCount = 10;

type Period = Overview['period'];
type Figures = Overview['figures'][number];

/** The store's currency and time zone as it told them; null before it is connected. */
export type StoreFacts = { currency: string; time_zone: string } | null;

/** Everything of the first screen. Throws `invalid_request` for a period that ends before it begins. */
export async function readOverview(
  services: Parameters<typeof readHealth>[0],
  query: OverviewQuery,
  { now, store }: { now: Date; store: StoreFacts },
): Promise<Overview> {
  const { db } = services.database;
  const timeZone = store?.time_zone ?? 'UTC';
  const period = periodOf(query, now, timeZone);
  const before = periodBefore(period);
  const [state, days, salesBefore, newcomers, owed, steps, newest] = await Promise.all([
    readHealth(services),
    readSales(services.database, period, { grouping: 'day', timeZone }),
    readSales(services.database, before, { grouping: 'none', timeZone }),
    countNewCustomers(db, { from: before.after, period }),
    readOwed(db),
    readSteps(db),
    newestRedemptions(db, newestCount),
  ]);
  const joined = (which: 'now' | 'before') => newcomers.filter((row) => row.which === which);
  return {
    health: state,
    store,
    period,
    figures: figuresOf(days, joined('now')),
    figures_before: figuresOf(salesBefore, joined('before')),
    days: days.map(({ key, currency, sales, commission }) => ({
      day: key,
      currency,
      sales: formatMoney(sales),
      commission: formatMoney(commission),
    })),
    owed,
    steps: { connected: state.connected, ...steps },
    newest,
  };
}

/** The last 30 days of the store's calendar, today included, where nothing else was asked. */
export function periodOf({ after, before }: OverviewQuery, now: Date, timeZone: string): Period {
  const today = dayOf(timeZone, now);
  const end = before === undefined ? startOfDay(timeZone, plusDays(today, 1)) : new Date(before);
  const lastDay = dayOf(timeZone, new Date(end.getTime() - 1));
  const start =
    after === undefined ? startOfDay(timeZone, plusDays(lastDay, 1 - defaultDays)) : new Date(after);
  if (start >= end) {
    const message = 'An instant later than the beginning of the period';
    throw new AppError('invalid_request', `query.before: ${message}.`, {
      details: [{ field: 'query.before', message }],
    });
  }
  return { after: start.toISOString(), before: end.toISOString() };
}

function periodBefore({ after, before }: Period): Period {
  const length = Date.parse(before) - Date.parse(after);
  return { after: new Date(Date.parse(after) - length).toISOString(), before: after };
}

interface Newcomers {
  which: 'now' | 'before';
  currency: string;
  customers: number;
}

/** Customers whose first paid order of all was placed in the period, carried a coupon and earns, counted under its currency. */
async function countNewCustomers(
  executor: Executor,
  { from, period }: { from: string; period: Period },
): Promise<Newcomers[]> {
  const earlier = alias(orders, 'earlier');
  const first = sql`not exists (select 1 from ${orders} as earlier where ${and(
    eq(earlier.customerId, orders.customerId),
    eq(earlier.everPaid, true),
    or(
      lt(earlier.placedAt, orders.placedAt),
      and(eq(earlier.placedAt, orders.placedAt), lt(earlier.orderId, orders.orderId)),
    ),
  )})`;
  const which: SQL<Newcomers['which']> =
    sql`case when ${orders.placedAt} < ${new Date(period.after)} then 'before' else 'now' end`;
  return executor
    .select({ which: which.as('which'), currency: orders.currency, customers: sql`count(*)`.mapWith(Number) })
    .from(orders)
    .where(
      and(
        gte(orders.placedAt, new Date(from)),
        lt(orders.placedAt, new Date(period.before)),
        eq(orders.counts, true),
        isNotNull(orders.customerId),
        first,
      ),
    )
    .groupBy(sql`which`, orders.currency);
}

async function readSteps(executor: Executor): Promise<Omit<Overview['steps'], 'connected'>> {
  const [rows] = await executor.execute(sql`select
    exists (select 1 from programs where deleted_at is null) as program,
    exists (select 1 from coupon_ownerships where valid_to is null) as affiliate_with_coupon,
    exists (select 1 from commissions) as first_order`);
  const [row] = rows as unknown as Record<'program' | 'affiliate_with_coupon' | 'first_order', number>[];
  return {
    program: Boolean(row?.program),
    affiliate_with_coupon: Boolean(row?.affiliate_with_coupon),
    first_order: Boolean(row?.first_order),
  };
}

function figuresOf(rows: Sales[], newcomers: Newcomers[]): Figures[] {
  const totals = new Map<string, Sales>();
  for (const row of rows) {
    const sum = totals.get(row.currency);
    totals.set(row.currency, sum ? addSales(sum, row) : row);
  }
  return [...totals.values()]
    .sort((a, b) => (a.currency < b.currency ? -1 : 1))
    .map(({ currency, orders: count, sales, discount, commission }) => ({
      currency,
      orders: count,
      sales: formatMoney(sales),
      discount: formatMoney(discount),
      commission: formatMoney(commission),
      new_customers: newcomers.find((row) => row.currency === currency)?.customers ?? 0,
    }));
}
