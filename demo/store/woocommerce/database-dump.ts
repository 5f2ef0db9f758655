import { createConnection, escape, escapeId, type Connection, type RowDataPacket } from 'mysql2/promise';

const rowsPerInsert = 200;

/** All tables of a database as SQL: enough for what WordPress stores, without the client's `mariadb-dump`. */
export async function dumpDatabase(url: string): Promise<string> {
  const connection = await createConnection({ uri: url, dateStrings: true, supportBigNumbers: true });
  try {
    const [tables] = await connection.query<RowDataPacket[][]>({ sql: 'SHOW TABLES', rowsAsArray: true });
    const statements: string[] = [];
    for (const [table] of tables as unknown as string[][])
      statements.push(...(await dumpTable(connection, table!)));
    return statements.join(';\n');
  } finally {
    await connection.end();
  }
}

/** Runs such a dump in an empty database. */
export async function loadDump(url: string, dump: string): Promise<void> {
  const connection = await createConnection({ uri: url, multipleStatements: true });
  try {
    await connection.query(
      `SET FOREIGN_KEY_CHECKS=0, UNIQUE_CHECKS=0, SQL_MODE='NO_AUTO_VALUE_ON_ZERO';\n${dump}`,
    );
  } finally {
    await connection.end();
  }
}

async function dumpTable(connection: Connection, table: string): Promise<string[]> {
  const [[definition]] = await connection.query<RowDataPacket[]>(`SHOW CREATE TABLE ${escapeId(table)}`);
  const [rows] = await connection.query<RowDataPacket[]>({
    sql: `SELECT * FROM ${escapeId(table)}`,
    rowsAsArray: true,
  });
  const statements = [String(definition!['Create Table'])];
  for (let start = 0; start < rows.length; start += rowsPerInsert) {
    const values = rows
      .slice(start, start + rowsPerInsert)
      .map((row) => `(${escape(row as unknown as string[])})`);
    statements.push(`INSERT INTO ${escapeId(table)} VALUES ${values.join(',')}`);
  }
  return statements;
}
