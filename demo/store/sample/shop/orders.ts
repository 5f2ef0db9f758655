import { randomBytes } from 'node:crypto';
import { textOf } from '../posted.ts';
import type { Meta, Order } from '../state.ts';
import { StoreError } from '../store-error.ts';
import { capFees, numberTaxes, setCoupons, setFeeLines, setLines, setShippingLines } from './edit-order.ts';
import { countUsage, moveOrder } from './move-order.ts';
import { findUser, nextId, now, type Shop } from './shop.ts';

export const orderStatuses = [
  'pending',
  'processing',
  'on-hold',
  'completed',
  'cancelled',
  'refunded',
  'failed',
  'checkout-draft',
];

/** Drafts are not announced as new, and `any` does not find them. */
export const draftStatuses = ['checkout-draft', 'auto-draft'];

type Posted = Record<string, unknown>;

/**
 * Makes an order from what REST or the checkout posts. Throws as WooCommerce does; a refused coupon leaves the order behind
 * as a `checkout-draft`, whose id is in the refusal.
 */
export function createOrder(shop: Shop, posted: Posted, createdVia = 'rest-api'): Order {
  const order = emptyOrder(shop, createdVia);
  shop.state.orders.set(order.id, order);
  try {
    edit(shop, order, posted);
  } catch (error) {
    if (!(error instanceof StoreError) || error.code !== 'woocommerce_rest_invalid_coupon') {
      shop.state.orders.delete(order.id);
      throw error;
    }
    order.status = 'checkout-draft';
    order.modifiedAt = now(shop);
    throw new StoreError(error.code, error.message, 400, { status: 400, new_draft_order_id: order.id });
  }
  order.modifiedAt = now(shop);
  if (posted['set_paid'] === true && !order.paidAt) moveOrder(shop, order, 'processing');
  countUsage(shop, order);
  shop.announce('order.created', order.id);
  shop.announce('order.updated', order.id);
  return order;
}

/** What an order would be, worked out and thrown away: the cart. Throws when a coupon cannot be used. */
export function previewOrder(shop: Shop, posted: Posted): Order {
  const counters = { ...shop.state.counters };
  try {
    const order = emptyOrder(shop, 'checkout');
    edit(shop, order, posted);
    return order;
  } finally {
    shop.state.counters = counters;
  }
}

/** Changes an order. WooCommerce announces a draft that becomes an order as created, and a step out of the trash not at all. */
export function updateOrder(shop: Shop, order: Order, posted: Posted): Order {
  const before = order.status;
  edit(shop, order, posted);
  order.modifiedAt = now(shop);
  if (posted['set_paid'] === true && !order.paidAt) moveOrder(shop, order, 'processing');
  const wasDraft = draftStatuses.includes(before) && !draftStatuses.includes(order.status);
  if (before === 'trash' && order.status !== 'trash') shop.announceToPlugin('order.updated', order.id);
  else shop.announce(wasDraft ? 'order.created' : 'order.updated', order.id);
  return order;
}

export function trashOrder(shop: Shop, order: Order): void {
  if (order.status === 'trash') {
    throw new StoreError('woocommerce_rest_already_trashed', 'The shop_order has already been deleted.', 410);
  }
  order.statusBeforeTrash = order.status;
  moveOrder(shop, order, 'trash');
  order.modifiedAt = now(shop);
  shop.announce('order.deleted', order.id);
}

/** Takes an order out of the trash, as the list in wp-admin does. */
export function restoreOrder(shop: Shop, order: Order): void {
  moveOrder(shop, order, order.statusBeforeTrash ?? 'pending');
  order.statusBeforeTrash = null;
  order.modifiedAt = now(shop);
  shop.announce('order.restored', order.id);
}

/** Gone for good, refunds too. No topic of WooCommerce's own tells. */
export function deleteOrder(shop: Shop, order: Order): void {
  shop.state.orders.delete(order.id);
  shop.announce('action.woocommerce_delete_order', order.id);
}

