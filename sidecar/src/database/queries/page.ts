import { and, asc, desc, gte, lt, or, sql, type Column, type SQL } from 'drizzle-orm';

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

/** The rows after the last one read, in the order of `sorted(direction, column, id)`. */
export function readOn(
  { beyond = null, order = 'desc' }: ReadingOn & { order?: 'asc' | 'desc' },
  column: Column | SQL,
  id: Column,
): SQL | undefined {
  if (beyond === null) return undefined;
  const last = sql`(select ${column} from ${id.table} where ${id} = ${beyond})`;
  const [further, same] = order === 'asc' ? [sql`>`, sql`>=`] : [sql`<`, sql`<=`];
  return sql`(${column} ${same} ${last} and (${column} ${further} ${last} or ${id} ${further} ${beyond}))`;
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
