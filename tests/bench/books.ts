import { randomBytes } from 'node:crypto';
import { createServices } from '@finders-fee/sidecar/assemble';
import { readConfig } from '@finders-fee/sidecar/config';
import { openDatabase, type Database } from '@finders-fee/sidecar/database/client';
import { insertInboxRows } from '@finders-fee/sidecar/database/inbox';
import { migrateDatabase } from '@finders-fee/sidecar/database/migrate';
import { batchesAtOnce } from '@finders-fee/sidecar/jobs/inbox-worker';
import { workInbox } from '@finders-fee/sidecar/jobs/work-inbox';
import { verifyBooks } from '@finders-fee/sidecar/use-cases/verify-books';
import { escape } from 'mysql2';
import { startPrivateMariaDb } from '../../demo/mariadb.ts';
import { judge, median, printTable } from './figures.ts';
import { furnishBooks } from './furnish-books.ts';
import { signedOrders } from './order-bodies.ts';

const rounds = 5;
const ordersPerRound = 4_000;
const aim = 0.25;
/** Every table that recording an order writes, in the order in which a bulk load would fill them. */
const tables = [
  'orders',
  'redemptions',
  'commissions',
  'ledger_transfers',
  'customers',
  'customer_keys',
  'customer_phones',
  'referral_code_changes',
  'account_balances',
  'daily_totals',
  'daily_new_customers',
  'coupon_uses',
];

const server = await startPrivateMariaDb();
const url = await server.createDatabase('books');
const copyUrl = await server.createDatabase('copy');
const services = createServices(
  readConfig({ DATABASE_URL: url, FINDERS_FEE_KEY: randomBytes(32).toString('hex'), LOG_LEVEL: 'silent' }),
);
const copy = openDatabase(copyUrl);
try {
  const { database } = services;
  await database.pool.query('SET GLOBAL innodb_log_file_size = 536870912');
  await database.pool.query('SET GLOBAL innodb_flush_log_at_trx_commit = 1');
  await migrateDatabase(database);
  await migrateDatabase(copy);
  await furnishBooks(database);
  const bodies = signedOrders(ordersPerRound * (rounds + 1), 'unused').map(({ body }) => body);
  console.log(
    `  ${rounds} rounds of ${ordersPerRound} distinct orders of 3 lines, one coupon and one new customer; one sidecar; every commit flushed to disk`,
  );
  const measured: { recording: number; bulk: number }[] = [];
  for (let round = 0; round <= rounds; round += 1) {
    await clear(database);
    await clear(copy);
    const slice = bodies.slice(round * ordersPerRound, (round + 1) * ordersPerRound);
    const recording = await record(slice, round * ordersPerRound);
    const { commissionsChecked, drifting } = await verifyBooks(services);
    if (commissionsChecked !== ordersPerRound || drifting.length > 0)
      throw new Error('The books do not agree');
    const bulk = await insertAgain(database);
    if (round > 0) measured.push({ recording, bulk });
  }
  console.log('  the books of every round were verified: no drift');
  const perSecond = (ms: number) => Math.round((ordersPerRound * 1000) / ms);
  const rates = measured.map(({ recording, bulk }) => [perSecond(recording), perSecond(bulk)] as const);
  printTable(
    ['', 'orders/s'],
    [
      ['inbox to ledger', median(rates.map(([recording]) => recording))],
      ['bulk INSERT of the same rows', median(rates.map(([, bulk]) => bulk))],
    ],
  );
  judge(
    'inbox to ledger, of the bulk INSERT',
    median(measured.map(({ recording, bulk }) => bulk / recording)),
    {
      atLeast: aim,
    },
  );
} finally {
  await services.database.close();
  await copy.close();
  await server.stop();
}

/** How long it takes from a full inbox to an empty one, in milliseconds. */
async function record(bodies: string[], firstId: number): Promise<number> {
  const receivedAt = services.clock();
  await insertInboxRows(
    services.database.db,
    bodies.map((payload, index) => ({
      resource: 'order' as const,
      resourceId: firstId + index + 1,
      payload,
      origin: 'webhook' as const,
      receivedAt,
    })),
  );
  const startedAt = performance.now();
  const workBatches = async () => {
    while ((await workInbox(services)) > 0);
  };
  await Promise.all(Array.from({ length: batchesAtOnce }, workBatches));
  return performance.now() - startedAt;
}

/**
 * How long the same rows take as a bulk load into the same tables: one INSERT after the other, as large as a server takes them, in one
 * transaction, their text ready before the clock starts. In milliseconds.
 */
async function insertAgain({ pool }: Database): Promise<number> {
  const statements: string[] = [];
  for (const table of tables) statements.push(...(await insertsOf(pool, table)));
  const connection = await copy.pool.getConnection();
  try {
    const startedAt = performance.now();
    await connection.beginTransaction();
    for (const statement of statements) await connection.query(statement);
    await connection.commit();
    return performance.now() - startedAt;
  } finally {
    connection.release();
  }
}

/** All rows of a table as multi-row INSERTs of about a megabyte each. */
async function insertsOf(pool: Database['pool'], table: string): Promise<string[]> {
  const asText = {
    sql: `SELECT * FROM ${table}`,
    rowsAsArray: true,
    typeCast: (field: { string(): string | null }) => field.string(),
  };
  const [rows] = (await pool.query(asText)) as unknown as [(string | null)[][]];
  const statements: string[] = [];
  let values: string[] = [];
  const finish = () => {
    if (values.length > 0) statements.push(`INSERT INTO ${table} VALUES ${values.join(',')}`);
    values = [];
  };
  let size = 0;
  for (const row of rows) {
    const text = `(${row.map((value) => (value === null ? 'NULL' : escape(value))).join(',')})`;
    if (size + text.length > 1_000_000) {
      finish();
      size = 0;
    }
    size += text.length;
    values.push(text);
  }
  finish();
  return statements;
}

/** Every round begins with empty books, here and in the copy. */
async function clear(database: Database): Promise<void> {
  for (const table of tables) await database.pool.query(`TRUNCATE TABLE ${table}`);
}
