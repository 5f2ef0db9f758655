import { createHmac } from 'node:crypto';
import { afterAll, beforeAll, beforeEach, describe, expect, jest, test } from '@jest/globals';
import { eventually } from '../support/eventually.ts';
import { storeKinds } from '../support/store-kinds.ts';
import { startReceiver, type Receiver } from './recording-receiver.ts';
import { expectOk, refusal, startStoreUnderTest, type StoreUnderTest } from './store-under-test.ts';

jest.setTimeout(120_000);

const secret = 's'.repeat(40);
const topics = [
  'order.created',
  'order.updated',
  'order.deleted',
  'order.restored',
  'coupon.created',
  'coupon.updated',
  'coupon.deleted',
  'customer.created',
  'action.woocommerce_refund_deleted',
  'action.woocommerce_delete_order',
];

describe.each(storeKinds)('webhooks of the %s store', (kind) => {
  let store: StoreUnderTest;
  let receiver: Receiver;
  const order = async (more: Record<string, unknown> = {}) =>
    expectOk(
      await store.woo.post('orders', {
        status: 'processing',
        line_items: [{ product_id: store.products.a, quantity: 2 }],
        ...more,
      }),
    );
  /** The topics delivered since the last time, sorted, as there is no order between topics to rely on. */
  const told = async () => {
    await store.drainDeliveries();
    return receiver
      .takeEvents()
      .map(({ topic }) => topic)
      .sort();
  };

  beforeAll(async () => {
    [store, receiver] = [await startStoreUnderTest(kind), await startReceiver()];
    for (const topic of topics)
      expectOk(await store.woo.post('webhooks', { topic, delivery_url: receiver.url, secret }));
  });
  afterAll(async () => {
    await store?.stop();
    await receiver?.stop();
  });
  beforeEach(async () => {
    await store.drainDeliveries();
    receiver.takeEvents();
  });

  test('a new one pings its address with a form that nobody signed', async () => {
    const made = expectOk(
      await store.woo.post('webhooks', { topic: 'order.deleted', delivery_url: receiver.url, secret }),
    );
    const ping = await eventually('the ping', async () =>
      receiver.received.find(({ body }) => body.toString() === `webhook_id=${made.id}`),
    );
    expect(ping.headers['x-wc-webhook-signature']).toBeUndefined();
    expect(ping.headers['content-type']).toMatch(/^application\/x-www-form-urlencoded/);
    expect(made).toMatchObject({
      status: 'active',
      topic: 'order.deleted',
      resource: 'order',
      event: 'deleted',
    });
    expect(refusal(await store.woo.delete(`webhooks/${made.id}`))).toEqual([
      501,
      'woocommerce_rest_trash_not_supported',
    ]);
    expect((await store.woo.delete(`webhooks/${made.id}`, { force: true })).status).toBe(200);
  });

  test('a topic that WooCommerce does not know is refused', async () => {
    expect(
      (await store.woo.post('webhooks', { topic: 'order.nonsense', delivery_url: receiver.url })).status,
    ).toBe(400);
  });

  test('a delivery is signed over its bytes and carries the order as REST shows it', async () => {
    const made = await order({ billing: { email: 'ann@example.com', first_name: 'Änn / Co' } });
    await store.drainDeliveries();
    const delivery = receiver.received.findLast(
      ({ headers }) => headers['x-wc-webhook-topic'] === 'order.created',
    );
    const { headers, body } = delivery!;
    expect(headers).toMatchObject({
      'content-type': 'application/json',
      'x-wc-webhook-source': `${store.url}/`,
      'x-wc-webhook-resource': 'order',
      'x-wc-webhook-event': 'created',
      'x-wc-webhook-signature': createHmac('sha256', secret).update(body).digest('base64'),
      'x-wc-webhook-id': expect.stringMatching(/^\d+$/),
      'x-wc-webhook-delivery-id': expect.stringMatching(/^[0-9a-f]{32}$/),
    });
    const payload = JSON.parse(body.toString());
    const rest = expectOk(await store.woo.get(`orders/${made.id}`));
    for (const answer of [payload, rest]) delete answer._links;
    expect(payload).toEqual(rest);
    expect(body.toString()).toMatch(/\\u00c4nn \\\/ Co/);
  });

  test('a new order is told as created and as updated', async () => {
    await order();
    expect(await told()).toEqual(['order.created', 'order.updated']);
  });

  test('several changes before the delivery are told once, with the last state', async () => {
    const made = await order();
    for (const status of ['on-hold', 'completed']) await store.woo.put(`orders/${made.id}`, { status });
    await store.drainDeliveries();
    const events = receiver.takeEvents();
    expect(events.map(({ topic }) => topic).sort()).toEqual(['order.created', 'order.updated']);
    expect(events.map(({ payload }) => payload.status)).toEqual(['completed', 'completed']);
  });

  test('a refund is told as a change of its order, with its sum and without its lines', async () => {
    const made = await order();
    await told();
    const refund = expectOk(
      await store.woo.post(`orders/${made.id}/refunds`, { amount: '10.00', api_refund: false }),
    );
    await store.drainDeliveries();
    const [event, ...more] = receiver.takeEvents();
    expect(more).toEqual([]);
    expect([event!.topic, event!.payload.refunds]).toEqual([
      'order.updated',
      [{ id: refund.id, reason: '', total: '-10.00', total_tax: '0.00' }],
    ]);
  });

  test('nobody is told of a refund taken back over REST', async () => {
    const made = await order();
    const refund = expectOk(
      await store.woo.post(`orders/${made.id}/refunds`, { amount: '10.00', api_refund: false }),
    );
    await told();
    expectOk(await store.woo.delete(`orders/${made.id}/refunds/${refund.id}`, { force: true }));
    expect(await told()).toEqual([]);
  });

  test('trash is told as deleted with the bare id', async () => {
    const made = await order();
    await told();
    await store.woo.delete(`orders/${made.id}`);
    await store.drainDeliveries();
    expect(receiver.takeEvents()).toEqual([{ topic: 'order.deleted', payload: { id: made.id } }]);
  });

  test('nobody is told when a new status takes an order out of the trash', async () => {
    const made = await order();
    await store.woo.delete(`orders/${made.id}`);
    await told();
    await store.woo.put(`orders/${made.id}`, { status: 'processing' });
    expect(await told()).toEqual([]);
  });

  test('deletion for good is told by no topic but the one of our own', async () => {
    const made = await order();
    await told();
    await store.woo.delete(`orders/${made.id}`, { force: true });
    await store.drainDeliveries();
    expect(receiver.takeEvents()).toEqual([
      {
        topic: 'action.woocommerce_delete_order',
        payload: { action: 'woocommerce_delete_order', arg: made.id },
      },
    ]);
  });

  test('what is gone by the time of delivery comes as a signed refusal without an id', async () => {
    const made = await order();
    await told();
    await store.woo.put(`orders/${made.id}`, { customer_note: 'last words' });
    await store.woo.delete(`orders/${made.id}`, { force: true });
    await store.drainDeliveries();
    const refusals = receiver.takeEvents().filter(({ topic }) => topic === 'order.updated');
    expect(refusals).toMatchObject([
      { payload: { code: 'woocommerce_rest_shop_order_invalid_id', data: { status: 404 } } },
    ]);
  });

  test('a draft is told too, and told as created when it becomes an order', async () => {
    const draft = await order({ status: 'checkout-draft' });
    await told();
    await store.woo.put(`orders/${draft.id}`, { customer_note: 'thinking' });
    expect(await told()).toEqual(['order.updated']);
    await store.woo.put(`orders/${draft.id}`, { status: 'processing' });
    expect(await told()).toEqual(['order.created']);
  });

  test('a coupon is told when it is made, changed and trashed, and not when it is used or deleted for good', async () => {
    const coupon = expectOk(
      await store.woo.post('coupons', { code: 'told', discount_type: 'percent', amount: '10' }),
    );
    expect(await told()).toEqual(['coupon.created']);
    await store.woo.put(`coupons/${coupon.id}`, { amount: '12' });
    expect(await told()).toEqual(['coupon.updated']);
    await order({ coupon_lines: [{ code: 'told' }] });
    expect(await told()).toEqual(['order.created', 'order.updated']);
    await store.woo.delete(`coupons/${coupon.id}`);
    await store.drainDeliveries();
    expect(receiver.takeEvents()).toEqual([{ topic: 'coupon.deleted', payload: { id: coupon.id } }]);
    await store.woo.delete(`coupons/${coupon.id}`, { force: true });
    expect(await told()).toEqual([]);
  });

  test('a customer is told when they register', async () => {
    const made = expectOk(
      await store.woo.post('customers', { email: `new-${kind}@example.com`, password: 'secret' }),
    );
    await store.drainDeliveries();
    expect(receiver.takeEvents()).toMatchObject([
      { topic: 'customer.created', payload: { id: made.id, email: made.email } },
    ]);
  });

  test('a failed delivery is never sent again; the seventh in a row switches the webhook off', async () => {
    const made = await order();
    await told();
    const id = expectOk(await store.woo.get('webhooks', { per_page: 100 })).find(
      ({ topic }: any) => topic === 'order.updated',
    ).id;
    const status = async () => expectOk(await store.woo.get(`webhooks/${id}`)).status;
    receiver.answer = 500;
    for (let failures = 1; failures <= 7; failures += 1) {
      expect([failures, await status()]).toEqual([failures, 'active']);
      await store.woo.put(`orders/${made.id}`, { customer_note: `try ${failures}` });
      await store.drainDeliveries();
    }
    receiver.answer = 200;
    expect(await status()).toBe('disabled');
    expect(receiver.takeEvents()).toHaveLength(7);
    await store.woo.put(`orders/${made.id}`, { customer_note: 'unheard' });
    expect(await told()).toEqual([]);
  });
});
