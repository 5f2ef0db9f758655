import { createConnection, type Connection } from 'mysql2/promise';

/** One statement as the database was asked, and how it found the rows. */
export interface QueryPlan {
  statement: string;
  rows: PlanRow[];
  ms: number;
}

interface PlanRow {
  table: string | null;
  type: string | null;
  key: string | null;
  rows: string | null;
  Extra: string | null;
}

/** What the database does while the work runs: every SELECT on the books with its plan and the time it takes by itself. */
export async function listQueryPlans(databaseUrl: string, work: () => Promise<void>): Promise<QueryPlan[]> {
  const connection = await createConnection(databaseUrl);
  try {
    const statements = await statementsOf(connection, work);
    const plans: QueryPlan[] = [];
    for (const statement of statements) plans.push(await explain(connection, statement));
    return plans;
  } finally {
    await connection.end();
  }
}

async function statementsOf(connection: Connection, work: () => Promise<void>): Promise<string[]> {
  await connection.query(`SET GLOBAL log_output = 'TABLE'`);
  await connection.query('TRUNCATE TABLE mysql.general_log');
  await connection.query('SET GLOBAL general_log = 1');
  await work();
  await connection.query('SET GLOBAL general_log = 0');
  const [rows] = await connection.query(
    `SELECT CONVERT(argument USING utf8mb4) AS statement FROM mysql.general_log WHERE command_type IN ('Query', 'Execute') ORDER BY event_time`,
  );
  const asked = (rows as { statement: string }[]).map(({ statement }) => statement);
  return [...new Set(asked)].filter((statement) => /^\(?select\b.*\bfrom\b/is.test(statement));
}

async function explain(connection: Connection, statement: string): Promise<QueryPlan> {
  const [rows] = await connection.query(`EXPLAIN ${statement}`);
  await connection.query(statement);
  const startedAt = performance.now();
  await connection.query(statement);
  return { statement, rows: rows as PlanRow[], ms: performance.now() - startedAt };
}

/** As the documentation shows it. */
export function printPlan({ statement, rows, ms }: QueryPlan): string {
  const cells = rows.map(({ table, type, key, rows: count, Extra }) =>
    [table, type, key, count, Extra].map((cell) => String(cell ?? '')).join(' | '),
  );
  return [
    '```sql',
    shorten(statement),
    '```',
    '',
    '| table | access | index | rows read | |',
    '|---|---|---|---:|---|',
    ...cells.map((line) => `| ${line} |`),
    '',
    `${ms.toFixed(1)} ms`,
    '',
  ].join('\n');
}

/** The columns of a list say nothing about how it is found. */
function shorten(statement: string): string {
  const flat = statement.replaceAll('`', '').replace(/\s+/g, ' ');
  const from = flat.search(/ from /i);
  return from > 160 ? `select …${flat.slice(from)}` : flat;
}
