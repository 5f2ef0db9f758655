import { randomBytes } from 'node:crypto';
import { spawn, type ChildProcess } from 'node:child_process';
import { once } from 'node:events';
import { readFile } from 'node:fs/promises';
import { fileURLToPath } from 'node:url';
import autocannon from 'autocannon';
import { openDatabase, type Database } from '@finders-fee/sidecar/database/client';
import { migrateDatabase } from '@finders-fee/sidecar/database/migrate';
import { writeStoreConnection } from '@finders-fee/sidecar/database/store-connection';
import { freePort } from '../../demo/free-port.ts';
import { startPrivateMariaDb } from '../../demo/mariadb.ts';
import { eventually } from '../support/eventually.ts';
import { judge, median, printTable } from './figures.ts';
import { signedOrders, type SignedBody } from './order-bodies.ts';

const connections = 16;
const rounds = 5;
const webhooksPerRound = 12_000;
const aim = 0.75;
const source = 'https://shop.example/';
const secret = randomBytes(25).toString('hex');
const key = randomBytes(32);
const root = fileURLToPath(new URL('../..', import.meta.url));

interface Target {
  name: string;
  table: 'inbox' | 'bare_inbox';
  url: string;
  process: ChildProcess;
}

interface Round {
  perSecond: number;
  p50Ms: number;
  p99Ms: number;
  rssMb: number;
  /** Processor time that one webhook took in the process measured: steadier than the rate on a busy machine. */
  cpuUs: number;
}

const server = await startPrivateMariaDb();
const databaseUrl = await server.createDatabase('bench');
const database = openDatabase(databaseUrl);
const started: ChildProcess[] = [];
try {
  await prepare(database);
  const bodies = signedOrders(2000, secret);
  const bare = await launch('bare Express', 'bare_inbox', ['tests/bench/bare-express.ts']);
  const sidecar = await launch('sidecar', 'inbox', ['sidecar/src/main.ts', 'serve', '--role=http']);
  console.log(
    `  ${connections} connections, ${rounds} rounds of ${webhooksPerRound} webhooks each, interleaved; distinct signed orders of ${bodies[0]?.body.length} bytes; every commit flushed to disk`,
  );
  for (const target of [bare, sidecar]) await measure(target, bodies);
  const results = new Map<Target, Round[]>([
    [bare, []],
    [sidecar, []],
  ]);
  for (let round = 0; round < rounds; round += 1) {
    for (const target of round % 2 === 0 ? [bare, sidecar] : [sidecar, bare]) {
      results.get(target)?.push(await measure(target, bodies));
    }
  }
  report(results);
} finally {
  await Promise.all(started.map(end));
  await database.close();
  await server.stop();
}

/** A connected store, and a database that answers only when a commit lies on the disk, with room in its log for a whole round. */
async function prepare({ pool, db }: Database): Promise<void> {
  await pool.query('SET GLOBAL innodb_log_file_size = 536870912');
  await pool.query('SET GLOBAL innodb_flush_log_at_trx_commit = 1');
  await migrateDatabase(database);
  const now = new Date();
  const facts = {
    currency: 'EUR',
    price_decimals: 2,
    time_zone: 'UTC',
    wordpress_version: '7.1',
    woocommerce_version: '11.0.1',
    plugin_version: '0',
    hpos: true,
    now: now.toISOString(),
    pulse_url: null,
    outbox_pending: 0,
    webhooks: [],
  };
  const connection = {
    storeUrl: source,
    restUrl: `${source}wp-json/`,
    webhookSource: source,
    consumerKey: `ck_${'0'.repeat(40)}`,
    consumerSecret: `cs_${'0'.repeat(40)}`,
    webhookSecret: secret,
    previousWebhookSecret: null,
    tokenSecret: secret,
    facts,
    factsAt: now,
    connectedAt: now,
  };
  await writeStoreConnection(db, connection, key);
}

async function launch(name: string, table: Target['table'], words: string[]): Promise<Target> {
  const port = await freePort();
  const child = spawn(process.execPath, ['--import', 'tsx', ...words], {
    cwd: root,
    stdio: ['ignore', 'ignore', 'inherit'],
    env: {
      ...process.env,
      NODE_ENV: 'production',
      DATABASE_URL: databaseUrl,
      PORT: String(port),
      SECRET: secret,
      FINDERS_FEE_KEY: key.toString('hex'),
      FINDERS_FEE_HOST: '127.0.0.1',
      FINDERS_FEE_PORT: String(port),
    },
  });
  started.push(child);
  const url = `http://127.0.0.1:${port}`;
  await eventually(`${name} is ready`, async () => (await fetch(`${url}/readyz`)).ok, { withinMs: 30_000 });
  return { name, table, url, process: child };
}

