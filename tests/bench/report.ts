import { spawn, type ChildProcess } from 'node:child_process';
import { randomBytes } from 'node:crypto';
import { once } from 'node:events';
import { fileURLToPath } from 'node:url';
import { openDatabase } from '@finders-fee/sidecar/database/client';
import { migrateDatabase } from '@finders-fee/sidecar/database/migrate';
import { writeStoreConnection, type StoreConnection } from '@finders-fee/sidecar/database/store-connection';
import { dayOf, plusDays, startOfDay } from '@finders-fee/sidecar/domain/store-time';
import { freePort } from '../../demo/free-port.ts';
import { startPrivateMariaDb } from '../../demo/mariadb.ts';
import { aToken } from '../support/a-token.ts';
import { eventually } from '../support/eventually.ts';
import { judge, printTable } from './figures.ts';
import { listQueryPlans, printPlan } from './query-plans.ts';
import { affiliatesCount, couponsCount, fillShop, firstUserId } from './fill-shop.ts';

const isQuick = process.argv.includes('--quick');
const sizes = isQuick ? [1_000, 10_000, 100_000] : [10_000, 100_000, 1_000_000];
const rounds = isQuick ? 100 : 400;
const aim = 1.3;
const timeZone = 'Europe/Berlin';
const key = randomBytes(32);
const root = fileURLToPath(new URL('../..', import.meta.url));

interface Shop {
  orders: number;
  databaseUrl: string;
  store: StoreConnection;
  url: string;
  process: ChildProcess;
}

/** What is asked together, as a page asks it: by its name, its paths and who asks. */
interface Question {
  name: string;
  paths: string[];
  role: 'owner' | 'affiliate';
}

const server = await startPrivateMariaDb();
const shops: Shop[] = [];
try {
  for (const orders of sizes) shops.push(await open(orders));
  const questions = ask();
  console.log(
    `  ${rounds} rounds, the sizes taking turns; 90 days of orders of ${affiliatesCount} affiliates with ${couponsCount} coupons; over HTTP with a token each`,
  );
  const measured = new Map<string, number[]>();
  for (let round = -5; round < rounds; round += 1) {
    for (const question of questions) {
      for (const shop of round % 2 === 0 ? shops : [...shops].reverse()) {
        const ms = await time(shop, question, firstUserId + ((round + 5) % affiliatesCount));
        const name = `${question.name} ${shop.orders}`;
        if (round >= 0) measured.set(name, [...(measured.get(name) ?? []), ms]);
      }
    }
  }
  report(questions, measured);
  if (process.argv.includes('--plans')) await printPlans(questions);
} finally {
  for (const { process: child } of shops) await end(child);
  await server.stop();
}

/** The report's three tables and the first screen over 30 whole days, and everything that the affiliate's page asks for; then, for knowledge only, each part of that page. */
function ask(): Question[] {
  const today = dayOf(timeZone, new Date());
  const after = startOfDay(timeZone, plusDays(today, -29)).toISOString();
  const before = startOfDay(timeZone, plusDays(today, 1)).toISOString();
  const summary = (grouping: string): Question => ({
    name: `summary by ${grouping}`,
    paths: [`/v1/reports/summary?after=${after}&before=${before}&group_by=${grouping}`],
    role: 'owner',
  });
  const page = ['/v1/me', '/v1/me/coupons', '/v1/me/sales?page=1&per_page=20', '/v1/me/summary'];
  return [
    ...['day', 'affiliate', 'coupon'].map(summary),
    { name: 'overview', paths: [`/v1/overview?after=${after}&before=${before}`], role: 'owner' },
    { name: 'affiliate’s page', paths: page, role: 'affiliate' },
    ...page.map((path): Question => ({ name: `  ${path.slice(4)}`, paths: [path], role: 'affiliate' })),
  ];
}

