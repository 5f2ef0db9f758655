import { afterAll, beforeAll, describe, expect, jest, test } from '@jest/globals';
import { hasSameRefunds, parseOrder } from '@finders-fee/sidecar/woocommerce/parse-order';
import { parseRefund } from '@finders-fee/sidecar/woocommerce/parse-refund';
import { storeKinds } from '../support/store-kinds.ts';
import {
  expectOk,
  nextSecond,
  refusal,
  startStoreUnderTest,
  type StoreUnderTest,
} from './store-under-test.ts';

jest.setTimeout(60_000);

describe.each(storeKinds)('refunds of the %s store', (kind) => {
  let store: StoreUnderTest;
  const order = async () =>
    expectOk(
      await store.woo.post('orders', {
        status: 'processing',
        billing: { email: 'ann@example.com' },
        line_items: [
          { product_id: store.products.a, quantity: 2 },
          { product_id: store.products.b, quantity: 1 },
        ],
        shipping_lines: [{ method_id: 'flat_rate', method_title: 'Flat rate', total: '10.00' }],
        fee_lines: [{ name: 'Wrapping', total: '5.00' }],
      }),
    );
  const refund = (orderId: number, body: Record<string, unknown>) =>
    store.woo.post(`orders/${orderId}/refunds`, { api_refund: false, ...body });
  const part = (made: any, item: { id: number }, quantity: number, total: number, tax: number) => ({
    id: item.id,
    quantity,
    refund_total: total,
    refund_tax: [{ id: made.tax_lines[0].rate_id, refund_total: tax }],
  });

  beforeAll(async () => {
    store = await startStoreUnderTest(kind);
  });
  afterAll(() => store?.stop());

  test('a refund by line is positive in its amount and negative in its lines, which name the item they take back', async () => {
    const made = await order();
    const refunded = expectOk(
      await refund(made.id, { line_items: [part(made, made.line_items[0], 1, 50, 10)] }),
    );
    expect(refunded).toMatchObject({
      amount: '60.00',
      reason: '',
      line_items: [
        {
          product_id: store.products.a,
          quantity: -1,
          total: '-50.00',
          total_tax: '-10.00',
          subtotal: '-50.00',
        },
      ],
      shipping_lines: [],
      fee_lines: [],
    });
    const [meta] = refunded.line_items[0].meta_data;
    expect([meta.key, meta.value]).toEqual(['_refunded_item_id', String(made.line_items[0].id)]);
    const now = expectOk(await store.woo.get(`orders/${made.id}`));
    expect(now.refunds).toEqual([{ id: refunded.id, reason: '', total: '-60.00', total_tax: '-10.00' }]);
    expect([now.status, now.total, now.line_items[0].total]).toEqual(['processing', made.total, '100.00']);
  });

  test('shipping and fees are refunded by their own items', async () => {
    const made = await order();
    const refunded = expectOk(
      await refund(made.id, {
        line_items: [part(made, made.shipping_lines[0], 0, 10, 2), part(made, made.fee_lines[0], 0, 5, 1)],
      }),
    );
    expect(refunded).toMatchObject({
      amount: '18.00',
      line_items: [],
      shipping_lines: [
        {
          total: '-10.00',
          total_tax: '-2.00',
          meta_data: [{ key: '_refunded_item_id', value: String(made.shipping_lines[0].id) }],
        },
      ],
      fee_lines: [
        {
          total: '-5.00',
          total_tax: '-1.00',
          meta_data: [{ key: '_refunded_item_id', value: String(made.fee_lines[0].id) }],
        },
      ],
    });
  });

  test('a line can give back money without giving back a piece', async () => {
    const made = await order();
    const refunded = expectOk(
      await refund(made.id, { line_items: [part(made, made.line_items[0], 0, 5, 1)] }),
    );
    expect(refunded).toMatchObject({
      amount: '6.00',
      line_items: [{ quantity: 0, total: '-5.00', total_tax: '-1.00' }],
    });
  });

  test('a bare amount has no lines', async () => {
    const made = await order();
    expect(expectOk(await refund(made.id, { amount: '54.00', reason: 'kindness' }))).toMatchObject({
      amount: '54.00',
      reason: 'kindness',
      line_items: [],
    });
    expect(expectOk(await store.woo.get(`orders/${made.id}`)).refunds).toMatchObject([
      { reason: 'kindness', total: '-54.00', total_tax: '0.00' },
    ]);
  });

  test('a refund without an amount is nothing, which is printed as a mere minus on the order and read as 0', async () => {
    const made = await order();
    expect(expectOk(await refund(made.id, {})).amount).toBe('');
    const now = expectOk(await store.woo.get(`orders/${made.id}`));
    expect([now.status, now.refunds]).toMatchObject(['processing', [{ total: '-', total_tax: '0.00' }]]);
    expect(parseOrder(now).refunds).toMatchObject([{ total: '0' }]);
    const [listed] = expectOk(await store.woo.get(`orders/${made.id}/refunds`));
    expect(hasSameRefunds(now, [parseRefund(listed)])).toBe(true);
  });

  test('fractions of a cent are kept until a figure is printed', async () => {
    const made = await order();
    const rate = made.tax_lines[0].rate_id as number;
    const [line] = made.line_items;
    const third = { id: line.id, quantity: 1, refund_total: '3.333' };
    const fraction = { ...third, refund_tax: [{ id: rate, refund_total: '0.667' }] };
    const refunded = expectOk(await refund(made.id, { line_items: [fraction] }));
    expect([refunded.amount, refunded.line_items[0].total, refunded.line_items[0].total_tax]).toEqual([
      '4.00',
      '-3.33',
      '-0.67',
    ]);
    expectOk(await refund(made.id, { amount: '4.005' }));
    const left = Number(made.total) - 8.005;
    expect(refusal(await refund(made.id, { amount: (left + 0.006).toFixed(3) }))[0]).toBe(500);
    expectOk(await refund(made.id, { amount: (left - 0.006).toFixed(3) }));
    const now = expectOk(await store.woo.get(`orders/${made.id}`));
    expect(now.refunds.map(({ total }: any) => total).sort()).toEqual(
      ['-4.00', '-4.01', `-${(left - 0.006).toFixed(2)}`].sort(),
    );
    expect(now.status).toBe('processing');
  });

  test('a line that gives back neither money nor a piece is kept where its amount is a text, and has no price', async () => {
    const made = await order();
    const [a, b] = made.line_items.map(({ id }: any) => ({ id, quantity: 0 }));
    const nothing = [
      { ...a, refund_total: '0.00' },
      { ...b, refund_total: 0 },
    ];
    const refunded = expectOk(await refund(made.id, { line_items: nothing }));
    expect(refunded).toMatchObject({
      amount: '0.00',
      line_items: [{ quantity: 0, total: '0.00', price: 0 }],
    });
    expect(refunded.line_items).toHaveLength(1);
  });

  test('an order with something free in it is not refunded by lines before every piece came back', async () => {
    const made = expectOk(
      await store.woo.post('orders', {
        status: 'processing',
        line_items: [
          { product_id: store.products.a, quantity: 1 },
          { product_id: store.products.b, quantity: 2, total: '0' },
        ],
      }),
    );
    const [paid, free] = made.line_items;
    const status = async (items: object[]) => {
      expectOk(await refund(made.id, { line_items: items }));
      return expectOk(await store.woo.get(`orders/${made.id}`)).status;
    };
    expect(await status([part(made, paid, 1, 50, 10), part(made, free, 1, 0, 0)])).toBe('processing');
    expect(await status([part(made, free, 1, 0, 0)])).toBe('refunded');
  });

  test('a refund moves date_modified of its order; taking it back does not', async () => {
    const made = await order();
    await nextSecond();
    const refunded = expectOk(await refund(made.id, { amount: '10.00' }));
    const after = expectOk(await store.woo.get(`orders/${made.id}`));
    expect(after.date_modified_gmt > made.date_modified_gmt).toBe(true);
    await nextSecond();
    expect((await store.woo.delete(`orders/${made.id}/refunds/${refunded.id}`, { force: true })).status).toBe(
      200,
    );
    const later = expectOk(await store.woo.get(`orders/${made.id}`));
    expect([later.refunds, later.date_modified_gmt]).toEqual([[], after.date_modified_gmt]);
    expect(refusal(await store.woo.get(`orders/${made.id}/refunds/${refunded.id}`))).toEqual([
      404,
      'woocommerce_rest_shop_order_refund_invalid_id',
    ]);
  });

  test('an order is refunded once nothing of it is left, and not before', async () => {
    const made = await order();
    expectOk(await refund(made.id, { amount: '100.00' }));
    expect(expectOk(await store.woo.get(`orders/${made.id}`)).status).toBe('processing');
    expectOk(await refund(made.id, { amount: (Number(made.total) - 100).toFixed(2) }));
    expect(expectOk(await store.woo.get(`orders/${made.id}`)).status).toBe('refunded');
  });

  test('setting the status to refunded by hand makes a bare refund of what is left, and going back keeps it', async () => {
    const made = await order();
    expectOk(await refund(made.id, { amount: '8.00' }));
    await nextSecond();
    const refunded = expectOk(await store.woo.put(`orders/${made.id}`, { status: 'refunded' }));
    expect(refunded.refunds).toMatchObject([
      { reason: 'Order fully refunded.', total: `-${(Number(made.total) - 8).toFixed(2)}` },
      { reason: '', total: '-8.00' },
    ]);
    const back = expectOk(await store.woo.put(`orders/${made.id}`, { status: 'completed' }));
    expect([back.status, back.refunds.length]).toEqual(['completed', 2]);
  });

  test('more than what is left is refused', async () => {
    const made = await order();
    expect(refusal(await refund(made.id, { amount: '9999.00' }))).toEqual([
      500,
      'woocommerce_rest_cannot_create_order_refund',
    ]);
    expect(expectOk(await store.woo.get(`orders/${made.id}`)).refunds).toEqual([]);
  });

  test('refunding through a gateway that the order does not have is refused', async () => {
    const made = await order();
    expect(refusal(await store.woo.post(`orders/${made.id}/refunds`, { amount: '5.00' }))).toEqual([
      500,
      'woocommerce_rest_cannot_create_order_refund',
    ]);
  });

  test('/refunds lists those of all orders with their order’s id, also only those after an instant', async () => {
    const made = await order();
    await nextSecond();
    const before = new Date(Date.now() - 1_000).toISOString().replace(/\.\d+Z$/, 'Z');
    const refunded = expectOk(await refund(made.id, { amount: '1.00' }));
    const listed = await store.woo.get('refunds', {
      after: before,
      orderby: 'date',
      order: 'asc',
      per_page: 100,
      _fields: 'id,parent_id,date_created_gmt',
    });
    expect(listed.data).toEqual([
      { id: refunded.id, parent_id: made.id, date_created_gmt: refunded.date_created_gmt },
    ]);
    expect(listed.headers['x-wp-total']).toBe('1');
  });

  test('the list of an order’s refunds is the newest first', async () => {
    const made = await order();
    const first = expectOk(await refund(made.id, { amount: '1.00' }));
    const second = expectOk(await refund(made.id, { amount: '2.00' }));
    const { data } = await store.woo.get(`orders/${made.id}/refunds`);
    expect(data.map(({ id }: any) => id)).toEqual([second.id, first.id]);
  });
});
