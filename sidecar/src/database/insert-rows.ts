import { getTableColumns, getTableName, sql } from 'drizzle-orm';
import { toSnakeCase } from 'drizzle-orm/casing';
import type { MySqlTable } from 'drizzle-orm/mysql-core';
import { escape, type SqlValue } from 'mysql2';
import type { Executor } from './client.ts';

/** Well below every server's `max_allowed_packet`, also when each character takes four bytes. */
const statementCharacters = 1_000_000;

/**
 * Inserts many rows with as few statements as their size allows. A row whose primary key is there already: `overwrite` gives it every value anew,
 * `add` adds the values of these columns to its own; without either the database refuses it.
 * Writes the statement itself: drizzle-orm's own builder looks at each value as a piece of SQL, and took ten times the time of everything else that recording a batch needs.
 */
export async function insertRows<T extends MySqlTable>(
  executor: Executor,
  table: T,
  rows: readonly T['$inferInsert'][],
  { overwrite = false, add = [] }: { overwrite?: boolean; add?: readonly string[] } = {},
): Promise<void> {
  const columns = Object.entries(getTableColumns(table));
  const names = columns.map(([name]) => quote(toSnakeCase(name)));
  const head = `insert into ${quote(getTableName(table))} (${names.join(', ')}) values `;
  const others = columns.filter(([, column]) => !column.primary).map(([name]) => quote(toSnakeCase(name)));
  const sums = add.map((name) => quote(toSnakeCase(name)));
  const changes = [
    ...(overwrite ? others.map((name) => `${name} = values(${name})`) : []),
    ...sums.map((name) => `${name} = ${name} + values(${name})`),
  ];
  const tail = changes.length === 0 ? '' : ` on duplicate key update ${changes.join(', ')}`;
  const write = (row: Record<string, unknown>) =>
    `(${columns.map(([name, column]) => literal(row[name], (value) => column.mapToDriverValue(value))).join(', ')})`;
  for (const part of inParts(rows.map(write)))
    await executor.execute(sql.raw(`${head}${part.join(',\n')}${tail}`));
}

function literal(value: unknown, toDriver: (value: unknown) => unknown): string {
  if (value === undefined) return 'default';
  if (value === null) return 'null';
  const plain = toDriver(value);
  // The driver would write an object as a list of assignments.
  if (typeof plain === 'object' && !(plain instanceof Date)) throw new TypeError('Not a value of a column');
  return escape(plain as SqlValue);
}

function quote(name: string): string {
  return `\`${name}\``;
}

function inParts(texts: string[]): string[][] {
  const parts: string[][] = [];
  let size = Infinity;
  for (const text of texts) {
    size += text.length;
    if (size > statementCharacters) {
      parts.push([]);
      size = text.length;
    }
    parts.at(-1)?.push(text);
  }
  return parts;
}
