import { createHmac } from 'node:crypto';
import { readFile, readdir } from 'node:fs/promises';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { parseCoupon } from '@finders-fee/sidecar/woocommerce/parse-coupon';
import { parseOrder, toSnapshot } from '@finders-fee/sidecar/woocommerce/parse-order';
import { parseRefund } from '@finders-fee/sidecar/woocommerce/parse-refund';
import { readWebhook } from '@finders-fee/sidecar/woocommerce/read-webhook';
import { beforeAll, describe, expect, test } from '@jest/globals';
import { databaseServerAt } from '../../demo/database-server.ts';
import { recordFixtures, type RecordedWebhook, type Recording } from '../../demo/fixtures/record-fixtures.ts';
import { settleAlone } from '../support/settle-alone.ts';
import { realStoreIsHere } from '../support/store-kinds.ts';
import { someTerms } from '../support/terms.ts';

const folder = fileURLToPath(new URL('../../shared/fixtures', import.meta.url));
const versions = await readdir(folder);
const onARealStore = realStoreIsHere ? describe : describe.skip;

describe.each(versions)('what %s said', (version) => {
  const payload = async (name: string) =>
    JSON.parse(await readFile(join(folder, version, `${name}.json`), 'utf8'));

  test.each([
    ['order', undefined, 1350n],
    ['order-refunded-by-line', 'refunds-by-line', 900n],
    ['order-refunded-by-amount-too', 'refunds-by-line-and-amount', 495n],
  ])('its %s settles to the cent', async (orderName, refundsName, amountMinor) => {
    const refunds = refundsName ? (await payload(refundsName)).map(parseRefund) : [];
    const snapshot = toSnapshot(parseOrder(await payload(orderName)), refunds);
    expect(settleAlone(snapshot, someTerms({ rate: '10' })).amountMinor).toBe(amountMinor);
  });

  test('its coupon is read under the code that orders carry', async () => {
    expect(parseCoupon(await payload('coupon'))).toMatchObject({ code: 'fixture10' });
  });

  test('its webhooks are signed over exactly these bytes', async () => {
    const webhooks: RecordedWebhook[] = await payload('webhooks');
    expect(new Set(webhooks.map(({ topic }) => topic)).size).toBe(4);
    for (const { headers, secret, body } of webhooks) {
      const signature = createHmac('sha256', secret).update(body).digest('base64');
      expect(headers['x-wc-webhook-signature']).toBe(signature);
    }
  });

  test('its webhooks are understood, and a trashed order is asked for', async () => {
    const webhooks: RecordedWebhook[] = await payload('webhooks');
    for (const { topic, body } of webhooks) {
      const message = readWebhook(topic, JSON.parse(body));
      if (topic.endsWith('.deleted')) expect(message?.payload).toBeNull();
      else expect(typeof message?.payload).toBe('string');
    }
  });
});

onARealStore('the WooCommerce of this machine', () => {
  let recording: Recording;

  beforeAll(async () => {
    const port = process.env['FINDERS_FEE_TEST_MARIADB_PORT'];
    recording = await recordFixtures(databaseServerAt(new URL(`mysql://root@127.0.0.1:${port}`)));
  }, 120_000);

  test('still says everything in the shape that was recorded last', async () => {
    const latest = join(folder, versions.sort().at(-1)!);
    for (const [name, payload] of Object.entries(recording.payloads)) {
      const recorded = JSON.parse(await readFile(join(latest, `${name}.json`), 'utf8'));
      expect({ [name]: shapeOf(payload) }).toEqual({ [name]: shapeOf(recorded) });
    }
  });
});

/** Names and types without values. Bodies are JSON in a string, and looked into as well. */
function shapeOf(value: unknown): unknown {
  if (Array.isArray(value)) return value.map(shapeOf);
  if (typeof value === 'string' && value.startsWith('{')) return shapeOf(JSON.parse(value));
  if (value === null || typeof value !== 'object') return value === null ? null : typeof value;
  return Object.fromEntries(Object.entries(value).map(([name, part]) => [name, shapeOf(part)]));
}
