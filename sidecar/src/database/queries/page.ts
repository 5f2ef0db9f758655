import { and, asc, desc, gte, lt, or, sql, type Column, type SQL } from 'drizzle-orm';

/** One page of a list and how many rows the whole list has. */
export interface Page<T> {
  rows: T[];
  total: number;
}

/** How a list is cut into pages. */
export interface Cut {
  page: number;
  per_page: number;
}

/** The same page with each row as the contract prints it. */
export function showPage<Row, Shown>(
  rows: Row[],
  counted: { total: number }[],
  show: (row: Row) => Shown,
): Page<Shown> {
  return { rows: rows.map(show), total: counted[0]?.total ?? 0 };
}

export const countAll = { total: sql<number>`count(*)`.mapWith(Number) };

/** LIMIT and OFFSET of a page. */
export function cutOf({ page, per_page: perPage }: Cut): { limit: number; offset: number } {
  return { limit: perPage, offset: (page - 1) * perPage };
}

/** Sorted by a column, then by a unique one, so that a row is never on two pages. */
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
