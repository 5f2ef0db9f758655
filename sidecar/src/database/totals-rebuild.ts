import { and, gte, lte, max, min, sql, type SQL } from 'drizzle-orm';
import type { TotalsDelta } from '../domain/contributions.ts';
import { dayOf, plusDays, startOfDay } from '../domain/store-time.ts';
import type { Database, Executor } from './client.ts';
import { rebuildNewCustomers } from './new-customers.ts';
import { saleParts } from './queries/sale-parts.ts';
import { findOldestAndNewest, storeDay } from './queries/store-day.ts';
import { dailyTotals } from './schema/totals.ts';
import { readAtOneInstant } from './verification.ts';

/** So many days of books are summed up at a time: what the database holds in memory stays the same for books of any age. */
const daysAtATime = 7;
/** More than these are not named. */
const namedAtMost = 100;

/** A row of the totals that is not what the books add up to; `recorded` less `expected` is what it is off by. */
export interface TotalsDrift {
  key: Pick<TotalsDelta, 'dimension' | 'day' | 'subject' | 'currency' | 'exponent'>;
  recorded: TotalsFigures;
  expected: TotalsFigures;
}

export type TotalsFigures = Pick<TotalsDelta, 'orders' | 'salesMinor' | 'discountMinor' | 'commissionMinor'>;

/** Writes the totals anew from the books. Nobody may write books meanwhile: call it with the store's facts held (`lockStoreFacts`). */
export async function rebuildTotals(executor: Executor, timeZone: string): Promise<void> {
  await executor.delete(dailyTotals);
  const { from, to } = await findOldestAndNewest(executor);
  for (const days of partsOf(dayOf(timeZone, from), dayOf(timeZone, to))) {
    await executor.execute(sql`insert into ${dailyTotals}
      (dimension, day, subject, currency, exponent, orders, sales_minor, discount_minor, commission_minor)
      ${totalsOfBooks(days, timeZone)}`);
  }
  await rebuildNewCustomers(executor, timeZone);
}

/**
 * The totals that differ from the books, at most 100 of them. Each week is compared as of one instant, so that books being written meanwhile
 * do not look like drift.
 */
export async function findTotalsDrift(database: Database, timeZone: string): Promise<TotalsDrift[]> {
  const { from, to } = await findOldestAndNewest(database.db);
  const [kept] = await database.db
    .select({ first: min(dailyTotals.day), last: max(dailyTotals.day) })
    .from(dailyTotals);
  const days = [dayOf(timeZone, from), dayOf(timeZone, to), kept?.first ?? [], kept?.last ?? []]
    .flat()
    .sort();
  const found: TotalsDrift[] = [];
  for (const part of partsOf(days[0] ?? '', days.at(-1) ?? '')) {
    const limit = namedAtMost - found.length;
    if (limit === 0) break;
    found.push(
      ...(await readAtOneInstant(database, (executor) => compare(executor, part, { timeZone, limit }))),
    );
  }
  return found;
}

interface Days {
  from: string;
  /** Included. */
  to: string;
}

/** Oldest first. */
function* partsOf(first: string, last: string): Generator<Days> {
  for (let from = first; from <= last; from = plusDays(from, daysAtATime)) {
    const to = plusDays(from, daysAtATime - 1);
    yield { from, to: to < last ? to : last };
  }
}

/** The rows that `daily_totals` should have for these days. */
function totalsOfBooks({ from, to }: Days, timeZone: string): SQL {
  const span = { from: startOfDay(timeZone, from), to: startOfDay(timeZone, plusDays(to, 1)) };
  const parts = saleParts({ after: span.from.toISOString(), before: span.to.toISOString() });
  return sql`select dimension, ${storeDay(sql`placed_at`, timeZone, span)} as day,
    case dimension when 'all' then '' when 'affiliate' then affiliate_id when 'coupon' then coupon_code
      when 'program' then program_id else channel end collate utf8mb4_bin as subject,
    currency, exponent, count(distinct sale) as orders, sum(sales_minor) as sales_minor, sum(discount_minor) as discount_minor,
    sum(commission_minor) as commission_minor
    from (${parts}) as parts
    cross join (select 'all' as dimension union all select 'affiliate' union all select 'coupon' union all select 'program'
      union all select 'channel') as dimensions
    group by 1, 2, 3, 4, 5`;
}

const figures = ['orders', 'sales_minor', 'discount_minor', 'commission_minor'] as const;

async function compare(
  executor: Executor,
  days: Days,
  { timeZone, limit }: { timeZone: string; limit: number },
): Promise<TotalsDrift[]> {
  const { day } = dailyTotals;
  const columns = sql.raw(figures.join(', '));
  const sums = (['recorded', 'expected'] as const).flatMap((side) =>
    figures.map((figure) =>
      sql.raw(`sum(case when side = '${side}' then ${figure} else 0 end) as ${side}_${figure}`),
    ),
  );
  const differs = figures.map((figure) => sql.raw(`recorded_${figure} <> expected_${figure}`));
  const [rows] =
    await executor.execute(sql`select dimension, day, subject, currency, exponent, ${sql.join(sums, sql`, `)}
    from (
      select 'recorded' as side, dimension, date_format(${day}, '%Y-%m-%d') as day, subject, currency, exponent, ${columns}
      from ${dailyTotals} where ${and(gte(day, days.from), lte(day, days.to))}
      union all
      select 'expected', of_books.* from (${totalsOfBooks(days, timeZone)}) as of_books
    ) as both_sides
    group by dimension, day, subject, currency, exponent having ${sql.join(differs, sql` or `)} limit ${limit}`);
  return (rows as unknown as Record<string, string | number>[]).map((row) => ({
    key: {
      dimension: row['dimension'] as TotalsDelta['dimension'],
      day: String(row['day']),
      subject: String(row['subject']),
      currency: String(row['currency']),
      exponent: Number(row['exponent']),
    },
    recorded: figuresOf(row, 'recorded'),
    expected: figuresOf(row, 'expected'),
  }));
}

function figuresOf(row: Record<string, string | number>, side: 'recorded' | 'expected'): TotalsFigures {
  const minor = (figure: string) => BigInt(row[`${side}_${figure}`] ?? 0);
  return {
    orders: Number(row[`${side}_orders`]),
    salesMinor: minor('sales_minor'),
    discountMinor: minor('discount_minor'),
    commissionMinor: minor('commission_minor'),
  };
}
