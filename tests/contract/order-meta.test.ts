import { afterAll, beforeAll, describe, expect, jest, test } from '@jest/globals';
import { clickMetaKey } from '@finders-fee/shared';
import { orderFields, parseOrder, toSnapshot } from '@finders-fee/sidecar/woocommerce/parse-order';
import { storeKinds } from '../support/store-kinds.ts';
import { startReceiver, type Receiver } from './recording-receiver.ts';
import { expectOk, startStoreUnderTest, type StoreUnderTest } from './store-under-test.ts';

jest.setTimeout(60_000);

/** A link of code `anna2345`, followed at 12:00 on New Year's Day of 2026. */
const value = 'anna2345.1767268800';
const click = { linkCode: 'anna2345', clickedAt: '2026-01-01T12:00:00Z' };

describe.each(storeKinds)('meta of orders of the %s store', (kind) => {
  let store: StoreUnderTest;
  let receiver: Receiver;
  const order = async (metaData: Record<string, unknown>[] = [{ key: clickMetaKey, value }]) =>
    expectOk(
      await store.woo.post('orders', {
        status: 'processing',
        line_items: [{ product_id: store.products.a, quantity: 2 }],
        meta_data: metaData,
      }),
    );
  const change = async (id: number, fields: Record<string, unknown>) =>
    expectOk(await store.woo.put(`orders/${id}`, fields));
  /** By their keys: a store has them in no order to rely on. */
  const sorted = (entries: any[]) => [...entries].sort((a, b) => a.key.localeCompare(b.key));
  const shown = async (id: number) => sorted(expectOk(await store.woo.get(`orders/${id}`)).meta_data);
  const events = async () => {
    await store.drainDeliveries();
    return receiver.takeEvents();
  };

  beforeAll(async () => {
    [store, receiver] = [await startStoreUnderTest(kind), await startReceiver()];
    for (const topic of ['order.created', 'order.updated'])
      expectOk(await store.woo.post('webhooks', { topic, delivery_url: receiver.url }));
  });
  afterAll(async () => {
    await store?.stop();
    await receiver?.stop();
  });

  test('the followed link shows with an id of its own, although its key begins with an underscore', async () => {
    const made = await order();
    expect(made.meta_data).toEqual([{ id: expect.any(Number), key: clickMetaKey, value }]);
    expect(await shown(made.id)).toEqual(made.meta_data);
  });

  test('it shows in the list with the fields that the sidecar asks for, and is read from there', async () => {
    const made = await order();
    const [listed, ...more] = expectOk(
      await store.woo.get('orders', { include: [made.id], _fields: orderFields }),
    );
    expect(more).toEqual([]);
    expect(listed.meta_data).toEqual(made.meta_data);
    expect(Object.keys(listed).sort()).toEqual(orderFields.split(',').sort());
    expect(toSnapshot(parseOrder(listed), []).click).toEqual(click);
  });

  test('it is told by webhook, of a new order and of a change', async () => {
    await events();
    const made = await order();
    const told = await events();
    expect(told.map(({ topic }) => topic).sort()).toEqual(['order.created', 'order.updated']);
    await change(made.id, { customer_note: 'soon' });
    for (const { payload } of [...told, ...(await events())]) {
      expect(payload.meta_data).toEqual(made.meta_data);
      expect(toSnapshot(parseOrder(payload), []).click).toEqual(click);
    }
  });

  test('it stays through a change of status, a refund, and the trash', async () => {
    const made = await order();
    await change(made.id, { status: 'completed' });
    expect(await shown(made.id)).toEqual(made.meta_data);
    expectOk(await store.woo.post(`orders/${made.id}/refunds`, { amount: '10.00', api_refund: false }));
    expect(await shown(made.id)).toEqual(made.meta_data);
    await change(made.id, { status: 'refunded' });
    expect(await shown(made.id)).toEqual(made.meta_data);
    // In the trash WooCommerce adds notes of its own.
    expectOk(await store.woo.delete(`orders/${made.id}`));
    expect(await shown(made.id)).toContainEqual(made.meta_data[0]);
    await change(made.id, { status: 'processing' });
    expect(await shown(made.id)).toContainEqual(made.meta_data[0]);
  });

  test('a key that is written again gets the new value and keeps its id; other keys stay', async () => {
    const made = await order([
      { key: 'gift', value: 'yes' },
      { key: clickMetaKey, value },
    ]);
    const [link, gift] = sorted(made.meta_data);
    const later = 'anna2345.1767355200';
    const changed = await change(made.id, { meta_data: [{ key: clickMetaKey, value: later }] });
    expect(sorted(changed.meta_data)).toEqual([{ ...link, value: later }, gift]);
    expect(await shown(made.id)).toEqual([{ ...link, value: later }, gift]);
  });

  test('an entry can be changed by its id and taken away with null', async () => {
    const made = await order([
      { key: 'gift', value: 'yes' },
      { key: clickMetaKey, value },
    ]);
    const [link, gift] = sorted(made.meta_data);
    await change(made.id, {
      meta_data: [
        { id: gift.id, key: 'present', value: 'no' },
        { key: clickMetaKey, value: null },
      ],
    });
    expect(await shown(made.id)).toEqual([{ ...gift, key: 'present', value: 'no' }]);
    await change(made.id, { meta_data: [{ key: clickMetaKey, value }] });
    const [again] = await shown(made.id);
    expect(again).toEqual({ ...link, id: expect.any(Number) });
    expect(again.id).toBeGreaterThan(link.id);
  });

  test('a change of meta moves date_modified and no amount', async () => {
    const made = await order([]);
    const changed = await change(made.id, { meta_data: [{ key: clickMetaKey, value }] });
    expect([changed.total, changed.line_items]).toEqual([made.total, made.line_items]);
    expect(changed.date_modified_gmt >= made.date_modified_gmt).toBe(true);
  });
});
