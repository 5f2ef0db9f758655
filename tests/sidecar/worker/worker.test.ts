import { afterAll, beforeAll, describe, expect, jest, test } from '@jest/globals';
import { runInboxWorker } from '@finders-fee/sidecar/jobs/inbox-worker';
import { aSidecar, type ASidecar } from '../../support/a-sidecar.ts';
import { anOrderBody, aStore, webhookHeaders, type AStore } from '../../support/a-store.ts';
import { eventually } from '../../support/eventually.ts';

jest.setTimeout(30_000);

let sidecar: ASidecar;
let store: AStore;

beforeAll(async () => {
  sidecar = await aSidecar();
  store = await aStore();
  await sidecar.connect(store);
});
afterAll(async () => {
  await store.stop();
  await sidecar.stop();
});

async function send(id: number): Promise<void> {
  const body = JSON.stringify(anOrderBody(id));
  const headers = webhookHeaders(store, 'order.updated', body);
  await fetch(`${sidecar.url}/webhooks/woocommerce`, { method: 'POST', body, headers });
}

async function isRecorded(id: number): Promise<boolean> {
  const [rows] = await sidecar.services.database.pool.query('SELECT 1 FROM orders WHERE order_id = ?', [id]);
  return (rows as unknown[]).length === 1;
}

describe('the inbox worker', () => {
  test('is woken by a webhook instead of waiting for its next look', async () => {
    const waits: number[] = [];
    const { inboxSignal } = sidecar.services;
    const wait = inboxSignal.wait.bind(inboxSignal);
    // An hour stands for "never": only the signal can wake it.
    const patient = {
      ...inboxSignal,
      wait: (ms: number, stop?: AbortSignal) => (waits.push(ms), wait(3_600_000, stop)),
    };
    const stop = new AbortController();
    const worker = runInboxWorker({ ...sidecar.services, inboxSignal: patient }, stop.signal);
    await eventually('the worker sleeps', () => Promise.resolve(waits.length > 0));
    await send(1);
    await eventually('the order is recorded', () => isRecorded(1));
    stop.abort();
    await worker;
    expect(waits[0]).toBe(1000);
  });

  test('told to stop, finishes the batch at hand and leaves nothing claimed', async () => {
    for (let id = 10; id < 30; id += 1) await send(id);
    const stop = new AbortController();
    const worker = runInboxWorker(sidecar.services, stop.signal);
    stop.abort();
    await worker;
    const [rows] = await sidecar.services.database.pool.query(
      'SELECT id FROM inbox WHERE claimed_by IS NOT NULL',
    );
    expect(rows).toEqual([]);
  });

  test('outlives a database that fails for a while', async () => {
    const { pool } = sidecar.services.database;
    const stop = new AbortController();
    await pool.query('RENAME TABLE inbox TO inbox_away');
    const worker = runInboxWorker(sidecar.services, stop.signal);
    await pool.query('RENAME TABLE inbox_away TO inbox');
    await send(40);
    await eventually('the order is recorded', () => isRecorded(40));
    stop.abort();
    await worker;
  });
});
