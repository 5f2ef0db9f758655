import { readdir } from 'node:fs/promises';
import { join } from 'node:path';
import { connectionRequestSchema } from '@finders-fee/shared';
import { afterAll, afterEach, beforeAll, describe, expect, jest, test } from '@jest/globals';
import { freePort } from '../../demo/free-port.ts';
import { onARealStore } from './support/on-a-real-store.ts';
import { startPluginStore, type PluginStore, type Visitor } from './support/plugin-store.ts';
import {
  codeFor,
  pairingCode,
  startRecordingSidecar,
  type RecordingSidecar,
} from './support/recording-sidecar.ts';

const topics = [
  'action.woocommerce_delete_order',
  'action.woocommerce_refund_deleted',
  'coupon.created',
  'coupon.deleted',
  'coupon.updated',
  'customer.created',
  'order.created',
  'order.deleted',
  'order.restored',
  'order.updated',
];

/** A process on the command line loads the whole shop: seconds on a busy machine. */
jest.setTimeout(60_000);

onARealStore('connecting the store', () => {
  let store: PluginStore;
  let sidecar: RecordingSidecar;
  let owner: Visitor;
  let before: Footprint;

  beforeAll(async () => {
    [store, sidecar] = await Promise.all([startPluginStore(), startRecordingSidecar()]);
    owner = await store.login(store.admin.user, store.admin.password);
    before = await footprint(store);
  }, 120_000);
  afterAll(async () => {
    await Promise.all([store?.stop(), sidecar?.stop()]);
  });
  afterEach(async () => {
    sidecar.answerWith(undefined);
    await owner.rest('DELETE', 'connection');
    sidecar.take();
  });

  const connect = (code = sidecar.code()) => owner.rest('POST', 'connection', { connection_code: code });

  describe('with a code that the sidecar takes', () => {
    test('makes exactly a user, a key, ten webhooks and a pulse', async () => {
      const answer = await connect(` ${sidecar.code().slice(0, 20)}\n${sidecar.code().slice(20)} `);
      expect(answer).toMatchObject({
        status: 200,
        body: {
          connected: true,
          sidecar_url: sidecar.url,
          sidecar_version: '0.1.0',
          connected_at: '2026-03-01T10:00:00Z',
        },
      });
      const after = await footprint(store);
      expect(after.users).toEqual([...before.users, 'finders-fee-service']);
      expect(after.roles).toEqual([...before.roles, 'finders_fee_service']);
      expect(after.keys).toEqual([...before.keys, 'finders-fee-service read_write']);
      expect(after.webhooks).toEqual(
        topics.map((topic) => `${topic} active ${sidecar.url}/webhooks/woocommerce pending=0 failures=0`),
      );
      expect(after.files).toHaveLength(2);
      expect(after.options).toEqual(before.options);
    });

    test('hands over what the sidecar’s own schema asks for, and a key that works', async () => {
      let factsWithKey: { status: number } | undefined;
      sidecar.answerWith(async ({ body }) => {
        const request = connectionRequestSchema.parse(JSON.parse(body));
        const { storeApi } = await import('../support/store-api.ts');
        factsWithKey = await storeApi(
          { url: store.url, consumerKey: request.consumer_key, consumerSecret: request.consumer_secret },
          'wc-finders-fee/v1',
        ).get('store');
        expect(request.pairing_code).toBe(pairingCode);
        expect(request.store.webhooks.map(({ topic }) => topic).sort()).toEqual(topics);
        return {
          status: 201,
          body: JSON.stringify({
            store_url: request.store_url,
            sidecar_version: '1',
            connected_at: '2026-03-01T10:00:00Z',
          }),
        };
      });
      expect((await connect()).status).toBe(200);
      expect(factsWithKey?.status).toBe(200);
      expect(sidecar.take().map(({ path, headers }) => [path, headers.authorization])).toEqual([
        ['/v1/connection', undefined],
      ]);
    });

    test('a second time replaces user, key and webhooks instead of adding to them', async () => {
      await connect();
      const first = await footprint(store);
      const [oldKey] = await store.query(
        "SELECT consumer_key FROM wp_woocommerce_api_keys WHERE description LIKE 'Finder%'",
      );
      await connect();
      const [newKey] = await store.query(
        "SELECT consumer_key FROM wp_woocommerce_api_keys WHERE description LIKE 'Finder%'",
      );
      const second = await footprint(store);
      expect({ ...second, files: second.files.length }).toEqual({ ...first, files: first.files.length });
      expect(newKey).not.toEqual(oldKey);
    });
  });

  describe('when it fails', () => {
    const failures: [string, () => string, (() => void) | undefined, string][] = [
      [
        'the sidecar does not know the code',
        () => sidecar.code(),
        () =>
          sidecar.answerWith(() => ({
            status: 403,
            body: '{"code":"pairing_code_invalid","message":"The code is used","data":{"status":403}}',
          })),
        'pairing_code_invalid',
      ],
      [
        'something else answers there',
        () => sidecar.code(),
        () =>
          sidecar.answerWith(() => ({
            status: 502,
            headers: { 'Content-Type': 'text/html' },
            body: '<h1>Bad gateway</h1>',
          })),
        'sidecar_unreachable',
      ],
      ['the text is no code', () => 'ff1.abc', undefined, 'invalid_connection_code'],
      ['the code names no web address', () => codeFor('ftp://x'), undefined, 'invalid_connection_code'],
    ];
    test.each(failures)('because %s, nothing is left behind', async (_, code, arrange, expected) => {
      arrange?.();
      const answer = await connect(code());
      expect(answer.body.code).toBe(expected);
      expect(answer.body.message).not.toBe('');
      expect(await footprint(store)).toEqual(before);
      expect((await owner.rest('GET', 'connection')).body).toMatchObject({
        connected: false,
        sidecar_url: null,
      });
    });

    test('because nobody listens, it says so at once and leaves nothing behind', async () => {
      const answer = await connect(codeFor(`http://127.0.0.1:${await freePort()}`));
      expect(answer).toMatchObject({ status: 503, body: { code: 'sidecar_unreachable' } });
      expect(answer.milliseconds).toBeLessThan(3_000);
      expect(await footprint(store)).toEqual(before);
    });

    test('a connection there was goes on', async () => {
      await connect();
      const connected = await footprint(store);
      sidecar.answerWith(({ method }) => ({
        status: method === 'POST' ? 403 : 204,
        body: '{"code":"pairing_code_invalid","message":"No"}',
      }));
      expect((await connect()).status).toBe(403);
      expect(await footprint(store)).toEqual(connected);
      sidecar.answerWith(undefined);
      expect((await owner.rest('GET', 'settings')).status).toBe(200);
    });

    test('because the process was killed half way, the next try takes its remains back', async () => {
      await store.php(`
        $candidate = new FindersFee\\Connection();
        $candidate->user_id = FindersFee\\Service_User::ensure();
        $candidate->key_id = FindersFee\\Api_Key::create( $candidate->user_id )['id'];
        $candidate->webhooks = array( 'order.created' => FindersFee\\Webhooks::create( $candidate, 'order.created' )->get_id() );
        ( new FindersFee\\State() )->save_candidate( $candidate );`);
      expect((await connect()).status).toBe(200);
      const after = await footprint(store);
      expect(after.keys).toHaveLength(before.keys.length + 1);
      expect(after.webhooks).toHaveLength(10);
    });
  });

  describe('disconnecting', () => {
    test('takes back everything and tells the sidecar', async () => {
      await connect();
      await store.runPhp(
        `( new WC_Coupon() )->set_code( 'waits' ); wc_create_order( array( 'status' => 'processing' ) );`,
      );
      await store.runPhp(
        `wc_delete_product_transients(); do_action( 'action_scheduler_before_process_queue' );`,
      );
      sidecar.take();
      const answer = await owner.rest('DELETE', 'connection');
      expect(answer).toMatchObject({ status: 200, body: { connected: false, sidecar_told: true } });
      expect(sidecar.take()).toMatchObject([
        {
          method: 'DELETE',
          path: '/v1/connection',
          headers: { authorization: expect.stringMatching(/^Bearer /) },
        },
      ]);
      expect(await footprint(store)).toEqual(before);
      expect(
        await store.query(
          "SELECT action_id FROM wp_actionscheduler_actions WHERE hook = 'woocommerce_deliver_webhook_async' AND status = 'pending'",
        ),
      ).toEqual([]);
      expect(await store.query('SELECT * FROM wp_finders_fee_outbox')).toEqual([]);
    });

    test('keeps the coupons that were made through it, also where coupons have authors', async () => {
      await store.addMustUsePlugin(
        'authors.php',
        `add_action( 'init', function () { add_post_type_support( 'shop_coupon', 'author' ); }, 99 );`,
      );
      await connect();
      const id = await store.php(`
        wp_set_current_user( get_user_by( 'login', 'finders-fee-service' )->ID );
        $coupon = new WC_Coupon();
        $coupon->set_code( 'kept' );
        return $coupon->save();`);
      await owner.rest('DELETE', 'connection');
      expect(await store.query('SELECT post_title, post_status FROM wp_posts WHERE ID = ?', [id])).toEqual([
        { post_title: 'kept', post_status: 'publish' },
      ]);
      await store.addMustUsePlugin('authors.php', '');
    });

    test('works while the sidecar is down', async () => {
      await connect();
      sidecar.answerWith('hang');
      const answer = await owner.rest('DELETE', 'connection');
      expect(answer).toMatchObject({ status: 200, body: { connected: false, sidecar_told: false } });
      expect(await footprint(store)).toEqual(before);
    });
  });

  describe('on the command line', () => {
    const stub = join(import.meta.dirname, 'php', 'class-wp-cli.php');
    const wp = (call: string) =>
      store
        .runPhp(`require ${JSON.stringify(stub)}; ( new FindersFee\\Cli_Command() )->${call};`)
        .catch((error: Error) => error.message);

    test('connects, tells and disconnects', async () => {
      expect(await wp('status()')).toContain('Not connected');
      expect(await wp(`connect( array( '${sidecar.code()}' ) )`)).toContain(
        `Success: Connected with ${sidecar.url}.`,
      );
      expect(await wp('status()')).toContain(`Connected with ${sidecar.url} since 2026-03-01T10:00:00Z.`);
      expect(await wp('disconnect()')).toContain('Success: Disconnected.');
      expect(await footprint(store)).toEqual(before);
    });

    test('ends with exit code 1 and the reason', async () => {
      expect(await wp(`connect( array( 'nonsense' ) )`)).toMatch(
        /exit code 1: .*Error: This is not a connection code/s,
      );
    });
  });

  test('opens exactly the sidecar’s host and port to WordPress’s safe requests, on the command line too', async () => {
    await connect();
    const urls = [
      `${sidecar.url}/webhooks/woocommerce`,
      `http://127.0.0.1:${sidecar.port + 1}/`,
      `http://localhost:${sidecar.port}/`,
      `http://127.0.0.2:${sidecar.port}/`,
      'https://10.0.0.5/',
      `http://10.0.0.5:${sidecar.port}/`,
    ];
    const validate = `return array_map( function ( $url ) { return false !== wp_http_validate_url( $url ); }, ${phpList(urls)} );`;
    expect(await store.php(validate)).toEqual([true, false, false, false, false, false]);
    await owner.rest('DELETE', 'connection');
    expect(await store.php(validate)).toEqual([false, false, false, false, false, false]);
  });

  test('refuses plain permalinks, with which no REST key works', async () => {
    await store.php(`update_option( 'permalink_structure', '' );`);
    const code = JSON.stringify(sidecar.code());
    const refused = await store.php(
      `return ( new FindersFee\\Connector( new FindersFee\\State() ) )->connect( ${code} )->get_error_code();`,
    );
    await store.php(`update_option( 'permalink_structure', '/%postname%/' );`);
    expect(refused).toBe('permalinks_required');
  });

  test('uninstalling leaves nothing of the plugin in the store', async () => {
    await connect();
    await store.runPhp(`wc_create_order( array( 'status' => 'processing' ) );`);
    await store.runPhp(`
      require_once ABSPATH . 'wp-admin/includes/plugin.php';
      deactivate_plugins( 'finders-fee/finders-fee.php' );`);
    await store.runPhp(`
      require_once ABSPATH . 'wp-admin/includes/plugin.php';
      uninstall_plugin( 'finders-fee/finders-fee.php' );`);
    const after = await footprint(store);
    expect(after).toEqual({
      ...before,
      tables: before.tables.filter((table) => !table.includes('finders')),
      options: [],
    });
    expect(sidecar.take().at(-1)).toMatchObject({ method: 'DELETE', path: '/v1/connection' });
  });
});

