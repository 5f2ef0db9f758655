import { expect, test } from '@jest/globals';
import { freePort } from '../../../demo/free-port.ts';
import { csvSender } from '../../support/a-csv-sender.ts';
import { anApi } from '../../support/an-api.ts';
import { fill } from '../../support/a-filled-shop.ts';
import { startSidecarProcess } from '../../support/sidecar-process.ts';

/** Enough to start with, and too little to hold what is said of each row. */
const heapMegabytes = 96;
const rowsCount = 100_001;

test('a file of more than 100,000 rows is looked through row by row in the memory that a small one takes', async () => {
  const api = await anApi({ restUrl: 'http://127.0.0.1:9/' });
  const { config } = api.services;
  const environment = {
    FINDERS_FEE_KEY: config.key.toString('hex'),
    LOG_LEVEL: 'silent',
    NODE_OPTIONS: `--max-old-space-size=${heapMegabytes}`,
  };
  const port = await freePort();
  const sidecar = await startSidecarProcess({ databaseUrl: config.databaseUrl, port, environment });
  try {
    const shop = fill(api);
    await shop.coupon('counter', await shop.affiliate());
    const rows = Array.from({ length: rowsCount }, (_, index) => `counter,10,o${index},2026-01-11\n`);
    const file = `Coupon, sales amount, order ID, date\n${rows.join('')}`;
    const { status, body } = await csvSender(api, sidecar.url)('/offline-sales/import?dry_run=true', file);
    expect({ status, ...body, rows: body.rows.length }).toMatchObject({
      status: 200,
      imported: rowsCount,
      duplicates: 0,
      refused: 0,
      rows: rowsCount,
    });
  } finally {
    await sidecar.stop();
    await api.stop();
  }
}, 300_000);
