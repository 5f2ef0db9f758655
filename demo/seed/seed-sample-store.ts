import { formatRatio, multiply, parseDecimal, ratio } from '@finders-fee/shared';
import type { SampleStore } from '../store/sample/start-sample-store.ts';
import { storeApi, type StoreApi } from '../store-api.ts';
import type { SeedOrder, SeedRefund, Year } from './year.ts';

interface StoredOrder {
  id: number;
  total: string;
  line_items: { id: number; quantity: number; total: string }[];
  shipping_lines: { id: number; total: string }[];
}

/** Writes the year over the store's own REST API, event by event, with its clock set to when each one happened. */
export async function seedSampleStore(
  store: SampleStore,
  year: Year,
  clock: { offsetMs: number },
): Promise<void> {
  const woo = storeApi(store, 'wc/v3');
  const productIds = new Map(store.products().map(({ id, sku }) => [sku, id]));
  for (const { code, discountType, amount } of year.coupons) {
    await woo.post('coupons', { code, discount_type: discountType, amount });
  }
  const memberIds = new Map<number, number>();
  for (const [position, { firstName, lastName, email, isMember }] of year.customers.entries()) {
    if (!isMember) continue;
    memberIds.set(position, store.addUser({ email, password: crypto.randomUUID(), firstName, lastName }).id);
  }
  const placed = new Map<SeedOrder, StoredOrder>();
  for (const { at, happen } of eventsOf(year.orders)) {
    clock.offsetMs = Date.parse(at) - Date.now();
    await happen();
  }
  clock.offsetMs = 0;

  function eventsOf(orders: SeedOrder[]) {
    const events = orders.flatMap((order) => [
      { at: order.placedAt, happen: async () => void placed.set(order, await place(order)) },
      ...order.refunds.map((refund) => ({
        at: refund.at,
        happen: () => giveBack(woo, placed.get(order)!, refund),
      })),
    ]);
    return events.sort((a, b) => a.at.localeCompare(b.at));
  }

  function place(order: SeedOrder): Promise<StoredOrder> {
    const { firstName, lastName, email } = year.customers[order.customer]!;
    const address = {
      first_name: firstName,
      last_name: lastName,
      city: 'Hamburg',
      postcode: '20457',
      country: 'DE',
    };
    return woo.post('orders', {
      status: order.status,
      currency: order.currency,
      customer_id: memberIds.get(order.customer) ?? 0,
      billing: { ...address, email },
      shipping: address,
      payment_method: 'cod',
      payment_method_title: 'Cash on delivery',
      line_items: order.lines.map(({ sku, quantity }) => ({ product_id: productIds.get(sku), quantity })),
      shipping_lines: [{ method_id: 'flat_rate', method_title: 'Parcel', total: '5.00' }],
      ...(order.coupon ? { coupon_lines: [{ code: order.coupon }] } : {}),
    });
  }
}

async function giveBack(woo: StoreApi, order: StoredOrder, refund: SeedRefund): Promise<void> {
  const [first] = order.line_items;
  const pieces = refund.pieces ?? first!.quantity;
  const part = multiply(parseDecimal(first!.total), ratio(BigInt(pieces), BigInt(first!.quantity)));
  const share = formatRatio(part, 2);
  const bodies = {
    amount: { amount: refund.amount },
    pieces: { amount: share, line_items: [{ id: first!.id, quantity: pieces, refund_total: share }] },
    full: {
      amount: order.total,
      line_items: [
        ...order.line_items.map(({ id, quantity, total }) => ({ id, quantity, refund_total: total })),
        ...order.shipping_lines.map(({ id, total }) => ({ id, quantity: 1, refund_total: total })),
      ],
    },
  };
  await woo.post(`orders/${order.id}/refunds`, {
    reason: refund.reason,
    api_refund: false,
    ...bodies[refund.kind],
  });
}
