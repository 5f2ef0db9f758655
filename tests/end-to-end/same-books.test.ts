import { afterAll, beforeAll, describe, expect, jest, test } from '@jest/globals';
import { createConnection, type RowDataPacket } from 'mysql2/promise';
import { aShop, expectOk, type Shop } from '../support/a-shop.ts';
import { storeKinds } from '../support/store-kinds.ts';

jest.setTimeout(180_000);

/** Two A at 50, one B at 50, a 10 % coupon, shipping 10, 20 % tax on all: gross 174. */
async function placeExample(shop: Shop, code: string, products: number[]): Promise<any> {
  return shop.placeOrder({
    status: 'processing',
    set_paid: true,
    billing: {
      email: `buyer-${code}@example.com`,
      country: 'DE',
      first_name: 'B',
      last_name: 'C',
      address_1: 'Street 1',
      postcode: '10115',
      city: 'Berlin',
    },
    line_items: [
      { product_id: products[0], quantity: 2 },
      { product_id: products[1], quantity: 1 },
    ],
    coupon_lines: [{ code }],
    shipping_lines: [{ method_id: 'flat_rate', method_title: 'Flat rate', total: '10.00' }],
  });
}

async function twoProducts(shop: Shop): Promise<number[]> {
  const made = [];
  for (const name of ['A', 'B']) {
    made.push(expectOk(await shop.woo.post('products', { name, regular_price: '50.00', type: 'simple' })).id);
  }
  return made;
}

const refundOfOneA = (order: any) => ({
  amount: '54.00',
  api_refund: false,
  line_items: [
    {
      id: order.line_items[0].id,
      quantity: 1,
      refund_total: 45,
      refund_tax: [{ id: order.tax_lines[0].rate_id, refund_total: 9 }],
    },
  ],
});
const refundOfShipping = (order: any) => ({
  amount: '12.00',
  api_refund: false,
  line_items: [
    {
      id: order.shipping_lines[0].id,
      refund_total: 10,
      refund_tax: [{ id: order.tax_lines[0].rate_id, refund_total: 2 }],
    },
  ],
});

/** The life of the example; after each step the books must say this. */
async function liveThrough(
  shop: Shop,
  code: string,
  after: (step: string, order: any, amount: string) => Promise<void>,
) {
  const order = await placeExample(shop, code, await twoProducts(shop));
  expect(order.total).toBe('174.00');
  await after('bought', order, '13.50');
  const refund = async (body: any) => expectOk(await shop.woo.post(`orders/${order.id}/refunds`, body));
  const takeBack = async (id: number) =>
    expectOk(await shop.woo.delete(`orders/${order.id}/refunds/${id}`, { force: true }));
  const shipping = await refund(refundOfShipping(order));
  await after('shipping refunded', order, '13.50');
  await takeBack(shipping.id);
  const line = await refund(refundOfOneA(order));
  await after('one A refunded', order, '9.00');
  const bare = await refund({ amount: '54.00', api_refund: false });
  await after('54 refunded without lines', order, '4.95');
  await takeBack(line.id);
  await after('the refund of A deleted', order, '9.31');
  await takeBack(bare.id);
  await after('the other refund deleted', order, '13.50');
  expectOk(await shop.woo.put(`orders/${order.id}`, { status: 'cancelled' }));
  await after('cancelled', order, '0.00');
  expectOk(await shop.woo.put(`orders/${order.id}`, { status: 'processing' }));
  await after('set back from cancelled', order, '13.50');
  expectOk(await shop.woo.delete(`orders/${order.id}`));
  await after('trashed', order, '0.00');
  expectOk(await shop.woo.put(`orders/${order.id}`, { status: 'processing' }));
  await after('restored', order, '13.50');
  expectOk(await shop.woo.delete(`orders/${order.id}`, { force: true }));
  await after('deleted for good', order, '0.00');
}

async function amountOf(shop: Shop, orderId: number): Promise<string | undefined> {
  return (await shop.commissionsOf(orderId))[0]?.amount;
}

