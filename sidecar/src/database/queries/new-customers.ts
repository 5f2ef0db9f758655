import { and, gte, lte, sql } from 'drizzle-orm';
import { cutSpan, type Span } from '../../domain/cut-span.ts';
import type { Database, Executor } from '../client.ts';
import { bringsNewCustomer } from '../new-customers.ts';
import { orders } from '../schema/orders.ts';
import { dailyNewCustomers } from '../schema/totals.ts';
import { readAtOneInstant } from '../verification.ts';
import { within } from './page.ts';

/**
 * By currency, how many customers are new in the span: their first paid order of all was placed in it and stands in the reports.
 * Whole days come from their totals, cut days from the books.
 */
export async function countNewCustomers(
  database: Database,
  span: Span,
  timeZone: string,
): Promise<Map<string, number>> {
  const { days, rests } = cutSpan(span, timeZone);
  const read = async (executor: Executor) => {
    const counted = days ? await countWholeDays(executor, days) : [];
    for (const rest of rests) counted.push(...(await countInBooks(executor, rest)));
    return counted;
  };
  const rows = rests.length === 0 ? await read(database.db) : await readAtOneInstant(database, read);
  const sums = new Map<string, number>();
  for (const { currency, customers } of rows) sums.set(currency, (sums.get(currency) ?? 0) + customers);
  return sums;
}

interface Counted {
  currency: string;
  customers: number;
}

function countWholeDays(
  executor: Executor,
  { from, to }: { from?: string | undefined; to?: string | undefined },
): Promise<Counted[]> {
  const { day, currency, customers } = dailyNewCustomers;
  return executor
    .select({ currency, customers: sql`sum(${customers})`.mapWith(Number) })
    .from(dailyNewCustomers)
    .where(and(from === undefined ? undefined : gte(day, from), to === undefined ? undefined : lte(day, to)))
    .groupBy(currency);
}

function countInBooks(executor: Executor, span: Span): Promise<Counted[]> {
  return executor
    .select({ currency: orders.currency, customers: sql`count(*)`.mapWith(Number) })
    .from(orders)
    .where(and(within(orders.placedAt, span), bringsNewCustomer()))
    .groupBy(orders.currency);
}
