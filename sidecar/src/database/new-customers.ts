import { and, eq, isNotNull, lt, or, sql, type SQL } from 'drizzle-orm';
import { alias } from 'drizzle-orm/mysql-core';
import type { NewCustomers } from '../domain/new-customers.ts';
import type { Executor } from './client.ts';
import { insertRows } from './insert-rows.ts';
import { findOldestAndNewest, storeDay } from './queries/store-day.ts';
import { orders } from './schema/orders.ts';
import { dailyNewCustomers } from './schema/totals.ts';

/** Call it in the transaction that changes the books, with `changeOfNewCustomers` behind it. */
export async function addToNewCustomers(executor: Executor, changes: readonly NewCustomers[]): Promise<void> {
  await insertRows(executor, dailyNewCustomers, changes, { add: ['customers'] });
}

/** Writes them anew from the books. Nobody may write books meanwhile. */
export async function rebuildNewCustomers(executor: Executor, timeZone: string): Promise<void> {
  await executor.delete(dailyNewCustomers);
  await executor.execute(sql`insert into ${dailyNewCustomers} (day, currency, customers)
    ${await newCustomersOfBooks(executor, timeZone)}`);
}

/** The days that differ from the books, at most 100 of them, as of one instant. */
export async function findNewCustomersDrift(
  executor: Executor,
  timeZone: string,
): Promise<{ day: string; currency: string; recorded: number; expected: number }[]> {
  const { day, currency, customers } = dailyNewCustomers;
  const [rows] =
    await executor.execute(sql`select day, currency, sum(recorded) as recorded, sum(expected) as expected
    from (select date_format(${day}, '%Y-%m-%d') as day, ${currency} as currency, ${customers} as recorded, 0 as expected from ${dailyNewCustomers}
      union all select of_books.day, of_books.currency, 0, of_books.customers from (${await newCustomersOfBooks(executor, timeZone)}) as of_books) as both_sides
    group by day, currency having sum(recorded) <> sum(expected) order by day, currency limit 100`);
  return (rows as unknown as Record<string, string | number>[]).map((row) => ({
    day: String(row['day']),
    currency: String(row['currency']),
    recorded: Number(row['recorded']),
    expected: Number(row['expected']),
  }));
}

/** An order that makes its customer a new one: the first that is or was paid, and it stands in the reports. */
export function bringsNewCustomer(): SQL | undefined {
  const earlier = alias(orders, 'earlier');
  const first = sql`not exists (select 1 from ${orders} as earlier where ${and(
    eq(earlier.customerId, orders.customerId),
    eq(earlier.everPaid, true),
    or(
      lt(earlier.placedAt, orders.placedAt),
      and(eq(earlier.placedAt, orders.placedAt), lt(earlier.orderId, orders.orderId)),
    ),
  )})`;
  return and(eq(orders.counts, true), isNotNull(orders.customerId), first);
}

async function newCustomersOfBooks(executor: Executor, timeZone: string): Promise<SQL> {
  const day = storeDay(orders.placedAt, timeZone, await findOldestAndNewest(executor));
  return sql`select ${day} as day, ${orders.currency} as currency, count(*) as customers
    from ${orders} where ${bringsNewCustomer()} group by 1, 2`;
}