function edit(shop: Shop, order: Order, posted: Posted): void {
  setPlainFields(shop, order, posted);
  const list = (name: string) => (Array.isArray(posted[name]) ? (posted[name] as Posted[]) : undefined);
  const [lines, shipping, fees, coupons] = ['line_items', 'shipping_lines', 'fee_lines', 'coupon_lines'].map(
    list,
  );
  if (lines) setLines(shop, order, lines);
  if (shipping) setShippingLines(shop, order, shipping);
  if (fees) setFeeLines(shop, order, fees);
  if (lines || shipping || fees) capFees(shop, order);
  numberTaxes(shop, order);
  if (coupons) setCoupons(shop, order, coupons.map(couponCode));
  if (posted['status'] !== undefined) moveOrder(shop, order, textOf(posted['status']));
}

function setPlainFields(shop: Shop, order: Order, posted: Posted): void {
  const customerId = Number(posted['customer_id'] ?? order.customerId);
  const user = findUser(shop, customerId);
  if (customerId !== 0 && !user) {
    throw new StoreError('woocommerce_rest_invalid_customer_id', 'Customer ID is invalid.', 400);
  }
  order.customerId = customerId;
  for (const name of ['billing', 'shipping'] as const) {
    const posting = posted[name];
    if (posting && typeof posting === 'object')
      order[name] = { ...order[name], ...(posting as Record<string, string>) };
  }
  if (user && !order.billing['email']) order.billing = { ...order.billing, email: user.email };
  const texts = {
    customer_note: 'customerNote',
    payment_method: 'paymentMethod',
    payment_method_title: 'paymentMethodTitle',
    transaction_id: 'transactionId',
    currency: 'currency',
  } as const;
  for (const [field, name] of Object.entries(texts) as [
    keyof typeof texts,
    (typeof texts)[keyof typeof texts],
  ][]) {
    if (typeof posted[field] === 'string') order[name] = posted[field];
  }
  if (Array.isArray(posted['meta_data'])) setMeta(shop, order, posted['meta_data'] as Partial<Meta>[]);
}

/** What has an id is changed by it, else by its key, of which there is then one; null takes it away (`WC_Data::update_meta_data`). */
function setMeta(shop: Shop, order: Order, posted: Partial<Meta>[]): void {
  for (const { id, key = '', value } of posted) {
    const known = order.metaData.find((meta) => (id ? meta.id === id : meta.key === key));
    const isGone = (meta: Meta) =>
      meta === known ? (value ?? null) === null : meta.key === key && (!id || !known);
    order.metaData = order.metaData.filter((meta) => !isGone(meta));
    if (known) Object.assign(known, { key, value });
    else if ((value ?? null) !== null) order.metaData.push({ id: nextId(shop, 'meta'), key, value });
  }
}

function couponCode(item: Posted): string {
  if (item['id'])
    throw new StoreError('woocommerce_rest_coupon_item_id_readonly', 'Coupon item ID is readonly.', 400);
  const code = typeof item['code'] === 'string' ? item['code'].trim() : '';
  if (code === '') throw new StoreError('woocommerce_rest_invalid_coupon', 'Coupon code is required.', 400);
  return code;
}

function emptyOrder(shop: Shop, createdVia: string): Order {
  return {
    id: nextId(shop, 'post'),
    status: 'pending',
    statusBeforeTrash: null,
    currency: shop.state.settings.currency,
    createdAt: now(shop),
    modifiedAt: now(shop),
    paidAt: null,
    completedAt: null,
    customerId: 0,
    key: `wc_order_${randomBytes(7).toString('hex').slice(0, 13)}`,
    createdVia,
    customerNote: '',
    paymentMethod: '',
    paymentMethodTitle: '',
    transactionId: '',
    billing: {},
    shipping: {},
    lines: [],
    shippingLines: [],
    feeLines: [],
    couponLines: [],
    taxItems: [],
    refunds: [],
    usageRecorded: false,
    metaData: [],
  };
}
