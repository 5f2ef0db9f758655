import { sql, type Column, type SQL } from 'drizzle-orm';
import { offsetsOf } from '../../domain/store-time.ts';

/**
 * The calendar day of a column's instants in the store's time zone, as SQL for SELECT and GROUP BY. The offsets over the span
 * are written out, because a database server often has no time zone tables.
 */
export function storeDay(column: Column, timeZone: string, span: { from: Date; to: Date }): SQL<string> {
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
