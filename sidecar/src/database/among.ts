import { sql, type SQL } from 'drizzle-orm';
import type { MySqlColumn } from 'drizzle-orm/mysql-core';
import { escape } from 'mysql2';

/** `column in (…)` for lists of hundreds, which drizzle-orm's `inArray` builds value by value; of an empty list, no row. */
export function among(column: MySqlColumn | SQL, values: readonly (string | number)[]): SQL {
  if (values.length === 0) return sql`false`;
  return sql`${column} in (${sql.raw(values.map((value) => escape(value)).join(', '))})`;
}
