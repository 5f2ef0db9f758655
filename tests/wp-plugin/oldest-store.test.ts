import { access, readFile } from 'node:fs/promises';
import { homedir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, jest, test } from '@jest/globals';
import { storeApi, type StoreApi } from '../support/store-api.ts';
import { buyInBlockCheckout } from './support/buyer.ts';
import { onARealStore } from './support/on-a-real-store.ts';
import { startPluginStore, type PluginStore, type Visitor } from './support/plugin-store.ts';
import { startRecordingSidecar, type RecordingSidecar } from './support/recording-sidecar.ts';

/** A process on the command line loads the whole shop: seconds on a busy machine. */
jest.setTimeout(60_000);

/** The oldest WordPress that the plugin promises, where its files are; else the one there is. */
const oldest = join(homedir(), '.cache', 'finders-fee', 'wordpress-6.9');
const hasOldest = await access(oldest).then(
  () => true,
  () => false,
);

onARealStore(`orders kept as posts, on WordPress ${hasOldest ? '6.9' : 'as it is (6.9 is not here)'}`, () => {
  let store: PluginStore;
  let sidecar: RecordingSidecar;
  let owner: Visitor;
  let woo: StoreApi;

  beforeAll(async () => {
    const files = hasOldest ? { wordpressDir: oldest } : {};
    [store, sidecar] = await Promise.all([
      startPluginStore({ hpos: false, timeZone: 'Asia/Singapore', ...files }),
      startRecordingSidecar(),
    ]);
    owner = await store.login(store.admin.user, store.admin.password);
    woo = storeApi(store, 'wc/v3');
  }, 180_000);
  afterAll(async () => {
    await Promise.all([store?.stop(), sidecar?.stop()]);
  });

  const heard = async () => {
    const rows = await store.query<{ topic: string; arg: number }>(
      'SELECT topic, arg FROM wp_finders_fee_outbox ORDER BY id',
    );
    await store.query('DELETE FROM wp_finders_fee_outbox');
    return rows.map(({ topic, arg }) => `${topic} ${arg}`);
  };

  test('the page shows, and connecting works', async () => {
    expect((await owner.page('/wp-admin/admin.php?page=finders-fee')).html).toContain(
      '<h1>Finder’s Fee</h1>',
    );
    expect((await owner.rest('POST', 'connection', { connection_code: sidecar.code() })).status).toBe(200);
    expect(JSON.parse(sidecar.requests[0]!.body).store).toMatchObject({
      hpos: false,
      time_zone: 'Asia/Singapore',
      webhooks: expect.arrayContaining([
        expect.objectContaining({ topic: 'order.created', status: 'active' }),
      ]),
    });
  });

  test('everything that happens to an order is heard', async () => {
    const { data: product } = await woo.post('products', { name: 'Teapot', regular_price: '50' });
    const { orderId } = await buyInBlockCheckout(store.url, {
      productId: product.id,
      email: 'a@example.test',
    });
    expect(await heard()).toEqual([`order.created ${orderId}`]);
    const { data: refund } = await woo.post(`orders/${orderId}/refunds`, { amount: '5', api_refund: false });
    expect(await heard()).toEqual([`order.updated ${orderId}`]);
    await woo.delete(`orders/${orderId}/refunds/${refund.id}`, { force: true });
    expect((await heard()).sort()).toEqual([
      `action.woocommerce_refund_deleted ${refund.id}`,
      `order.updated ${orderId}`,
    ]);
    await store.php(`wp_trash_post( ${orderId} );`);
    expect(await heard()).toContain(`order.deleted ${orderId}`);
    await store.php(`wp_untrash_post( ${orderId} );`);
    expect(await heard()).toContain(`order.restored ${orderId}`);
    await store.php(`wp_delete_post( ${orderId}, true );`);
    expect(await heard()).toContain(`action.woocommerce_delete_order ${orderId}`);
  });

  test('what waits is delivered when Action Scheduler runs', async () => {
    sidecar.take();
    const { data: order } = await woo.post('orders', { status: 'processing' });
    await store.drainActionScheduler();
    const [delivery] = sidecar.take();
    expect(JSON.parse(delivery!.body)).toMatchObject({ id: order.id, status: 'processing' });
  });

  test('nothing of this leaves a complaint in PHP’s log', async () => {
    const complaints = (await readFile(store.debugLog, 'utf8').catch(() => '')).split('\n');
    expect(complaints.filter((line) => /plugins\/finders-fee|wp_finders_fee|FindersFee/.test(line))).toEqual(
      [],
    );
  });
});
