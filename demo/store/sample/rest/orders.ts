import { Router, type Request } from 'express';
import {
  createOrder,
  deleteOrder,
  draftStatuses,
  orderStatuses,
  trashOrder,
  updateOrder,
} from '../shop/orders.ts';
import { deleteRefund, refundOrder, type RefundRequest } from '../shop/refund-order.ts';
import { getOrder, type Shop } from '../shop/shop.ts';
import type { Order, Refund } from '../state.ts';
import { invalidParameter, StoreError } from '../store-error.ts';
import { batch } from './batch.ts';
import { listOf, listPage, sentenceOf, text } from './list.ts';
import { emailOf, representOrder, representRefund, type Json } from './represent.ts';
import { answering, bodyOf, idOf } from './respond.ts';

/** WordPress's `is_email` knows ASCII only. */
const wordpressEmail = /^[\w.!#$%&'*+/=?^`{|}~-]+@[a-z0-9-]+(\.[a-z0-9-]+)+$/i;
const listable = ['any', 'trash', 'auto-draft', ...orderStatuses];

/** `/orders`, `/orders/{id}/refunds` and `/refunds`. */
export function orderRoutes(shop: Shop): Router {
  const router = Router();
  router.get('/orders', answering(shop, list));
  router.post(
    '/orders',
    answering(shop, (_shop, request) => ({ body: create(shop, bodyOf(request)), status: 201 })),
  );
  router.post('/orders/batch', (request, response) => {
    batch(request, response, {
      create: (item) => create(shop, item),
      update: (id, item) => update(shop, id, item),
      remove: (id) => remove(shop, id, true),
    });
  });
  router.get(
    '/orders/:id',
    answering(shop, (_shop, request) => ({
      body: representOrder(shop, getOrder(shop, idOf(request)), decimals(shop, request)),
    })),
  );
  for (const method of ['put', 'patch', 'post'] as const) {
    router[method](
      '/orders/:id',
      answering(shop, (_shop, request) => ({ body: update(shop, idOf(request), bodyOf(request)) })),
    );
  }
  router.delete(
    '/orders/:id',
    answering(shop, (_shop, request) => ({ body: remove(shop, idOf(request), isForced(request)) })),
  );
  router.get('/orders/:id/refunds', answering(shop, listOrderRefunds));
  router.post('/orders/:id/refunds', answering(shop, refund));
  router.get('/orders/:id/refunds/:refund', answering(shop, showRefund));
  router.delete('/orders/:id/refunds/:refund', answering(shop, removeRefund));
  router.get('/refunds', answering(shop, listRefunds));
  return router;
}

function list(shop: Shop, request: Request) {
  const statuses = listOf(request, 'status') ?? ['any'];
  for (const [index, status] of statuses.entries()) {
    if (listable.includes(status)) continue;
    throw invalidParameter(
      'status',
      'rest_not_in_enum',
      `status[${index}] is not one of ${sentenceOf(listable)}.`,
    );
  }
  const customer = text(request, 'customer');
  const product = text(request, 'product');
  const isListed = (order: Order) =>
    (statuses.includes('any')
      ? order.status !== 'trash' && !draftStatuses.includes(order.status)
      : statuses.includes(order.status)) &&
    (customer === undefined || order.customerId === Number(customer)) &&
    (product === undefined || order.lines.some((line) => line.productId === Number(product)));
  const orders = [...shop.state.orders.values()].filter(isListed);
  const textOf = (order: Order) =>
    [order.id, emailOf(shop, order), ...Object.values(order.billing)].join(' ');
  const { rows, headers } = listPage(shop, request, orders, { textOf });
  return { body: rows.map((order) => representOrder(shop, order, decimals(shop, request))), headers };
}

function create(shop: Shop, posted: Json): Json {
  checkPosted(posted);
  const createdVia = typeof posted['created_via'] === 'string' ? posted['created_via'] : undefined;
  return representOrder(shop, createOrder(shop, posted, createdVia));
}

function update(shop: Shop, id: number, posted: Json): Json {
  const order = getOrder(shop, id, 400);
  checkPosted(posted);
  return representOrder(shop, updateOrder(shop, order, posted));
}

/** The answer shows the order as it was: a trashed one still has its old status. */
function remove(shop: Shop, id: number, force: boolean): Json {
  const order = getOrder(shop, id);
  const body = representOrder(shop, order);
  if (force) deleteOrder(shop, order);
  else trashOrder(shop, order);
  return body;
}

/** An order that does not exist has no refunds, says WooCommerce, and answers 200. */
function listOrderRefunds(shop: Shop, request: Request) {
  const order = shop.state.orders.get(idOf(request));
  const { rows, headers } = listPage(shop, request, (order?.refunds ?? []).map(dated));
  return { body: rows.map((refund) => representRefund(shop, order!, refund)), headers };
}

function listRefunds(shop: Shop, request: Request) {
  const owners = new Map<number, Order>();
  for (const order of shop.state.orders.values()) for (const { id } of order.refunds) owners.set(id, order);
  const refunds = [...new Set(owners.values())].flatMap((order) => order.refunds.map(dated));
  const { rows, headers } = listPage(shop, request, refunds);
  return {
    body: rows.map((refund) => representRefund(shop, owners.get(refund.id)!, refund, { parent: true })),
    headers,
  };
}

function refund(shop: Shop, request: Request) {
  const order = shop.state.orders.get(idOf(request));
  if (!order) throw new StoreError('woocommerce_rest_invalid_order_id', 'Invalid order ID.', 404, 404);
  const body = bodyOf(request);
  if (body['api_refund'] !== false) {
    const message = 'The payment gateway for this order does not exist.';
    throw new StoreError('woocommerce_rest_cannot_create_order_refund', message, 500, 500);
  }
  const refund = refundOrder(shop, order, refundRequest(body));
  return { body: representRefund(shop, order, refund), status: 201 };
}

function showRefund(shop: Shop, request: Request) {
  const order = shop.state.orders.get(idOf(request));
  const refund = order?.refunds.find(({ id }) => id === idOf(request, 'refund'));
  if (!order || !refund)
    throw new StoreError('woocommerce_rest_shop_order_refund_invalid_id', 'Invalid ID.', 404);
  return { body: representRefund(shop, order, refund) };
}

function removeRefund(shop: Shop, request: Request) {
  const { body } = showRefund(shop, request);
  deleteRefund(shop, getOrder(shop, idOf(request)), idOf(request, 'refund'));
  return { body };
}

function refundRequest(body: Json): RefundRequest {
  const items = Array.isArray(body['line_items']) ? (body['line_items'] as Json[]) : [];
  return {
    amount: body['amount'],
    reason: typeof body['reason'] === 'string' ? body['reason'] : '',
    refundedBy: 1,
    lineItems: items.map((item) => ({
      id: Number(item['id']),
      quantity: Number(item['quantity'] ?? 0),
      refundTotal: item['refund_total'],
      refundTax: (Array.isArray(item['refund_tax']) ? (item['refund_tax'] as Json[]) : []).map((tax) => ({
        rateId: Number(tax['id']),
        total: tax['refund_total'],
      })),
    })),
  };
}

function checkPosted(posted: Json): void {
  const email = (posted['billing'] as Json | undefined)?.['email'];
  if (typeof email === 'string' && email !== '' && !wordpressEmail.test(email)) {
    throw invalidParameter('billing', 'rest_invalid_email', 'Invalid email address.');
  }
  const status = posted['status'];
  const settable = ['auto-draft', ...orderStatuses];
  if (status === undefined || settable.includes(status as string)) return;
  throw invalidParameter('status', 'rest_not_in_enum', `status is not one of ${sentenceOf(settable)}.`);
}

function dated(refund: Refund): Refund & { modifiedAt: string } {
  return { ...refund, modifiedAt: refund.createdAt };
}

function decimals(shop: Shop, request: Request): number {
  const dp = text(request, 'dp');
  return dp !== undefined && /^\d$/.test(dp) ? Number(dp) : shop.state.settings.priceDecimals;
}

function isForced(request: Request): boolean {
  return ['true', '1'].includes(text(request, 'force') ?? '');
}
