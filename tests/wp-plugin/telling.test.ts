import { createHmac } from 'node:crypto';
import { readFile, rm } from 'node:fs/promises';
import { join } from 'node:path';
import type { StoreFacts } from '@finders-fee/shared';
import { afterAll, beforeAll, beforeEach, describe, expect, jest, test } from '@jest/globals';
import { storeApi, type StoreApi } from '../support/store-api.ts';
import { buyInBlockCheckout, buyInClassicCheckout } from './support/buyer.ts';
import { onARealStore } from './support/on-a-real-store.ts';
import { startPluginStore, type PluginStore } from './support/plugin-store.ts';
import { startRecordingSidecar, type Recorded, type RecordingSidecar } from './support/recording-sidecar.ts';

/** A process on the command line loads the whole shop: seconds on a busy machine. */
jest.setTimeout(60_000);

interface Cost {
  request: string;
  ours: string[];
  webhooks: string[];
  http: string[];
}

onARealStore('what happens in the store', () => {
  let store: PluginStore;
  let sidecar: RecordingSidecar;
  let woo: StoreApi;
  let asSidecar: StoreApi;
  let productId: number;
  let secret: string;

  beforeAll(async () => {
    [store, sidecar] = await Promise.all([startPluginStore(), startRecordingSidecar()]);
    const owner = await store.login(store.admin.user, store.admin.password);
    await owner.rest('POST', 'connection', { connection_code: sidecar.code() });
    const made = JSON.parse(sidecar.take()[0]!.body);
    secret = made.webhook_secret;
    woo = storeApi(store, 'wc/v3');
    asSidecar = storeApi(
      { url: store.url, consumerKey: made.consumer_key, consumerSecret: made.consumer_secret },
      'wc-finders-fee/v1',
    );
    productId = (await woo.post('products', { name: 'Teapot', regular_price: '50' })).data.id;
    await store.php(
      `return wp_insert_post( array( 'post_type' => 'page', 'post_status' => 'publish', 'post_name' => 'classic', 'post_title' => 'Classic', 'post_content' => '[woocommerce_checkout]' ) );`,
    );
    await store.addMustUsePlugin(
      'query-log.php',
      (await readFile(join(import.meta.dirname, 'php/query-log.php'), 'utf8')).slice(5),
    );
  }, 120_000);
  afterAll(async () => {
    await Promise.all([store?.stop(), sidecar?.stop()]);
  });
  beforeEach(async () => {
    sidecar.answerWith(undefined);
    await asSidecar.post('deliveries');
    sidecar.take();
  });

  const log = () => join(store.wordpressDir, 'wp-content/mu-plugins/queries.log');
  const costs = async (): Promise<Cost[]> => {
    const lines = (await readFile(log(), 'utf8'))
      .trim()
      .split('\n')
      .map((line) => JSON.parse(line) as Cost);
    await rm(log());
    return lines;
  };
  const waiting = async () =>
    (await store.query('SELECT topic, arg FROM wp_finders_fee_outbox ORDER BY id')).map(
      ({ topic, arg }) => `${topic} ${arg}`,
    );
  const pulse = async () => {
    const facts = await asSidecar.get('store');
    return (await fetch(facts.data.pulse_url)).text();
  };
  const topicsOf = (requests: Recorded[]) => requests.map(({ headers }) => headers['x-wc-webhook-topic']);

  describe('costs the shop', () => {
    test('one query and no request at all when somebody buys in the block checkout', async () => {
      await rm(log(), { force: true });
      const { orderId } = await buyInBlockCheckout(store.url, { productId, email: 'block@example.test' });
      const all = await costs();
      const checkout = all.find(({ request }) => request.startsWith('POST') && request.includes('/checkout'));
      expect(checkout!.ours).toHaveLength(1);
      expect(checkout!.ours[0]).toContain(`('order.created', ${orderId}, UTC_TIMESTAMP()`);
      expect(all.flatMap(({ webhooks, http }) => [...webhooks, ...http])).toEqual([]);
      expect(all.filter((cost) => cost !== checkout).flatMap(({ ours }) => ours)).toEqual([]);
    });

    test('one query and no request at all in the classic checkout', async () => {
      await rm(log(), { force: true });
      await buyInClassicCheckout(store.url, {
        productId,
        email: 'classic@example.test',
        checkoutPath: '/classic/',
      });
      const all = await costs();
      const checkout = all.find(({ request }) => request.includes('wc-ajax=checkout'));
      expect(checkout!.ours).toHaveLength(1);
      expect(all.flatMap(({ webhooks, http }) => [...webhooks, ...http])).toEqual([]);
      expect(all.filter((cost) => cost !== checkout).flatMap(({ ours }) => ours)).toEqual([]);
    });

    test('no query on any other page, also when WooCommerce’s list of webhooks has to be made again', async () => {
      for (const path of ['/', '/shop/', '/cart/', '/my-account/']) await store.anonymous.page(path);
      await rm(log(), { force: true });
      for (const path of ['/', '/shop/', '/cart/', '/my-account/', '/wp-json/'])
        await store.anonymous.page(path);
      expect((await costs()).flatMap(({ ours, webhooks }) => [...ours, ...webhooks])).toEqual([]);

      await store.query("DELETE FROM wp_options WHERE option_name LIKE '%woocommerce_webhook_ids%'");
      await store.anonymous.page('/');
      expect((await costs()).flatMap(({ webhooks }) => webhooks).join()).not.toMatch(/WHERE webhook_id/);
      await store.anonymous.page('/');
      expect((await costs()).flatMap(({ ours, webhooks }) => [...ours, ...webhooks])).toEqual([]);
    });
  });

  test('costs no query and no byte on screens of wp-admin that are not ours', async () => {
    const owner = await store.login(store.admin.user, store.admin.password);
    const screens = ['index.php', 'edit.php?post_type=shop_coupon', 'admin.php?page=wc-orders'];
    for (const screen of screens) await owner.page(`/wp-admin/${screen}`);
    await rm(log(), { force: true });
    for (const screen of screens) {
      const { status, html } = await owner.page(`/wp-admin/${screen}`);
      expect([screen, status]).toEqual([screen, 200]);
      // Its name in the menu is all there is.
      expect(html).not.toMatch(/plugins\/finders-fee|window\.findersFee/);
    }
    const screenCosts = (await costs()).filter(({ request }) =>
      screens.some((screen) => request.includes(screen)),
    );
    expect(screenCosts.length).toBeGreaterThanOrEqual(screens.length);
    expect(screenCosts.flatMap(({ ours }) => ours)).toEqual([]);
  });

  describe('reaches the sidecar', () => {
    test('as WooCommerce’s own webhook: topic, source, signature and payload', async () => {
      const before = await pulse();
      const { data: order } = await woo.post('orders', {
        status: 'processing',
        line_items: [{ product_id: productId, quantity: 2 }],
      });
      expect(await pulse()).not.toBe(before);
      expect((await asSidecar.get('store')).data.outbox_pending).toBe(1);
      expect((await asSidecar.post('deliveries')).data).toEqual({ delivered: 1, remaining: 0 });
      const [delivery, ...more] = sidecar.take();
      expect(more).toEqual([]);
      expect(delivery!.path).toBe('/webhooks/woocommerce');
      expect(delivery!.headers).toMatchObject({
        'x-wc-webhook-topic': 'order.created',
        'x-wc-webhook-source': `${store.url}/`,
        'x-wc-webhook-signature': createHmac('sha256', secret).update(delivery!.body).digest('base64'),
      });
      const { _links: links, ...payload } = JSON.parse(delivery!.body);
      const { _links: ownLinks, ...asRead } = (await woo.get(`orders/${order.id}`)).data;
      expect([links, ownLinks].every(Boolean)).toBe(true);
      expect(payload).toEqual(asRead);
    });

    test.each<
      [
        string,
        (orderId: number, couponId: number) => Promise<unknown>,
        (orderId: number, couponId: number) => string[],
      ]
    >([
      ['an edit', (id) => woo.put(`orders/${id}`, { status: 'completed' }), (id) => [`order.updated ${id}`]],
      [
        'a refund',
        (id) => woo.post(`orders/${id}/refunds`, { amount: '10', api_refund: false }),
        (id) => [`order.updated ${id}`],
      ],
      ['the trash', (id) => woo.delete(`orders/${id}`), (id) => [`order.deleted ${id}`]],
      [
        'the way back from the trash',
        async (id) => {
          await woo.delete(`orders/${id}`);
          await store.query('DELETE FROM wp_finders_fee_outbox');
          await store.php(`wc_get_order( ${id} )->untrash();`);
        },
        (id) => [`order.restored ${id}`],
      ],
      [
        'deletion for good',
        (id) => woo.delete(`orders/${id}`, { force: true }),
        (id) => [`action.woocommerce_delete_order ${id}`],
      ],
      [
        'a coupon’s edit',
        (_, id) => woo.put(`coupons/${id}`, { amount: '20' }),
        (_, id) => [`coupon.updated ${id}`],
      ],
      ['a coupon’s trash', (_, id) => woo.delete(`coupons/${id}`), (_, id) => [`coupon.deleted ${id}`]],
      [
        'a coupon’s deletion for good',
        (_, id) => woo.delete(`coupons/${id}`, { force: true }),
        (_, id) => [`coupon.deleted ${id}`],
      ],
    ])('after %s', async (_, act, expected) => {
      const { data: order } = await woo.post('orders', {
        status: 'processing',
        line_items: [{ product_id: productId, quantity: 1 }],
      });
      const { data: coupon } = await woo.post('coupons', { code: `c-${order.id}`, amount: '10' });
      await store.query('DELETE FROM wp_finders_fee_outbox');
      await act(order.id, coupon.id);
      expect(await waiting()).toEqual(expect.arrayContaining(expected(order.id, coupon.id)));
      expect((await waiting()).length).toBeLessThanOrEqual(2);
    });

    test('after a refund is deleted, over REST as well as in code, with the order it belonged to', async () => {
      const { data: order } = await woo.post('orders', {
        status: 'processing',
        line_items: [{ product_id: productId, quantity: 1 }],
      });
      const refunds = [];
      for (const amount of ['1', '2'])
        refunds.push((await woo.post(`orders/${order.id}/refunds`, { amount, api_refund: false })).data.id);
      await store.query('DELETE FROM wp_finders_fee_outbox');
      await woo.delete(`orders/${order.id}/refunds/${refunds[0]}`, { force: true });
      await store.php(`wc_get_order( ${refunds[1]} )->delete( true );`);
      expect((await waiting()).sort()).toEqual(
        [
          `action.woocommerce_refund_deleted ${refunds[0]}`,
          `action.woocommerce_refund_deleted ${refunds[1]}`,
          `order.updated ${order.id}`,
        ].sort(),
      );
      await asSidecar.post('deliveries');
      const told = sidecar.take();
      expect(
        JSON.parse(
          told.find(({ headers }) => headers['x-wc-webhook-topic'] === 'action.woocommerce_refund_deleted')!
            .body,
        ),
      ).toEqual({
        action: 'woocommerce_refund_deleted',
        arg: refunds[0],
      });
      expect(
        JSON.parse(told.find(({ headers }) => headers['x-wc-webhook-topic'] === 'order.updated')!.body),
      ).toMatchObject({ id: order.id, refunds: [] });
    });

    test('after a customer registers, and never for a page that is trashed', async () => {
      const { data: customer } = await woo.post('customers', {
        email: `new-${Date.now()}@example.test`,
        username: `new${Date.now()}`,
      });
      await store.php(
        `wp_trash_post( wp_insert_post( array( 'post_type' => 'page', 'post_title' => 'Old', 'post_status' => 'publish' ) ) );`,
      );
      expect(await waiting()).toEqual([`customer.created ${customer.id}`]);
    });

    test('without the sidecar asking, when Action Scheduler runs', async () => {
      await woo.post('orders', { status: 'processing' });
      expect(await waiting()).toHaveLength(1);
      await store.drainActionScheduler();
      expect(await waiting()).toEqual([]);
      expect(topicsOf(sidecar.take())).toEqual(['order.created']);
    });

    test('again when it happened again during its delivery', async () => {
      const { data: order } = await woo.post('orders', { status: 'processing' });
      let isFirst = true;
      sidecar.answerWith(async () => {
        if (isFirst) await woo.put(`orders/${order.id}`, { customer_note: 'meanwhile' });
        if (isFirst)
          await store.query(
            "INSERT INTO wp_finders_fee_outbox (topic, arg, due_at) VALUES ('order.created', ?, UTC_TIMESTAMP()) ON DUPLICATE KEY UPDATE revision = revision + 1",
            [order.id],
          );
        isFirst = false;
        return { body: '{}' };
      });
      expect((await asSidecar.post('deliveries')).data).toEqual({ delivered: 1, remaining: 2 });
      expect((await asSidecar.post('deliveries')).data).toEqual({ delivered: 2, remaining: 0 });
    });
  });

  describe('when the sidecar refuses', () => {
    test('waits, is tried five times, and never blocks what came later', async () => {
      await woo.post('orders', { status: 'processing' });
      sidecar.answerWith(({ headers }) => ({
        status: headers['x-wc-webhook-topic'] === 'order.created' ? 500 : 200,
        body: '{}',
      }));
      expect((await asSidecar.post('deliveries')).data).toEqual({ delivered: 0, remaining: 1 });
      await woo.post('coupons', { code: `later-${Date.now()}`, amount: '5' });
      expect((await asSidecar.post('deliveries')).data).toEqual({ delivered: 1, remaining: 1 });
      for (const remaining of [1, 1, 0])
        expect((await asSidecar.post('deliveries')).data.remaining).toBe(remaining);
    });

    test('Action Scheduler tries one a minute, and all of them wait for the sidecar to come back', async () => {
      await store.query("UPDATE wp_wc_webhooks SET failure_count = 1 WHERE topic = 'order.created'");
      sidecar.answerWith(() => ({ status: 500, body: '{}' }));
      for (let order = 0; order < 3; order += 1) await woo.post('orders', { status: 'processing' });
      const orders = await waiting();
      for (let run = 0; run < 3; run += 1) await store.drainActionScheduler();
      expect((await waiting()).sort()).toEqual(orders.sort());
      expect(sidecar.take()).toHaveLength(1);
      sidecar.answerWith(undefined);
      expect((await asSidecar.post('deliveries')).data).toEqual({ delivered: 3, remaining: 0 });
    });

    test('a webhook that WooCommerce disabled works again after the next look, with no failures counted', async () => {
      await store.query(
        "UPDATE wp_wc_webhooks SET status = 'disabled', failure_count = 6 WHERE topic = 'order.updated'",
      );
      await store.query("DELETE FROM wp_wc_webhooks WHERE topic = 'coupon.deleted'");
      await store.query("UPDATE wp_wc_webhooks SET status = 'paused' WHERE topic = 'customer.created'");
      const { webhooks } = (await asSidecar.get<StoreFacts>('store')).data;
      const of = (topic: string) => webhooks.find((webhook) => webhook.topic === topic);
      expect(of('order.updated')).toMatchObject({ status: 'active', failure_count: 0, healed: true });
      expect(of('coupon.deleted')).toMatchObject({ status: 'active', healed: true });
      expect(of('customer.created')).toMatchObject({ status: 'paused', healed: false });
      expect(await store.query('SELECT COUNT(*) AS n FROM wp_wc_webhooks')).toEqual([{ n: 10 }]);
      expect((await asSidecar.get<StoreFacts>('store')).data.webhooks.some(({ healed }) => healed)).toBe(
        false,
      );
    });
  });

  test('the webhooks stay visible in WooCommerce’s own settings and REST list', async () => {
    const owner = await store.login(store.admin.user, store.admin.password);
    const { html } = await owner.page('/wp-admin/admin.php?page=wc-settings&tab=advanced&section=webhooks');
    expect(html).toContain('Finder&#039;s Fee: order.created');
    const { data } = await woo.get<{ name: string }[]>('webhooks', { per_page: 100 });
    expect(data.filter(({ name }) => name.startsWith('Finder'))).toHaveLength(10);
  });

  test('nothing of this leaves a complaint in PHP’s log', async () => {
    const complaints = (await readFile(store.debugLog, 'utf8').catch(() => ''))
      .split('\n')
      .filter((line) => /plugins\/finders-fee|wp_finders_fee|FindersFee/.test(line));
    expect(complaints).toEqual([]);
  });
});
