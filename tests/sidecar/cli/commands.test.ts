import { execFile, spawn, type ChildProcess } from 'node:child_process';
import { once } from 'node:events';
import { rm } from 'node:fs/promises';
import { join } from 'node:path';
import { afterAll, afterEach, beforeAll, describe, expect, jest, test } from '@jest/globals';
import { freePort } from '../../../demo/free-port.ts';
import { aSidecar, type ASidecar } from '../../support/a-sidecar.ts';
import {
  aConnectionRequest,
  anOrderBody,
  aStore,
  webhookHeaders,
  type AStore,
} from '../../support/a-store.ts';
import { eventually } from '../../support/eventually.ts';

const folder = join('tests', '.artifacts', `cli-${process.pid}`);
const bundle = join(folder, 'finders-fee.mjs');
jest.setTimeout(60_000);

let sidecar: ASidecar;
let store: AStore;
let port: number;
const running: ChildProcess[] = [];

beforeAll(async () => {
  const [code] = (await once(
    spawn(process.execPath, ['sidecar/esbuild.config.mjs', folder], plain()),
    'exit',
  )) as [number];
  expect(code).toBe(0);
  sidecar = await aSidecar();
  store = await aStore();
  port = await freePort();
});
afterAll(async () => {
  await store.stop();
  await sidecar.stop();
  await rm(folder, { recursive: true, force: true });
});
afterEach(async () => {
  for (const child of running.splice(0)) {
    if (child.exitCode !== null || child.signalCode !== null) continue;
    const ended = once(child, 'exit');
    child.kill('SIGKILL');
    await ended;
  }
});

function plain(): { env: NodeJS.ProcessEnv } {
  return { env: { ...process.env, NODE_OPTIONS: '' } };
}

function environment(changes: Record<string, string> = {}): NodeJS.ProcessEnv {
  return {
    PATH: process.env['PATH'],
    DATABASE_URL: sidecar.databaseUrl,
    FINDERS_FEE_KEY: 'c'.repeat(64),
    FINDERS_FEE_HOST: '127.0.0.1',
    FINDERS_FEE_PORT: String(port),
    LOG_LEVEL: 'info',
    ...changes,
  };
}

/** Runs the production build as a container would. */
function run(
  words: string[],
  changes: Record<string, string> = {},
): Promise<{ code: number; out: string; err: string }> {
  return new Promise((resolve) => {
    execFile(process.execPath, [bundle, ...words], { env: environment(changes) }, (error, out, err) => {
      resolve({ code: error ? Number(error.code) : 0, out, err });
    });
  });
}

async function serve(words: string[] = [], changes: Record<string, string> = {}) {
  const child = spawn(process.execPath, [bundle, 'serve', ...words], {
    env: environment(changes),
    stdio: 'pipe',
  });
  running.push(child);
  let out = '';
  child.stdout.on('data', (chunk: Buffer) => (out += chunk.toString()));
  child.stderr.on('data', (chunk: Buffer) => (out += chunk.toString()));
  await eventually('the sidecar serves', () => {
    if (child.exitCode !== null) throw new Error(out);
    return Promise.resolve(out.includes('finders-fee serves'));
  });
  return { child, output: () => out };
}

async function codeFrom(words: string[]): Promise<string> {
  const { code, out } = await run(words);
  expect(code).toBe(0);
  return (JSON.parse(out) as { connection_code: string }).connection_code;
}

