import { afterAll, beforeAll, describe, expect, jest, test } from '@jest/globals';
import request from 'supertest';
import { aSidecar, type ASidecar } from '../../support/a-sidecar.ts';
import { anOrderBody, aStore, webhookHeaders, type AStore } from '../../support/a-store.ts';

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

describe('the probes', () => {
  test('/healthz says that the process lives', async () => {
    await request(sidecar.url).get('/healthz').expect(200, { status: 'ok' });
  });

  test('/readyz is 200 with its tables and 503 without', async () => {
    await request(sidecar.url).get('/readyz').expect(200);
    const { pool } = sidecar.services.database;
    await pool.query('RENAME TABLE leases TO leases_away');
    await request(sidecar.url).get('/readyz').expect(503);
    await pool.query('RENAME TABLE leases_away TO leases');
  });

  test('/metrics counts webhooks by outcome and the rows that wait', async () => {
    const body = JSON.stringify(anOrderBody(1));
    const address = `${sidecar.url}/webhooks/woocommerce`;
    await fetch(address, { method: 'POST', body, headers: webhookHeaders(store, 'order.updated', body) });
    await fetch(address, { method: 'POST', body });
    const { text: metrics } = await request(sidecar.url).get('/metrics').expect(200);
    expect(metrics).toContain('finders_fee_webhooks_total{outcome="queued"} 1');
    expect(metrics).toContain('finders_fee_webhooks_total{outcome="invalid_signature"} 1');
    expect(metrics).toContain('finders_fee_inbox_pending 1');
    expect(metrics).not.toContain('example.com');
  });

  test('an unknown address is a 404 with a code', async () => {
    const answer = await request(sidecar.url).get('/nowhere').expect(404);
    expect(answer.body).toMatchObject({ code: 'not_found', data: { status: 404, details: [] } });
  });

  test('a fault inside is a 500 that tells nothing of it', async () => {
    const { pool } = sidecar.services.database;
    await pool.query('RENAME TABLE inbox TO inbox_away');
    const body = JSON.stringify(anOrderBody(2));
    const headers = webhookHeaders(store, 'order.updated', body);
    const answer = await fetch(`${sidecar.url}/webhooks/woocommerce`, { method: 'POST', body, headers });
    await pool.query('RENAME TABLE inbox_away TO inbox');
    expect(answer.status).toBe(500);
    expect(await answer.text()).not.toMatch(/inbox|SQL|buyer2/);
  });
});
