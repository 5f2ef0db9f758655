import { and, asc, Column, desc, eq, gte, is, lt, or, sql, type SQL } from 'drizzle-orm';
import type { MySqlTable } from 'drizzle-orm/mysql-core';
import type { Executor } from '../client.ts';

/** One page of a list and how many rows the whole list has. */
export interface Page<T> {
  rows: T[];
  total: number;
}

/** How a list is cut into pages. */
export interface Cut extends ReadingOn {
  page: number;
  per_page: number;
}

/** For reading a whole list piece by piece, in the snapshot of one transaction. */
export interface ReadingOn {
  /** The id of the last row read, null at the beginning; the page then begins after it, and nothing is counted. */
  beyond?: string | number | null;
}

/** The same page with each row as the contract prints it. */
export function showPage<Row, Shown>(
  rows: Row[],
  counted: { total: number }[],
  show: (row: Row) => Shown,
): Page<Shown> {
  return { rows: rows.map(show), total: counted[0]?.total ?? 0 };
}

/**
 * The rows after the last one read, in the order of `sorted(direction, ...columns)`. The last one's values are written out, and each column's equals
 * beside what is further: only then does the database know where in an index to read on.
 */
export async function readOn(
  executor: Executor,
  { beyond = null, order = 'desc' }: ReadingOn & { order?: 'asc' | 'desc' },
  columns: readonly (Column | SQL)[],
  id: Column,
): Promise<SQL | undefined> {
  if (beyond === null) return undefined;
  const named = Object.fromEntries(columns.map((column, index) => [`column${index}`, sql`${column}`]));
  const rows = executor.select(named).from(id.table as MySqlTable);
  const [last = {}] = await rows.where(eq(id, beyond));
  return columns.reduceRight<SQL>(
    (rest, column, index) => isFurther(column, order, last[`column${index}`] ?? null, rest),
    sql`false`,
  );
}

/** NULL is less than everything. */
function isFurther(column: Column | SQL, order: 'asc' | 'desc', value: unknown, rest: SQL): SQL {
  if (value === null && order === 'asc')
    return sql`(${column} is not null or (${column} is null and ${rest}))`;
  if (value === null) return sql`(${column} is null and ${rest})`;
  if (order === 'asc') return sql`(${column} > ${value} or (${column} = ${value} and ${rest}))`;
  const isNullable = is(column, Column) && !column.notNull;
  const less = isNullable ? sql`(${column} < ${value} or ${column} is null)` : sql`${column} < ${value}`;
  return sql`(${less} or (${column} = ${value} and ${rest}))`;
}

/** The count beside a page, except where a whole list is read. */
export function counted<T>({ beyond }: ReadingOn, count: PromiseLike<T[]>): PromiseLike<T[]> | T[] {
  return beyond === undefined ? count : [];
}

export const countAll = { total: sql<number>`count(*)`.mapWith(Number) };

/** LIMIT and OFFSET of a page. */
export function cutOf({ page, per_page: perPage }: Cut): { limit: number; offset: number } {
  return { limit: perPage, offset: (page - 1) * perPage };
}

/** Sorted by columns of which the last are unique, so that a row is never on two pages. */
export function sorted(direction: 'asc' | 'desc', ...columns: (Column | SQL)[]): SQL[] {
  return columns.map((column) => (direction === 'asc' ? asc(column) : desc(column)));
}

/** `[after, before)` on a column of instants; undefined when the span is open on both sides. */
export function within(
  column: Column,
  span: { after?: string | undefined; before?: string | undefined },
): SQL | undefined {
  return and(
    span.after === undefined ? undefined : gte(column, new Date(span.after)),
    span.before === undefined ? undefined : lt(column, new Date(span.before)),
  );
}

/** The text anywhere in one of the columns; `%`, `_` and `\` stand for themselves. */
export function containing(search: string | undefined, ...columns: (Column | SQL)[]): SQL | undefined {
  if (search === undefined || search === '') return undefined;
  const pattern = `%${search.replace(/[\\%_]/g, '\\$&')}%`;
  return or(...columns.map((column) => sql`${column} like ${pattern}`));
}
