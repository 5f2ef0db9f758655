import { max, min, sql, type Column, type SQL } from 'drizzle-orm';
import { offsetsOf } from '../../domain/store-time.ts';
import type { Executor } from '../client.ts';
import { offlineSales } from '../schema/offline-sales.ts';
import { orders } from '../schema/orders.ts';

/**
 * The calendar day of a column's instants in the store's time zone, as SQL for SELECT and GROUP BY. The offsets over the span
 * are written out, because a database server often has no time zone tables.
 */
export function storeDay(
  column: Column | SQL,
  timeZone: string,
  span: { from: Date; to: Date },
): SQL<string> {
  const offsets = offsetsOf(timeZone, span.from, span.to);
  const last = offsets.at(-1)?.minutes ?? 0;
  const earlier = offsets.filter(({ until }) => until !== null);
  const cases = earlier.map(
    ({ minutes, until }) => sql`when ${column} < ${until} then ${sql.raw(String(minutes))}`,
  );
  const minutes =
    cases.length === 0
      ? sql.raw(String(last))
      : sql`case ${sql.join(cases, sql` `)} else ${sql.raw(String(last))} end`;
  return sql<string>`date_format(${column} + interval (${minutes}) minute, '%Y-%m-%d')`;
}

/** When the oldest and the newest sale took place; the same instant where there is none. */
export async function findOldestAndNewest(executor: Executor): Promise<{ from: Date; to: Date }> {
  const [inShop, outside] = await Promise.all(
    [orders, offlineSales].map(({ placedAt }) =>
      executor.select({ from: min(placedAt), to: max(placedAt) }).from(placedAt.table),
    ),
  );
  const ends = [inShop?.[0], outside?.[0]].flatMap((span) => [span?.from ?? [], span?.to ?? []].flat());
  const times = ends.map((end) => end.getTime());
  if (times.length === 0) return { from: new Date(0), to: new Date(0) };
  return { from: new Date(Math.min(...times)), to: new Date(Math.max(...times)) };
}
