import { spawn, type ChildProcess } from 'node:child_process';
import { once } from 'node:events';
import { createServer } from 'node:net';
import type { AddressInfo } from 'node:net';
import { fileURLToPath } from 'node:url';
import { afterEach, describe, expect, test } from '@jest/globals';
import { isListening } from '../../demo/free-port.ts';
import { eventually } from '../support/eventually.ts';
import { storeApi } from '../support/store-api.ts';
import { storeKinds } from '../support/store-kinds.ts';

const start = fileURLToPath(new URL('../../demo/start.mjs', import.meta.url));
const readyMs = 240_000;
const freePorts = ['--port=0', '--sidecar-port=0', '--json'];

interface Addresses {
  store: string;
  store_kind: string;
  wordpress_dir: string | null;
  wp_admin: { url: string; user: string; password: string };
  affiliate: { url: string; user: string; password: string; link: string };
  consumer_key: string;
  consumer_secret: string;
  sidecar: string;
  sidecar_pid: number;
  database_url: string;
}

const running: ChildProcess[] = [];

afterEach(async () => {
  for (const child of running.splice(0)) {
    if (child.exitCode !== null || child.signalCode !== null) continue;
    child.kill('SIGTERM');
    await once(child, 'exit');
  }
});

// The best store there is will do: tests/contract holds the sample store against the real one.
describe.each(storeKinds.slice(-1))('the demo on the %s store', (kind) => {
  test(
    'tells its order, leaves a shop full of them behind it, and ends with 0',
    async () => {
      const demo = startDemo(`--store=${kind}`, '--once', ...freePorts);
      expect(await demo.exitCode).toBe(0);
      expect(demo.progress()).toContain('the order has earned 6.39 EUR');
      expect(demo.progress()).toContain('the commission is 4.95 EUR');
      expect(demo.progress()).toContain('4 programs, 25 affiliates');
      const [line, ...more] = demo.output().trim().split('\n');
      expect(more).toEqual([]);
      const { store, affiliate } = JSON.parse(line!) as Addresses;
      expect(affiliate.link).toMatch(new RegExp(`^${store}/\\?ref=[a-z2-9]{8}$`));
    },
    readyMs,
  );

  test(
    'starts empty with an affiliate who can log in, heals its sidecar, and leaves nothing running',
    async () => {
      const demo = startDemo(`--store=${kind}`, '--empty', ...freePorts);
      const addresses = await demo.addresses();
      expect(addresses.store_kind).toBe(kind);
      const owner = storeApi(apiOf(addresses), 'wc-finders-fee/v1');
      const { data: affiliates } = await owner.get('affiliates');
      expect(affiliates).toMatchObject([{ status: 'active', wordpress_user_id: expect.any(Number) }]);
      expect((await owner.get('commissions')).data).toEqual([]);
      expect(await accountPageOf(addresses)).toContain('finders-fee-account');

      process.kill(addresses.sidecar_pid, 'SIGKILL');
      await eventually('the sidecar is back', async () => (await fetch(`${addresses.sidecar}/readyz`)).ok);

      demo.child.kill('SIGTERM');
      expect(await demo.exitCode).toBe(0);
      for (const address of [addresses.store, addresses.sidecar, addresses.database_url]) {
        expect(await isListening(Number(new URL(address).port))).toBe(false);
      }
    },
    readyMs,
  );
});

describe('a demo that cannot start', () => {
  test('names the port that is in use', async () => {
    const squatter = createServer().listen(0, '127.0.0.1');
    await once(squatter, 'listening');
    const { port } = squatter.address() as AddressInfo;
    const demo = startDemo('--store=sample', `--sidecar-port=${port}`, '--port=0');
    expect(await demo.exitCode).toBe(1);
    expect(demo.progress()).toContain(`Port ${port} is in use: choose another with --sidecar-port=`);
    squatter.close();
  });

  test.each([
    ['--sotre=sample', '--sotre'],
    ['--store=shopify', '--store=shopify is not known; it must be woocommerce or sample'],
    ['--port=many', '--port=many is not a port'],
  ])('says what is wrong with %s', async (option, sentence) => {
    const demo = startDemo(option);
    expect(await demo.exitCode).toBe(1);
    expect(demo.progress()).toContain(sentence);
  });
});

function startDemo(...words: string[]) {
  const child = spawn(process.execPath, [start, ...words], { env: { ...process.env, NODE_OPTIONS: '' } });
  running.push(child);
  let output = '';
  let progress = '';
  child.stdout.setEncoding('utf8').on('data', (text: string) => (output += text));
  child.stderr.setEncoding('utf8').on('data', (text: string) => (progress += text));
  const exitCode = once(child, 'close').then(([code]) => code as number | null);
  return {
    child,
    exitCode,
    output: () => output,
    progress: () => progress,
    addresses: () =>
      eventually(
        'the demo is ready',
        async () => {
          if (child.exitCode !== null) throw new Error(progress);
          return output.endsWith('\n') && (JSON.parse(output) as Addresses);
        },
        { withinMs: readyMs },
      ),
  };
}

function apiOf({ store, consumer_key: consumerKey, consumer_secret: consumerSecret }: Addresses) {
  return { url: store, consumerKey, consumerSecret };
}

/** The account page as the affiliate gets it after logging in. */
async function accountPageOf({ store, affiliate }: Addresses): Promise<string> {
  const login = await fetch(`${store}/wp-login.php`, {
    method: 'POST',
    redirect: 'manual',
    headers: { Cookie: 'wordpress_test_cookie=WP%20Cookie%20check' },
    body: new URLSearchParams({ log: affiliate.user, pwd: affiliate.password, testcookie: '1' }),
  });
  // As in a browser, the last cookie of a name counts.
  const cookies = new Map(
    login.headers.getSetCookie().map((cookie) => [cookie.split('=')[0], cookie.split(';')[0]]),
  );
  return (await fetch(affiliate.url, { headers: { Cookie: [...cookies.values()].join('; ') } })).text();
}
