import { AppError, type Overview, type OverviewQuery } from '@finders-fee/shared';
import { sql } from 'drizzle-orm';
import { dayOf, plusDays, startOfDay } from '../../domain/store-time.ts';
import type { Executor } from '../client.ts';
import { readOwed } from './balances.ts';
import { readHealth } from './health.ts';
import { formatMoney } from './money.ts';
import { countNewCustomers } from './new-customers.ts';
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
  const before = periodBefore(period, timeZone);
  const [state, days, salesBefore, joined, joinedBefore, owed, steps, newest] = await Promise.all([
    readHealth(services),
    readSales(services.database, period, { grouping: 'day', timeZone }),
    readSales(services.database, before, { grouping: 'none', timeZone }),
    countNewCustomers(services.database, period, timeZone),
    countNewCustomers(services.database, before, timeZone),
    readOwed(db),
    readSteps(db),
    newestRedemptions(db, newestCount),
  ]);
  return {
    health: state,
    store,
    period,
    figures: figuresOf(days, joined),
    figures_before: figuresOf(salesBefore, joinedBefore),
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

/** As many days of the store's calendar where the period is whole days, also when the clocks change in between; else as long a time. */
function periodBefore({ after, before }: Period, timeZone: string): Period {
  const [start, end] = [new Date(after), new Date(before)];
  const [first, beyond] = [dayOf(timeZone, start), dayOf(timeZone, end)];
  const begins = (day: string, instant: Date) => startOfDay(timeZone, day).getTime() === instant.getTime();
  const from =
    begins(first, start) && begins(beyond, end)
      ? startOfDay(timeZone, plusDays(first, -daysBetween(first, beyond)))
      : new Date(2 * start.getTime() - end.getTime());
  return { after: from.toISOString(), before: after };
}

function daysBetween(first: string, beyond: string): number {
  return (Date.parse(beyond) - Date.parse(first)) / (24 * 3600_000);
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

function figuresOf(rows: Sales[], joined: ReadonlyMap<string, number>): Figures[] {
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
      new_customers: joined.get(currency) ?? 0,
    }));
}