/** One round into an empty table. Throws unless every webhook that got its 200 lies in the database. */
async function measure({ name, table, url, process: child }: Target, bodies: SignedBody[]): Promise<Round> {
  await database.pool.query(`TRUNCATE TABLE ${table}`);
  const cpuBefore = await cpuMs(child);
  const { result, seconds } = await fire(`${url}/webhooks/woocommerce`, bodies);
  const accepted = result['2xx'];
  const [rows] = await database.pool.query(`SELECT COUNT(*) AS stored FROM ${table}`);
  const { stored } = (rows as [{ stored: number }])[0];
  if (result.non2xx > 0 || result.errors > 0)
    throw new Error(`${name} refused ${result.non2xx} and broke ${result.errors} requests`);
  if (stored !== accepted) {
    throw new Error(`${name} said 200 to ${accepted} webhooks and stored ${stored}`);
  }
  return {
    perSecond: accepted / seconds,
    p50Ms: result.latency.p50,
    p99Ms: result.latency.p99,
    rssMb: await residentMb(child),
    cpuUs: (((await cpuMs(child)) - cpuBefore) * 1000) / accepted,
  };
}

/** All webhooks of a round, and the time from the first to the last answer; autocannon's own clock ticks in whole seconds. */
async function fire(
  url: string,
  bodies: SignedBody[],
): Promise<{ result: autocannon.Result; seconds: number }> {
  let next = 0;
  const startedAt = performance.now();
  return new Promise((resolve, reject) => {
    let lastAnswerAt = startedAt;
    const options: autocannon.Options = {
      url,
      connections,
      amount: webhooksPerRound,
      requests: [
        {
          method: 'POST',
          setupRequest: (request) => {
            const { body, signature } = bodies[next++ % bodies.length] as SignedBody;
            return { ...request, body, headers: headersOf(signature) };
          },
        },
      ],
    };
    autocannon(options, (error: Error | null, result) => {
      if (error) reject(error);
      else resolve({ result, seconds: (lastAnswerAt - startedAt) / 1000 });
    }).on('response', () => (lastAnswerAt = performance.now()));
  });
}

function headersOf(signature: string): Record<string, string> {
  return {
    'content-type': 'application/json',
    'user-agent': 'WooCommerce/11.0.1 Hookshot (WordPress/7.1)',
    'x-wc-webhook-source': source,
    'x-wc-webhook-topic': 'order.updated',
    'x-wc-webhook-resource': 'order',
    'x-wc-webhook-event': 'updated',
    'x-wc-webhook-signature': signature,
    'x-wc-webhook-id': '1',
    'x-wc-webhook-delivery-id': 'b1946ac92492d2347c6235b4d2611184',
  };
}

function report(results: Map<Target, Round[]>): void {
  const medians = [...results].map(([target, measured]) => ({
    name: target.name,
    perSecond: median(measured.map((round) => round.perSecond)),
    p50Ms: median(measured.map((round) => round.p50Ms)),
    p99Ms: median(measured.map((round) => round.p99Ms)),
    rssMb: Math.max(...measured.map((round) => round.rssMb)),
    cpuUs: median(measured.map((round) => round.cpuUs)),
  }));
  printTable(
    ['', 'webhooks/s', 'p50 ms', 'p99 ms', 'CPU µs each', 'memory MB'],
    medians.map(({ name, perSecond, p50Ms, p99Ms, cpuUs, rssMb }) => [
      name,
      Math.round(perSecond),
      p50Ms,
      p99Ms,
      Math.round(cpuUs),
      Math.round(rssMb),
    ]),
  );
  const [bare, sidecar] = medians;
  if (!bare || !sidecar) throw new Error('Nothing was measured');
  console.log('  all webhooks that were answered with 200 were found in the database');
  judge('sidecar, of the bare app', sidecar.perSecond / bare.perSecond, { atLeast: aim });
}

/** Resident memory; 0 where the system does not tell. */
async function residentMb({ pid }: ChildProcess): Promise<number> {
  const status = await readFile(`/proc/${pid}/status`, 'utf8').catch(() => '');
  return Number(/VmRSS:\s+(\d+) kB/.exec(status)?.[1] ?? 0) / 1024;
}

/** Processor time used so far, user and system; Linux counts it in hundredths of a second. */
async function cpuMs({ pid }: ChildProcess): Promise<number> {
  const stat = await readFile(`/proc/${pid}/stat`, 'utf8').catch(() => '');
  const [user = 0, system = 0] = stat
    .slice(stat.lastIndexOf(')') + 2)
    .split(' ')
    .slice(11, 13)
    .map(Number);
  return (user + system) * 10;
}

async function end(child: ChildProcess): Promise<void> {
  if (child.exitCode !== null || child.signalCode !== null) return;
  const ended = once(child, 'exit');
  child.kill('SIGTERM');
  await ended;
}
