import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { readFile } from 'node:fs/promises';
import { randomBytes } from 'node:crypto';
import { fileURLToPath } from 'node:url';
import { createServices } from '@finders-fee/sidecar/assemble';
import { readConfig } from '@finders-fee/sidecar/config';
import { migrateDatabase } from '@finders-fee/sidecar/database/migrate';
import { recordOrders } from '@finders-fee/sidecar/use-cases/record-orders';
import { parseOrder, toBuyer, toSnapshot } from '@finders-fee/sidecar/woocommerce/parse-order';
import { startPrivateMariaDb } from '../../demo/mariadb.ts';
import { judge, printTable } from './figures.ts';
import { furnishBooks } from './furnish-books.ts';
import { signedOrders } from './order-bodies.ts';

const sizes = [10_000, 100_000];
const batch = 500;
const root = fileURLToPath(new URL('../..', import.meta.url));
const server = await startPrivateMariaDb();
const environment = {
  DATABASE_URL: await server.createDatabase('verify'),
  FINDERS_FEE_KEY: randomBytes(32).toString('hex'),
  LOG_LEVEL: 'silent',
};
const services = createServices(readConfig(environment));
const { database } = services;
try {
  await migrateDatabase(database);
  await furnishBooks(database);
  const measured: { size: number; seconds: number; peakMb: number }[] = [];
  let recorded = 0;
  for (const size of sizes) {
    for (; recorded < size; recorded += batch) await record(recorded, Math.min(batch, size - recorded));
    const found = await verify();
    if (found.code !== 0) throw new Error(`verify found drift where there is none: ${found.output}`);
    console.log(`  ${found.output.split('\n')[0]}`);
    measured.push({ size, ...found });
  }
  printTable(
    ['orders', 'seconds', 'peak memory MB'],
    measured.map(({ size, seconds, peakMb }) => [size, seconds.toFixed(1), Math.round(peakMb)]),
  );
  const [small, large] = measured;
  if (!small || !large) throw new Error('Nothing was measured');
  judge('peak memory at ten times the orders', large.peakMb / small.peakMb, { atMost: 1.25 });
  const [rows] = await database.pool.query('SELECT id FROM commissions ORDER BY id LIMIT 1 OFFSET 77777');
  const [{ id }] = rows as [{ id: string }];
  await database.pool.query('UPDATE commissions SET amount_minor = amount_minor + 1 WHERE id = ?', [id]);
  const found = await verify();
  if (found.code !== 3 || !found.output.includes(id))
    throw new Error(`The corrupted row was not named: ${found.output}`);
  console.log(
    `  one cent added to one of them: exit code 3, "${found.output.trim().split('\n').at(-1)?.trim()}"`,
  );
} finally {
  await database.close();
  await server.stop();
}

/** Orders of three lines with a coupon each, every third with a refund. */
async function record(from: number, count: number): Promise<void> {
  const asOf = services.clock();
  const arrivals = signedOrders(count, 'unused', from).map(({ body }) => {
    const order = parseOrder(JSON.parse(body));
    if (!order) throw new Error('Not an order');
    const refunds =
      order.id % 3 === 0
        ? [{ refundId: order.id, createdAt: asOf.toISOString(), amount: '20.00', lines: [] }]
        : [];
    return {
      kind: 'state' as const,
      snapshot: { ...toSnapshot(order, refunds), refunds },
      buyer: toBuyer(order),
      asOf,
      fetched: true,
    };
  });
  await recordOrders(services, arrivals);
}

/** The command as an administrator runs it, with a heap of 96 MB at most, and its peak memory as Linux counts it. */
async function verify(): Promise<{ code: number; output: string; seconds: number; peakMb: number }> {
  const startedAt = performance.now();
  const child = spawn(
    process.execPath,
    ['--max-old-space-size=96', '--import', 'tsx', 'sidecar/src/main.ts', 'verify'],
    {
      cwd: root,
      stdio: ['ignore', 'pipe', 'inherit'],
      env: { ...process.env, ...environment },
    },
  );
  let output = '';
  let peakMb = 0;
  child.stdout.on('data', (chunk: Buffer) => (output += chunk.toString()));
  const watching = setInterval(() => {
    void readFile(`/proc/${child.pid}/status`, 'utf8').then(
      (status) => (peakMb = Math.max(peakMb, Number(/VmHWM:\s+(\d+) kB/.exec(status)?.[1] ?? 0) / 1024)),
      () => undefined,
    );
  }, 50);
  const [code] = (await once(child, 'exit')) as [number];
  clearInterval(watching);
  return { code, output, seconds: (performance.now() - startedAt) / 1000, peakMb };
}