interface Footprint {
  users: string[];
  roles: string[];
  keys: string[];
  webhooks: string[];
  tables: string[];
  options: string[];
  files: string[];
}

/** Everything in the store that could be the plugin's. */
async function footprint(store: PluginStore): Promise<Footprint> {
  const list = async (sql: string) => (await store.query<{ line: string }>(sql)).map(({ line }) => line);
  const uploads = join(store.wordpressDir, 'wp-content', 'uploads');
  return {
    users: await list('SELECT user_login AS line FROM wp_users ORDER BY ID'),
    roles: await store.php('return array_keys( wp_roles()->roles );'),
    keys: await list(
      `SELECT CONCAT(IFNULL(user_login, '-'), ' ', permissions) AS line FROM wp_woocommerce_api_keys k LEFT JOIN wp_users u ON u.ID = k.user_id ORDER BY key_id`,
    ),
    webhooks: await list(
      `SELECT CONCAT(topic, ' ', status, ' ', delivery_url, ' pending=', pending_delivery, ' failures=', failure_count) AS line FROM wp_wc_webhooks ORDER BY topic`,
    ),
    tables: await list(
      `SELECT TABLE_NAME AS line FROM information_schema.TABLES WHERE TABLE_SCHEMA = DATABASE() AND TABLE_NAME LIKE '%finders%'`,
    ),
    options: await list(
      `SELECT option_name AS line FROM wp_options WHERE option_name LIKE '%finders%' AND option_name NOT LIKE '%transient%plugin_slugs%' UNION SELECT meta_key FROM wp_usermeta WHERE meta_key LIKE '%finders%'`,
    ),
    files: (await readdir(uploads, { recursive: true })).filter((file) => file.startsWith('finders-fee/')),
  };
}

function phpList(texts: string[]): string {
  return `array( ${texts.map((text) => JSON.stringify(text)).join(', ')} )`;
}