describe('finders-fee', () => {
  test.each([
    [['dance'], 'There is no command "dance"'],
    [['serve', '--fast'], '"--fast" is not an option of serve'],
    [['serve', '--role=king'], '--role must be one of all, http, worker'],
    [['migrate', 'now'], '"now" is not an option of migrate'],
    [['verify', '--json=yes'], '--json takes no value'],
  ])('%j ends with 2 and a sentence', async (words, sentence) => {
    const { code, out, err } = await run(words);
    expect([code, out]).toEqual([2, '']);
    expect(err).toContain(sentence);
  });

  test('a wrong setting ends every command with 2 and names it', async () => {
    for (const words of [['serve'], ['migrate'], ['doctor', '--json']]) {
      const { code, err } = await run(words, { FINDERS_FEE_KEY: 'short' });
      expect([words, code]).toEqual([words, 2]);
      expect(err).toContain('FINDERS_FEE_KEY has a value that is not accepted');
    }
  });

  test('migrate can be run twice', async () => {
    expect((await run(['migrate'])).code).toBe(0);
    expect(await run(['migrate', '--json'])).toMatchObject({ code: 0, out: '{"migrated":true}\n' });
  });

  test('a database that is not there ends a command with 1 and a sentence', async () => {
    const { code, err } = await run(['migrate'], {
      DATABASE_URL: `mysql://root@127.0.0.1:${await freePort()}/fees`,
    });
    expect(code).toBe(1);
    expect(err).toContain('finders-fee: ');
  });

  test('reconcile without a store ends with 1 and says how to connect one', async () => {
    expect(await run(['reconcile'])).toMatchObject({
      code: 1,
      err: expect.stringContaining('finders-fee connect'),
    });
  });

  test('verify of empty books finds drift 0', async () => {
    const { code, out } = await run(['verify', '--json']);
    expect([code, JSON.parse(out)]).toMatchObject([0, { commissions: 0, drifting: 0 }]);
  });

  test('doctor ends with 3 while no store is connected, and each broken link has its remedy', async () => {
    const { code, out } = await run(['doctor', '--json']);
    const { ok, checks } = JSON.parse(out) as {
      ok: boolean;
      checks: { code: string; ok: boolean; remedy: string | null }[];
    };
    expect([code, ok]).toEqual([3, false]);
    expect(checks.filter((check) => !check.ok).map((check) => check.code)).toEqual(['address', 'connection']);
    for (const check of checks) expect(check.remedy === null).toBe(check.ok);
  });

  test('doctor ends with 3 when the database is gone', async () => {
    const { code, out } = await run(['doctor'], {
      DATABASE_URL: `mysql://root@127.0.0.1:${await freePort()}/fees`,
    });
    expect(code).toBe(3);
    expect(out).toContain('✗ The database does not answer');
  });

  describe('serve', () => {
    test('while unconnected prints a connection code; connected, it polls at once, and SIGTERM ends it with 0', async () => {
      store.orders.set(1, anOrderBody(1));
      const { child, output } = await serve();
      await eventually('a code is printed', () =>
        Promise.resolve(/ff1\.[\w-]+\.[A-Z2-7]{20}/.test(output())),
      );
      const code = await codeFrom(['connect', '--json']);
      const connected = await fetch(`http://127.0.0.1:${port}/v1/connection`, {
        method: 'POST',
        headers: { 'content-type': 'application/json' },
        body: JSON.stringify(aConnectionRequest(store, code.split('.')[2] ?? '')),
      });
      expect(connected.status).toBe(201);
      const { pool } = sidecar.services.database;
      await eventually('the first order is recorded', async () => {
        const [rows] = await pool.query('SELECT status FROM orders WHERE order_id = 1');
        return (rows as unknown[]).length === 1;
      });
      let delivered = false;
      store.deliver = () => Promise.resolve({ delivered: (delivered = true) ? 1 : 0, remaining: 0 });
      store.pulse = 'another';
      await eventually('a changed pulse has the store deliver', () => Promise.resolve(delivered));
      expect((await run(['doctor'])).out).toContain('✓');
      expect((await run(['doctor'])).code).toBe(0);
      const ended = once(child, 'exit');
      child.kill('SIGTERM');
      expect((await ended)[0]).toBe(0);
      expect(output()).toContain('stopped');
      expect(output()).not.toMatch(/ck_aa|cs_bb|wwww|tttt|buyer1@example/);
    });

    test('a webhook during SIGTERM is either answered 200 and kept, or not accepted at all', async () => {
      const { child } = await serve(['--role=http']);
      const sent: Promise<number>[] = [];
      for (let id = 5000; id < 5060; id += 1) {
        if (id === 5030) child.kill('SIGTERM');
        const body = JSON.stringify(anOrderBody(id));
        const headers = webhookHeaders(store, 'order.updated', body);
        sent.push(
          fetch(`http://127.0.0.1:${port}/webhooks/woocommerce`, { method: 'POST', body, headers }).then(
            (answer) => answer.status,
            () => 0,
          ),
        );
      }
      const statuses = await Promise.all(sent);
      if (child.exitCode === null) await once(child, 'exit');
      expect(child.exitCode).toBe(0);
      expect(statuses.every((status) => status === 200 || status === 0)).toBe(true);
      const [rows] = await sidecar.services.database.pool.query(
        'SELECT COUNT(*) AS kept FROM inbox WHERE resource_id >= 5000',
      );
      expect((rows as { kept: number }[])[0]?.kept).toBe(statuses.filter((status) => status === 200).length);
    });

    test('a worker of its own works off what the HTTP process took in, and SIGTERM ends it with 0', async () => {
      const { child } = await serve(['--role=worker'], { PULSE_SECONDS: '0', POLL_SECONDS: '0' });
      const { pool } = sidecar.services.database;
      await eventually('the inbox is empty', async () => {
        const [rows] = await pool.query('SELECT id FROM inbox WHERE dead_at IS NULL');
        return (rows as unknown[]).length === 0;
      });
      child.kill('SIGTERM');
      expect((await once(child, 'exit'))[0]).toBe(0);
    });

    test('a port that is in use ends it with 1 and names the port', async () => {
      await serve(['--role=http']);
      expect(await run(['serve'])).toMatchObject({
        code: 1,
        err: expect.stringContaining(`Port ${port} on 127.0.0.1 is in use`),
      });
    });
  });
});
