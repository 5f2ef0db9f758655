import type { OrderSnapshot, Refund, RefundLine } from '@finders-fee/sidecar/domain/order-snapshot';
import { expectOk } from '../../support/a-shop.ts';
import type { StoreApi } from '../../support/store-api.ts';

/** An order as the store's REST API prints it, and the same read for the second opinion by nobody but this file. */
export interface ReadOrder {
  body: any;
  refunds: any[];
  order: OrderSnapshot;
}

/** Those that the store still has, by id. */
export async function readOrders(woo: StoreApi, ids: readonly number[]): Promise<Map<number, ReadOrder>> {
  const bodies: any[] = [];
  for (let from = 0; from < ids.length; from += 50) {
    const include = ids.slice(from, from + 50).join(',');
    for (const status of ['any', 'trash']) {
      bodies.push(...expectOk(await woo.get<any[]>('orders', { include, status, per_page: 100 })));
    }
  }
  for (const id of ids.filter((one) => !bodies.some((body) => body.id === one))) {
    const { status, data } = await woo.get(`orders/${id}`);
    if (status === 200) bodies.push(data);
    else if (status !== 404) throw new Error(`Order ${id}: ${status}`);
  }
  const orders = new Map<number, ReadOrder>();
  for (const body of bodies) {
    const refunds =
      body.refunds.length === 0
        ? []
        : expectOk(await woo.get<any[]>(`orders/${body.id}/refunds`, { per_page: 100 }));
    orders.set(body.id, { body, refunds, order: read(body, refunds) });
  }
  return orders;
}

function read(body: any, refunds: any[]): OrderSnapshot {
  const utc = (instant: string | null) => (instant === null ? null : `${instant}Z`);
  const extras = (lines: any[]) =>
    lines.map((line) => ({
      itemId: line.id,
      name: line.name ?? '',
      total: line.total,
      totalTax: line.total_tax,
    }));
  const click = String(body.meta_data.find(({ key }: any) => key === '_finders_fee_click')?.value ?? '');
  const [linkCode = '', seconds] = click.split('.');
  return {
    orderId: body.id,
    number: body.number,
    status: body.status,
    currency: body.currency,
    placedAt: utc(body.date_created_gmt) ?? '',
    modifiedAt: utc(body.date_modified_gmt) ?? '',
    paidAt: utc(body.date_paid_gmt),
    createdVia: body.created_via,
    customerUserId: body.customer_id,
    total: body.total,
    lines: body.line_items.map((line: any) => ({
      itemId: line.id,
      name: line.name,
      productId: line.product_id,
      variationId: line.variation_id,
      quantity: line.quantity,
      subtotal: line.subtotal,
      subtotalTax: line.subtotal_tax,
      total: line.total,
      totalTax: line.total_tax,
    })),
    shipping: extras(body.shipping_lines),
    fees: extras(body.fee_lines),
    coupons: body.coupon_lines.map((line: any) => {
      const info = line.meta_data.find(({ key }: any) => key === 'coupon_info')?.value;
      return { couponId: info ? JSON.parse(info)[0] : null, code: line.code, discount: line.discount };
    }),
    click: seconds
      ? { linkCode, clickedAt: new Date(Number(seconds) * 1000).toISOString().replace('.000Z', 'Z') }
      : null,
    refunds: refunds.map((refund): Refund => {
      const lines = (kind: RefundLine['kind'], items: any[]) =>
        items.map((line) => readRefundLine(kind, line));
      return {
        refundId: refund.id,
        createdAt: utc(refund.date_created_gmt),
        amount: refund.amount,
        lines: [
          ...lines('product', refund.line_items),
          ...lines('shipping', refund.shipping_lines),
          ...lines('fee', refund.fee_lines),
        ],
      };
    }),
  };
}

/** The store prints what a refund adds to its line, which is below 0 where money went back. */
function readRefundLine(kind: RefundLine['kind'], line: any): RefundLine {
  return {
    kind,
    itemId: Number(line.meta_data.find(({ key }: any) => key === '_refunded_item_id')?.value),
    quantity: Math.abs(line.quantity ?? 0),
    total: opposite(line.total),
    totalTax: opposite(line.total_tax),
  };
}

function opposite(amount: string): string {
  return amount.startsWith('-') ? amount.slice(1) : `-${amount}`;
}
