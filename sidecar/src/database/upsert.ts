import { getTableColumns, sql, type SQL } from 'drizzle-orm';
import type { MySqlTable } from 'drizzle-orm/mysql-core';

/** For `onDuplicateKeyUpdate`: every column but the primary key takes the value that would have been inserted. */
export function everyColumnOf(table: MySqlTable): Record<string, SQL> {
  const columns = Object.entries(getTableColumns(table)).filter(([, column]) => !column.primary);
  return Object.fromEntries(columns.map(([name, column]) => [name, sql`values(${column})`]));
}