/** Kinds and amounts of one order in the order they were written. */
async function entriesOf(shop: Shop, orderId: number): Promise<string[]> {
  const connection = await createConnection(shop.databaseUrl);
  const [rows] = await connection.query<RowDataPacket[]>(
    'SELECT kind, from_account, amount_minor FROM ledger_transfers WHERE order_id = ? ORDER BY id',
    [orderId],
  );
  await connection.end();
  return rows.map(
    (row) => `${row['kind']} ${row['from_account'] === 'expense' ? '' : '-'}${row['amount_minor']}`,
  );
}

const theBooks = [
  'earned 1350',
  'adjusted -450',
  'adjusted -405',
  'adjusted 436',
  'adjusted 419',
  'reversed -1350',
  'adjusted 1350',
  'reversed -1350',
  'adjusted 1350',
  'reversed -1350',
];

// The best store there is will do: tests/contract holds the sample store against the real one.
describe.each(storeKinds.slice(-1))('the example of the arithmetic on the %s store', (kind) => {
  describe('when webhooks are all there is', () => {
    let shop: Shop;
    beforeAll(async () => {
      shop = await aShop(kind, { store: { taxPercent: 20 }, environment: { POLL_SECONDS: '0' } });
    });
    afterAll(() => shop?.stop());

    test('is right to the cent after every step', async () => {
      await shop.affiliateWithCoupon('hooks');
      let orderId = 0;
      await liveThrough(shop, 'hooks', async (step, order, amount) => {
        orderId = order.id;
        await shop.settle();
        expect([step, await amountOf(shop, order.id)]).toEqual([step, amount]);
      });
      expect(await entriesOf(shop, orderId)).toEqual(theBooks);
    });
  });

  describe('when every webhook is lost', () => {
    let shop: Shop;
    beforeAll(async () => {
      shop = await aShop(kind, { store: { taxPercent: 20 } });
      shop.wire.mode = 'lose';
    });
    afterAll(() => shop?.stop());

    test('is right to the cent after every look of the poller', async () => {
      await shop.affiliateWithCoupon('polled');
      let orderId = 0;
      await liveThrough(shop, 'polled', async (step, order, amount) => {
        orderId = order.id;
        await shop.sync();
        expect([step, await amountOf(shop, order.id)]).toEqual([step, amount]);
      });
      expect(await entriesOf(shop, orderId)).toEqual(theBooks);
    });
  });
});

describe.each(storeKinds.slice(-1))('the example of the arithmetic on the %s store, told badly', (kind) => {
  describe('when every webhook comes five times, in any order, after all is over', () => {
    let shop: Shop;
    beforeAll(async () => {
      shop = await aShop(kind, { store: { taxPercent: 20 }, environment: { POLL_SECONDS: '0' } });
    });
    afterAll(() => shop?.stop());

    test('ends in the same books as if each had come once', async () => {
      await shop.affiliateWithCoupon('shuffled');
      await shop.settle();
      shop.wire.mode = 'hold';
      const order = await placeExample(shop, 'shuffled', await twoProducts(shop));
      await shop.settle();
      expectOk(await shop.woo.post(`orders/${order.id}/refunds`, refundOfOneA(order)));
      await shop.settle();
      expectOk(await shop.woo.post(`orders/${order.id}/refunds`, { amount: '54.00', api_refund: false }));
      await shop.settle();
      const seed = Date.now();
      const five = shuffled(Array.from({ length: 5 }, () => shop.wire.held).flat(), seed);
      expect(five.length).toBeGreaterThanOrEqual(15);
      for (const delivery of five) expect([seed, await shop.wire.deliver(delivery)]).toEqual([seed, 200]);
      await shop.settle();
      expect([seed, await amountOf(shop, order.id)]).toEqual([seed, '4.95']);
      const entries = await entriesOf(shop, order.id);
      expect(entries.map((entry) => Number(entry.split(' ')[1])).reduce((a, b) => a + b)).toBe(495);
    });
  });
});

/** Fisher–Yates with a seeded generator, so that a failure can be repeated. */
function shuffled<T>(items: T[], seed: number): T[] {
  const result = [...items];
  let state = seed >>> 0;
  for (let last = result.length - 1; last > 0; last -= 1) {
    state = (Math.imul(state, 1_664_525) + 1_013_904_223) >>> 0;
    const pick = state % (last + 1);
    [result[last], result[pick]] = [result[pick]!, result[last]!];
  }
  return result;
}
