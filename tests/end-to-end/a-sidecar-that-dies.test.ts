import { afterAll, beforeAll, describe, expect, jest, test } from '@jest/globals';
import { createConnection, type RowDataPacket } from 'mysql2/promise';
import { aShop, expectOk, type Shop } from '../support/a-shop.ts';
import { eventually } from '../support/eventually.ts';
import { storeKinds } from '../support/store-kinds.ts';

jest.setTimeout(240_000);

const ordersInBurst = 20;
const ordersWhileDown = 20;

// The best store there is will do: tests/contract holds the sample store against the real one.
describe.each(storeKinds.slice(-1))('a sidecar that is killed, on the %s store', (kind) => {
  let shop: Shop;
  let productId: number;
  beforeAll(async () => {
    shop = await aShop(kind);
    productId = expectOk(
      await shop.woo.post('products', { name: 'Thing', regular_price: '40.00', type: 'simple' }),
    ).id;
    await shop.affiliateWithCoupon('dies');
  });
  afterAll(() => shop?.stop());

  const buy = async (number: number) =>
    shop.placeOrder({
      status: 'processing',
      set_paid: true,
      billing: { email: `buyer${number}@example.com` },
      line_items: [{ product_id: productId, quantity: 1 }],
      coupon_lines: [{ code: 'dies' }],
    });

  test('loses nothing and pays nothing twice, in the middle of a burst or over a time of absence', async () => {
    const burst = Array.from({ length: ordersInBurst }, (_, number) => () => buy(number));
    await inPairs(burst.slice(0, ordersInBurst / 2));
    const rest = inPairs(burst.slice(ordersInBurst / 2));
    await shop.sidecar.kill();
    await rest;
    await inPairs(Array.from({ length: ordersWhileDown }, (_, number) => () => buy(100 + number)));
    await shop.sidecar.start();

    const expected = ordersInBurst + ordersWhileDown;
    await eventually(
      'every order has its commission',
      async () => {
        expectOk(await shop.owner.post('sync'));
        const { headers } = await shop.owner.get('commissions', { per_page: 1 });
        return Number(headers['x-wp-total']) === expected;
      },
      { withinMs: 120_000, everyMs: 1000 },
    );
    const connection = await createConnection(shop.databaseUrl);
    const [entries] = await connection.query<RowDataPacket[]>(
      'SELECT order_id, COUNT(*) AS entries, SUM(amount_minor) AS sum_minor FROM ledger_transfers GROUP BY order_id',
    );
    await connection.end();
    expect(entries).toHaveLength(expected);
    expect(new Set(entries.map((row) => `${row['entries']}×${row['sum_minor']}`))).toEqual(
      new Set(['1×360']),
    );
    const verified = await shop.sidecar.command('verify', '--json');
    expect(verified.code).toBe(0);
  });
});

/** Two at a time: enough to overlap, few enough for the store. */
async function inPairs(work: (() => Promise<unknown>)[]): Promise<void> {
  const queue = [...work];
  const worker = async () => {
    for (let next = queue.shift(); next; next = queue.shift()) await next();
  };
  await Promise.all([worker(), worker()]);
}
