import { once } from 'node:events';
import { createServer } from 'node:net';
import type { AddressInfo } from 'node:net';
import { afterEach, describe, expect, test } from '@jest/globals';
import { isListening } from '../../demo/free-port.ts';
import { eventually } from '../support/eventually.ts';
import { storeApi } from '../support/store-api.ts';
import { storeKinds } from '../support/store-kinds.ts';
import { earnedInTheYear, freePorts, readyMs, startDemo, stopDemos, type Addresses } from './start-demo.ts';

afterEach(stopDemos);

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
      expect(demo.progress()).toContain(earnedInTheYear);
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
