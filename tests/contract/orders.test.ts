import { afterAll, beforeAll, describe, expect, jest, test } from '@jest/globals';
import { storeKinds } from '../support/store-kinds.ts';
import {
  expectOk,
  nextSecond,
  refusal,
  startStoreUnderTest,
  type StoreUnderTest,
} from './store-under-test.ts';
import { unevenOrders } from './uneven-orders.ts';

jest.setTimeout(60_000);

describe.each(storeKinds)('orders of the %s store', (kind) => {
  let store: StoreUnderTest;
  const order = async (more: Record<string, unknown> = {}) =>
    expectOk(
      await store.woo.post('orders', {
        status: 'processing',
        billing: { email: 'ann@example.com', first_name: 'Ann', last_name: 'Archer' },
        line_items: [
          { product_id: store.products.a, quantity: 2 },
          { product_id: store.products.b, quantity: 1 },
        ],
        shipping_lines: [{ method_id: 'flat_rate', method_title: 'Flat rate', total: '10.00' }],
        ...more,
      }),
    );
  const coupon = async (code: string, more: Record<string, unknown> = {}) =>
    expectOk(await store.woo.post('coupons', { code, discount_type: 'percent', amount: '10', ...more }))
      .id as number;

  beforeAll(async () => {
    store = await startStoreUnderTest(kind);
  });
  afterAll(() => store?.stop());

  describe('what an order looks like', () => {
    test('amounts are strings at the store’s decimals, without tax, and the total contains tax and shipping', async () => {
      const couponId = await coupon('shape10');
      const made = await order({ coupon_lines: [{ code: 'SHAPE10' }] });
      expect(made).toMatchObject({
        number: String(made.id),
        parent_id: 0,
        status: 'processing',
        currency: 'EUR',
        prices_include_tax: false,
        discount_total: '15.00',
        discount_tax: '3.00',
        shipping_total: '10.00',
        shipping_tax: '2.00',
        cart_tax: '27.00',
        total: '174.00',
        total_tax: '29.00',
        customer_id: 0,
        created_via: 'rest-api',
        refunds: [],
        line_items: [
          {
            name: 'A',
            product_id: store.products.a,
            variation_id: 0,
            quantity: 2,
            subtotal: '100.00',
            subtotal_tax: '20.00',
            total: '90.00',
            total_tax: '18.00',
            price: 45,
          },
          { name: 'B', quantity: 1, subtotal: '50.00', total: '45.00', total_tax: '9.00' },
        ],
        shipping_lines: [
          { method_id: 'flat_rate', method_title: 'Flat rate', total: '10.00', total_tax: '2.00' },
        ],
        fee_lines: [],
        tax_lines: [{ tax_total: '27.00', shipping_tax_total: '2.00', rate_percent: 20 }],
      });
      const [line] = made.coupon_lines;
      expect(line).toMatchObject({
        code: 'shape10',
        discount: '15',
        discount_tax: '3',
        discount_type: 'percent',
        nominal_amount: 10,
        free_shipping: false,
      });
      expect(line.meta_data).toMatchObject([
        { key: 'coupon_info', value: JSON.stringify([couponId, 'shape10', 'percent', 10]) },
      ]);
    });

    test('dates are whole seconds without a zone, once in the shop’s time and once in UTC', async () => {
      const made = await order();
      expect(made.date_created_gmt).toMatch(/^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d$/);
      const gmt = Date.parse(`${made.date_created_gmt}Z`);
      expect(Math.abs(gmt - Date.now())).toBeLessThan(60_000);
      expect(Date.parse(`${made.date_created}Z`) - gmt).toBe(8 * 3_600_000);
      expect(Math.abs(Date.parse(`${made.date_paid_gmt}Z`) - gmt)).toBeLessThan(60_000);
      expect(made.date_completed_gmt).toBeNull();
    });

    test('a guest is known by e-mail only, and a customer’s order takes over their e-mail', async () => {
      const user = expectOk(
        await store.woo.post('customers', { email: `cora-${kind}@example.com`, password: 'secret' }),
      );
      const made = await order({ customer_id: user.id, billing: {} });
      expect([made.customer_id, made.billing.email]).toEqual([user.id, `cora-${kind}@example.com`]);
    });

    test('a discount given as a fee is a negative line', async () => {
      const made = await order({
        fee_lines: [
          { name: 'Wrapping', total: '5.00' },
          { name: 'Rebate', total: '-7.00' },
        ],
      });
      expect(made.fee_lines).toMatchObject([
        { name: 'Wrapping', total: '5.00', total_tax: '1.00' },
        { name: 'Rebate', total: '-7.00', total_tax: '-1.40' },
      ]);
      expect(made.total).toBe('189.60');
    });

    test('`_fields` gives those fields and nothing else, save that a single order keeps its links', async () => {
      const made = await order();
      const fields = { _fields: 'id,status,coupon_lines,billing.email' };
      const expected = {
        id: made.id,
        status: 'processing',
        coupon_lines: [],
        billing: { email: 'ann@example.com' },
      };
      const { data } = await store.woo.get(`orders/${made.id}`, fields);
      expect(data).toEqual({ ...expected, _links: expect.anything() });
      expect((await store.woo.get('orders', { ...fields, include: [made.id] })).data).toEqual([expected]);
    });

    test('`dp` sets the decimals', async () => {
      const made = await order();
      const { data } = await store.woo.get(`orders/${made.id}`, { dp: 4 });
      expect([data.total, data.line_items[0].total]).toEqual(['192.0000', '100.0000']);
    });
  });

  describe('whose figures do not come out even', () => {
    const rows = Object.entries(unevenOrders);
    let made: any[];
    beforeAll(async () => {
      const lineFor = (words: string) => {
        const [quantity, price] = words.split(' for ');
        return { product_id: store.products.a, quantity: Number(quantity), subtotal: price, total: price };
      };
      const codeOf = (row: number, coupon: number) => `uneven-${row}-${coupon}`;
      const create = async (path: string, items: object[]) =>
        expectOk(await store.woo.post(`${path}/batch`, { create: items })).create as any[];
      await create(
        'coupons',
        rows.flatMap(([, { coupons }], row) =>
          coupons.map((more, index) => ({ code: codeOf(row, index), ...more })),
        ),
      );
      made = await create(
        'orders',
        rows.map(([, { coupons, lines, fees = [], shipping = [] }], row) => ({
          line_items: lines.map(lineFor),
          fee_lines: fees.map((total) => ({ name: 'Fee', total })),
          shipping_lines: shipping.map((total) => ({
            method_id: 'flat_rate',
            method_title: 'Parcel',
            total,
          })),
          coupon_lines: coupons.map((_coupon, index) => ({ code: codeOf(row, index) })),
        })),
      );
    });

    test.each(rows.map(([title, { expected }], row) => [title, row, expected] as const))(
      'is added up to the cent: %s',
      (_title, row, expected) => {
        const { line_items: lines, fee_lines: fees, coupon_lines: coupons, total, total_tax } = made[row];
        expect({
          totals: [...lines, ...fees].map((line: any) => line.total),
          discounts: coupons.map((line: any) => [line.discount, line.discount_tax]),
          total,
          totalTax: total_tax,
        }).toEqual(expected);
      },
    );
  });

  describe('when it changes', () => {
    test('any write moves date_modified, also one that changes nothing', async () => {
      const made = await order();
      await nextSecond();
      const again = expectOk(await store.woo.put(`orders/${made.id}`, { status: 'processing' }));
      expect(again.date_modified_gmt > made.date_modified_gmt).toBe(true);
    });

    test('the date of payment is set once and stays when the order is cancelled and comes back', async () => {
      const made = await order({ status: 'pending' });
      expect(made.date_paid_gmt).toBeNull();
      const paid = expectOk(await store.woo.put(`orders/${made.id}`, { status: 'processing' }));
      expect(paid.date_paid_gmt).not.toBeNull();
      for (const status of ['completed', 'cancelled', 'processing']) {
        const moved = expectOk(await store.woo.put(`orders/${made.id}`, { status }));
        expect([moved.status, moved.date_paid_gmt]).toEqual([status, paid.date_paid_gmt]);
      }
    });

    test('cash on delivery is not paid while it is processing', async () => {
      const made = await order({ payment_method: 'cod' });
      expect(made.date_paid_gmt).toBeNull();
      expect(
        expectOk(await store.woo.put(`orders/${made.id}`, { status: 'completed' })).date_paid_gmt,
      ).not.toBeNull();
    });

    test('its coupons can be replaced, and the discounts follow', async () => {
      await coupon('before10');
      const afterId = await coupon('after20', { amount: '20' });
      const made = await order({ coupon_lines: [{ code: 'before10' }] });
      const changed = expectOk(
        await store.woo.put(`orders/${made.id}`, { coupon_lines: [{ code: 'after20' }] }),
      );
      expect(changed.coupon_lines).toMatchObject([{ code: 'after20', discount: '30' }]);
      expect(changed.coupon_lines[0].meta_data[0].value).toBe(
        JSON.stringify([afterId, 'after20', 'percent', 20]),
      );
      expect(changed.line_items.map((line: any) => line.total)).toEqual(['80.00', '40.00']);
    });

    test('a coupon that got another name keeps its id on the order', async () => {
      const id = await coupon('oldname');
      const made = await order({ coupon_lines: [{ code: 'oldname' }] });
      expectOk(await store.woo.put(`coupons/${id}`, { code: 'newname' }));
      const [line] = expectOk(await store.woo.get(`orders/${made.id}`)).coupon_lines;
      expect([line.code, JSON.parse(line.meta_data[0].value)[0]]).toEqual(['oldname', id]);
    });
  });

  describe('when it is refused', () => {
    test.each([
      [
        'an unknown coupon',
        () => ({ coupon_lines: [{ code: 'nobody-knows-it' }] }),
        [400, 'woocommerce_rest_invalid_coupon'],
      ],
      ['an unknown status', () => ({ status: 'nonsense' }), [400, 'rest_invalid_param']],
      ['an e-mail that is none', () => ({ billing: { email: 'nobody' } }), [400, 'rest_invalid_param']],
      ['an unknown customer', () => ({ customer_id: 99_999 }), [400, 'woocommerce_rest_invalid_customer_id']],
    ])('%s is an error of its own', async (_name, body, expected) => {
      const answer = await store.woo.post('orders', {
        line_items: [{ product_id: store.products.a }],
        ...body(),
      });
      expect(refusal(answer)).toEqual(expected);
    });

    test('a refused coupon leaves the order behind as a checkout draft that `any` does not list', async () => {
      const { data } = await store.woo.post('orders', {
        line_items: [{ product_id: store.products.a }],
        coupon_lines: [{ code: 'nope' }],
      });
      const id = data.data.new_draft_order_id;
      expect(expectOk(await store.woo.get(`orders/${id}`)).status).toBe('checkout-draft');
      expect(expectOk(await store.woo.get('orders', { include: [id] }))).toEqual([]);
    });
  });

  describe('in the trash and beyond', () => {
    test('a trashed order leaves the lists, and is still found by id and by status', async () => {
      const made = await order();
      await nextSecond();
      expect(expectOk(await store.woo.delete(`orders/${made.id}`)).id).toBe(made.id);
      const trashed = expectOk(await store.woo.get(`orders/${made.id}`));
      expect(trashed.status).toBe('trash');
      expect(trashed.date_modified_gmt > made.date_modified_gmt).toBe(true);
      const listed = async (status?: unknown) =>
        expectOk(
          await store.woo.get('orders', { include: [made.id], ...(status === undefined ? {} : { status }) }),
        ).length;
      expect([
        await listed(),
        await listed('any'),
        await listed(['any', 'trash']),
        await listed('trash'),
      ]).toEqual([0, 0, 0, 1]);
      expect(refusal(await store.woo.delete(`orders/${made.id}`))).toEqual([
        410,
        'woocommerce_rest_already_trashed',
      ]);
    });

    test('a new status takes it out of the trash', async () => {
      const made = await order();
      await store.woo.delete(`orders/${made.id}`);
      const restored = expectOk(await store.woo.put(`orders/${made.id}`, { status: 'processing' }));
      expect([restored.status, restored.total]).toEqual(['processing', made.total]);
      expect(expectOk(await store.woo.get('orders', { include: [made.id] }))).toHaveLength(1);
    });

    test('an order deleted for good is 404, and its refunds are an empty list', async () => {
      const made = await order();
      expect((await store.woo.delete(`orders/${made.id}`, { force: true })).status).toBe(200);
      expect(refusal(await store.woo.get(`orders/${made.id}`))).toEqual([
        404,
        'woocommerce_rest_shop_order_invalid_id',
      ]);
      expect(refusal(await store.woo.put(`orders/${made.id}`, { status: 'completed' }))).toEqual([
        400,
        'woocommerce_rest_shop_order_invalid_id',
      ]);
      const refunds = await store.woo.get(`orders/${made.id}/refunds`);
      expect([refunds.status, refunds.data]).toEqual([200, []]);
    });

    test('a batch has an outcome per item and deletes for good', async () => {
      const made = await order();
      const { status, data } = await store.woo.post('orders/batch', {
        update: [{ id: made.id, status: 'completed' }],
        delete: [99_999, made.id],
      });
      expect(status).toBe(200);
      expect(data.update[0].status).toBe('completed');
      expect(data.delete[0]).toMatchObject({
        id: 99_999,
        error: { code: 'woocommerce_rest_shop_order_invalid_id' },
      });
      expect((await store.woo.get(`orders/${made.id}`)).status).toBe(404);
    });
  });
});
