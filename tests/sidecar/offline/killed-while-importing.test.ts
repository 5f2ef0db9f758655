import { expect, test } from '@jest/globals';
import { verifyBooks } from '@finders-fee/sidecar/use-cases/verify-books';
import { freePort } from '../../../demo/free-port.ts';
import { csvSender } from '../../support/a-csv-sender.ts';
import { anApi } from '../../support/an-api.ts';
import { eventually } from '../../support/eventually.ts';
import { fill } from '../../support/a-filled-shop.ts';
import { startSidecarProcess } from '../../support/sidecar-process.ts';

test('a sidecar killed in the middle of a file leaves whole sales in a batch that can be undone, and the file once more brings the rest', async () => {
  const api = await anApi({ restUrl: 'http://127.0.0.1:9/' });
  const { config } = api.services;
  const environment = { FINDERS_FEE_KEY: config.key.toString('hex'), LOG_LEVEL: 'silent' };
  const port = await freePort();
  const sidecar = await startSidecarProcess({ databaseUrl: config.databaseUrl, port, environment });
  try {
    const shop = fill(api);
    await shop.coupon('counter', await shop.affiliate());
    const rows = Array.from({ length: 4000 }, (_, index) => `counter,10,o${index},2026-01-11\n`).join('');
    const file = `Coupon, sales amount, order ID, date\n${rows}`;
    const cut = csvSender(api, sidecar.url)('/offline-sales/import', file).catch(() => 'cut off');
    const batches = async () => (await api.owner('GET', '/offline-sales/batches')).body;
    await eventually('the import has begun', async () => (await batches()).length === 1);
    await sidecar.kill();
    expect(await cut).toBe('cut off');

    const [begun] = await batches();
    expect(begun.sales % 500).toBe(0);
    expect(begun.sales).toBeLessThan(4000);
    const sumOf = async () => (await api.owner('GET', '/balances')).body[0].balance as string;
    expect(await sumOf()).toBe(`${begun.sales}.00`);
    expect((await verifyBooks(api.services)).drifting).toEqual([]);

    const again = await csvSender(api)('/offline-sales/import', file);
    expect(again.body).toMatchObject({ duplicates: begun.sales, imported: 4000 - begun.sales });
    expect(await sumOf()).toBe('4000.00');
    for (const { id } of await batches())
      expect((await api.owner('POST', `/offline-sales/batches/${id as string}/undo`)).body.status).toBe(
        'undone',
      );
    expect(await sumOf()).toBe('0.00');
    expect((await verifyBooks(api.services)).drifting).toEqual([]);
  } finally {
    await sidecar.stop();
    await api.stop();
  }
}, 120_000);
