import { afterAll, beforeAll, describe, expect, jest, test } from '@jest/globals';
import { createConnection, type RowDataPacket } from 'mysql2/promise';
import { aShop, expectOk, type Shop } from '../support/a-shop.ts';
import { eventually } from '../support/eventually.ts';
import { storeKinds } from '../support/store-kinds.ts';

jest.setTimeout(120_000);

const promisedMs = 5_000;

// The best store there is will do: tests/contract holds the sample store against the real one.
describe.each(storeKinds.slice(-1))('an order on an idle %s store', (kind) => {
  let shop: Shop;
  beforeAll(async () => {
    shop = await aShop(kind);
  });
  afterAll(() => shop?.stop());

  test('has its commission within five seconds, with no other traffic and nobody asking for it', async () => {
    const product = expectOk(
      await shop.woo.post('products', { name: 'Thing', regular_price: '40.00', type: 'simple' }),
    );
    await shop.affiliateWithCoupon('soon');
    await shop.settle();
    const order = await shop.placeOrder({
      status: 'processing',
      set_paid: true,
      line_items: [{ product_id: product.id, quantity: 1 }],
      coupon_lines: [{ code: 'soon' }],
    });
    const connection = await createConnection(shop.databaseUrl);
    const row = await eventually(
      'the commission stands in the sidecar’s database',
      async () => {
        const [rows] = await connection.query<RowDataPacket[]>(
          'SELECT amount_minor FROM commissions WHERE order_id = ?',
          [order.id],
        );
        return rows[0];
      },
      { withinMs: promisedMs },
    );
    await connection.end();
    expect(row['amount_minor']).toBe(360);
  });
});
