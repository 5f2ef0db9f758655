import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, test } from '@jest/globals';
import { startSampleStore, type SampleStore } from '../../demo/store/sample/start-sample-store.ts';
import { eventually } from '../support/eventually.ts';
import { storeApi } from '../support/store-api.ts';
import { startReceiver, type Receiver } from './recording-receiver.ts';
import { expectOk } from './store-under-test.ts';

describe('what only the sample store can do', () => {
  let store: SampleStore;
  let receiver: Receiver;
  const woo = () => storeApi(store, 'wc/v3');
  const order = async () =>
    expectOk(await woo().post('orders', { line_items: [{ name: 'Thing', total: '10.00' }] }));

  beforeEach(async () => {
    [store, receiver] = [await startSampleStore(), await startReceiver()];
    await woo().post('webhooks', { topic: 'order.created', delivery_url: receiver.url });
  });
  afterEach(async () => {
    await store.stop();
    await receiver.stop();
  });

  test('webhooks go out by themselves, in a moment', async () => {
    const { id } = await order();
    const events = await eventually('the delivery', async () => {
      const taken = receiver.takeEvents();
      return taken.length > 0 && taken;
    });
    expect(events).toMatchObject([{ topic: 'order.created', payload: { id } }]);
  });

  test('held webhooks wait, can be put into another order, and go out when they are asked for', async () => {
    store.deliveries.mode = 'hold';
    const ids = [(await order()).id, (await order()).id, (await order()).id];
    expect(store.deliveries.waiting).toBe(3);
    store.deliveries.shuffle(() => 0);
    expect(await store.drainActionScheduler()).toBe(3);
    expect(receiver.takeEvents().map(({ payload }) => payload.id)).toEqual([ids[1], ids[2], ids[0]]);
  });

  test('lost webhooks never go out', async () => {
    store.deliveries.mode = 'lose';
    await order();
    expect([store.deliveries.waiting, await store.drainActionScheduler()]).toEqual([0, 0]);
    expect(receiver.takeEvents()).toEqual([]);
  });
});

test('a shop kept in a folder is found again, with its keys', async () => {
  const dataDir = await mkdtemp(join(tmpdir(), 'finders-fee-sample-'));
  try {
    const first = await startSampleStore({ dataDir });
    const made = expectOk(
      await storeApi(first, 'wc/v3').post('orders', { line_items: [{ name: 'Thing', total: '10.00' }] }),
    );
    await first.stop();
    const again = await startSampleStore({ dataDir, port: Number(new URL(first.url).port) });
    try {
      expect(again.consumerKey).toBe(first.consumerKey);
      expect(expectOk(await storeApi(again, 'wc/v3').get(`orders/${made.id}`))).toEqual(made);
    } finally {
      await again.stop();
    }
  } finally {
    await rm(dataDir, { recursive: true, force: true });
  }
});