async function open(orders: number): Promise<Shop> {
  const startedAt = performance.now();
  const databaseUrl = await server.createDatabase(`report_${orders}`);
  const database = openDatabase(databaseUrl);
  await database.pool.query('SET GLOBAL innodb_buffer_pool_size = 1073741824');
  await database.pool.query('SET GLOBAL innodb_log_file_size = 536870912');
  await migrateDatabase(database);
  const store = aStore();
  await writeStoreConnection(database.db, store, key);
  await fillShop(database, { orders, timeZone });
  await database.close();
  console.log(`  ${orders} orders were written in ${((performance.now() - startedAt) / 1000).toFixed(0)} s`);
  const port = await freePort();
  const child = spawn(process.execPath, ['--import', 'tsx', 'sidecar/src/main.ts', 'serve', '--role=http'], {
    cwd: root,
    stdio: ['ignore', 'ignore', 'inherit'],
    env: {
      ...process.env,
      NODE_ENV: 'production',
      DATABASE_URL: databaseUrl,
      FINDERS_FEE_KEY: key.toString('hex'),
      FINDERS_FEE_HOST: '127.0.0.1',
      FINDERS_FEE_PORT: String(port),
      LOG_LEVEL: 'error',
    },
  });
  const url = `http://127.0.0.1:${port}`;
  await eventually('the sidecar is ready', async () => (await fetch(`${url}/readyz`)).ok, {
    withinMs: 30_000,
  });
  return { orders, databaseUrl, store, url, process: child };
}

/** Milliseconds from the first request to the last answer; the page asks for everything at once. */
async function time({ store, url }: Shop, { paths, role }: Question, userId: number): Promise<number> {
  const tokens = await Promise.all(paths.map((path) => aToken(store, { method: 'GET', path, userId, role })));
  const startedAt = performance.now();
  await Promise.all(
    paths.map(async (path, index) => {
      const answer = await fetch(url + path, { headers: { Authorization: `Bearer ${tokens[index]}` } });
      const text = await answer.text();
      if (!answer.ok) throw new Error(`${path} answered ${answer.status}: ${text}`);
    }),
  );
  return performance.now() - startedAt;
}

/** `--plans`: how the database found what the largest shop was asked, for docs/query-plans.md. */
async function printPlans(questions: Question[]): Promise<void> {
  const largest = shops.at(-1);
  if (!largest) return;
  for (const question of questions.filter(({ paths }) => paths.length === 1)) {
    const plans = await listQueryPlans(largest.databaseUrl, async () => {
      await time(largest, question, firstUserId);
    });
    console.log(`\n## ${question.paths[0]}\n`);
    for (const plan of plans) console.log(printPlan(plan));
  }
}

function report(questions: Question[], measured: Map<string, number[]>): void {
  const timesOf = ({ name }: Question, orders: number) => measured.get(`${name} ${orders}`) ?? [];
  const heading = sizes.flatMap((orders) => [`${orders.toLocaleString('en')}: p50`, 'p95 ms']);
  printTable(
    ['', ...heading],
    questions.map((question) => [
      question.name,
      ...sizes.flatMap((orders) =>
        [0.5, 0.95].map((part) => quantile(timesOf(question, orders), part).toFixed(1)),
      ),
    ]),
  );
  const [smallest, largest] = [sizes[0] ?? 0, sizes.at(-1) ?? 0];
  for (const question of questions.filter(({ name }) => !name.startsWith(' '))) {
    const [from, to] = [smallest, largest].map((orders) => quantile(timesOf(question, orders), 0.95));
    judge(`p95 of ${question.name}, ${largest} of ${smallest} orders`, (to ?? 0) / (from ?? 1), {
      atMost: aim,
    });
  }
}

function quantile(values: readonly number[], part: number): number {
  const sorted = [...values].sort((a, b) => a - b);
  return sorted[Math.min(sorted.length - 1, Math.floor(sorted.length * part))] ?? NaN;
}

function aStore(): StoreConnection {
  const now = new Date();
  return {
    storeUrl: 'https://shop.example',
    restUrl: 'https://shop.example/wp-json/',
    webhookSource: 'https://shop.example/',
    consumerKey: `ck_${'0'.repeat(40)}`,
    consumerSecret: `cs_${'0'.repeat(40)}`,
    webhookSecret: randomBytes(32).toString('hex'),
    previousWebhookSecret: null,
    tokenSecret: randomBytes(32).toString('hex'),
    facts: {
      currency: 'EUR',
      price_decimals: 2,
      time_zone: timeZone,
      wordpress_version: '7.1',
      woocommerce_version: '11.0.1',
      plugin_version: '0',
      hpos: true,
      now: now.toISOString(),
      pulse_url: null,
      outbox_pending: 0,
      webhooks: [],
    },
    factsAt: now,
    connectedAt: now,
  };
}

async function end(child: ChildProcess): Promise<void> {
  if (child.exitCode !== null || child.signalCode !== null) return;
  const ended = once(child, 'exit');
  child.kill('SIGTERM');
  await ended;
}
