import { clickMetaKey, clickPattern, isDecimal } from '@finders-fee/shared';
import { z } from 'zod';
import type { Buyer } from '../domain/arrival.ts';
import { phoneKey } from '../domain/identity-keys.ts';
import type { Click, OrderSnapshot, Refund } from '../domain/order-snapshot.ts';

/**
 * Plugins leave some amounts empty, some print numbers, and WooCommerce prints a refund without an amount as a mere minus.
 * One step and not a union, since an order has dozens of these.
 */
const decimal = z.unknown().transform((value, context) => {
  const digits = value === '' || value === '-' ? '0' : String(value);
  if (typeof value !== 'object' && isDecimal(digits)) return digits;
  context.addIssue('A decimal number');
  return z.NEVER;
});
const text = (length: number) =>
  z
    .string()
    .nullish()
    .transform((value) => (value ?? '').slice(0, length));
const storeId = z.int().min(0);
/** WooCommerce prints UTC without `Z`. */
const instant = z.iso.datetime({ local: true, precision: 0 });

const extraLine = z.object({ id: storeId, name: text(200), total: decimal, total_tax: decimal });
/** Before WooCommerce puts a name to a shipping line it is called by its method. */
const shippingLine = z.object({ id: storeId, method_title: text(200), total: decimal, total_tax: decimal });

/** Of what other plugins keep beside an order or a coupon, these entries alone. */
const metaData = (...keys: string[]) =>
  z
    .array(z.object({ key: z.string(), value: z.unknown() }))
    .default([])
    .transform((entries) => entries.filter((entry) => keys.includes(entry.key)));

/** Nobody's telephone number is kept, not even until its order is worked off: in its place stands its hash. */
const billingSchema = z
  .object({
    email: text(254),
    first_name: text(100),
    last_name: text(100),
    phone: text(100),
    phone_hash: z.string().length(64).nullish(),
  })
  .transform(({ phone, phone_hash: hash, ...billing }) => ({
    ...billing,
    phone_hash: hash ?? phoneKey(phone),
  }));

const orderSchema = z.object({
  id: storeId.min(1),
  number: z.union([z.string(), z.number()]).transform((value) => String(value).slice(0, 100)),
  status: z.string().min(1).max(40),
  currency: z.string().length(3),
  date_created_gmt: instant.nullable(),
  date_modified_gmt: instant.nullable(),
  date_paid_gmt: instant.nullish().transform((value) => value ?? null),
  created_via: text(100),
  customer_id: storeId,
  total: decimal,
  billing: billingSchema.prefault({}),
  line_items: z.array(
    z.object({
      id: storeId,
      name: text(200),
      product_id: storeId.nullish().transform((value) => value ?? 0),
      variation_id: storeId.nullish().transform((value) => value ?? 0),
      quantity: z.number(),
      subtotal: decimal,
      subtotal_tax: decimal,
      total: decimal,
      total_tax: decimal,
    }),
  ),
  shipping_lines: z.array(shippingLine).default([]),
  fee_lines: z.array(extraLine).default([]),
  coupon_lines: z
    .array(
      z.object({
        id: storeId,
        code: z.string().max(255),
        discount: decimal,
        meta_data: metaData('coupon_info', 'coupon_data'),
      }),
    )
    .default([]),
  meta_data: metaData(clickMetaKey),
  refunds: z.array(z.object({ id: storeId, total: decimal })).default([]),
});

/** An order as `wc/v3` shows it, reduced to what the books and the buyer's row need: no address, no payment. */
export type StoreOrder = z.infer<typeof orderSchema>;

/** What to ask the store for, and no more. */
export const orderFields = Object.keys(orderSchema.shape).join(',');

/** Statuses of orders that are no orders yet. */
const draftStatuses = new Set(['checkout-draft', 'auto-draft', 'draft', 'new']);

/** Throws ZodError when the body is no order that can be read. */
export function parseOrder(body: unknown): StoreOrder {
  return orderSchema.parse(body);
}

export function isDraft(order: Pick<StoreOrder, 'status'>): boolean {
  return draftStatuses.has(order.status);
}

/** The order without its buyer. `refunds` come with their lines from a list of their own. */
export function toSnapshot(order: StoreOrder, refunds: Refund[]): OrderSnapshot {
  return {
    orderId: order.id,
    number: order.number,
    status: order.status,
    currency: order.currency.toUpperCase(),
    placedAt: placedAtOf(order),
    modifiedAt: modifiedAtOf(order),
    paidAt: order.date_paid_gmt === null ? null : inUtc(order.date_paid_gmt),
    createdVia: order.created_via,
    customerUserId: order.customer_id,
    total: order.total,
    lines: order.line_items.map((line) => ({
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
    shipping: order.shipping_lines.map((line) => ({
      itemId: line.id,
      name: line.method_title,
      total: line.total,
      totalTax: line.total_tax,
    })),
    fees: order.fee_lines.map((line) => ({
      itemId: line.id,
      name: line.name,
      total: line.total,
      totalTax: line.total_tax,
    })),
    coupons: order.coupon_lines.map((line) => ({
      couponId: couponIdOf(line.meta_data),
      code: line.code,
      discount: line.discount,
    })),
    click: clickOf(order.meta_data),
    refunds,
  };
}

export function placedAtOf(order: Pick<StoreOrder, 'date_created_gmt' | 'date_modified_gmt'>): string {
  return inUtc(order.date_created_gmt ?? modifiedAtOf(order));
}

/** Orders that were imported past WooCommerce may have no date. */
export function modifiedAtOf(order: Pick<StoreOrder, 'date_created_gmt' | 'date_modified_gmt'>): string {
  return inUtc(order.date_modified_gmt ?? order.date_created_gmt ?? '1970-01-01T00:00:00');
}

export function toBuyer(order: StoreOrder): Buyer {
  const { email, first_name: first, last_name: last, phone_hash: phoneHash } = order.billing;
  return {
    userId: order.customer_id,
    email: email || null,
    name: `${first} ${last}`.trim(),
    phoneHash,
  };
}

/** True when the stored refunds are the ones the order names: then their lines need not be asked for again. */
export function hasSameRefunds(order: Pick<StoreOrder, 'refunds'>, stored: Refund[]): boolean {
  const named = order.refunds.map((refund) => `${refund.id} ${unsigned(refund.total)}`).sort();
  const known = stored.map((refund) => `${refund.refundId} ${unsigned(refund.amount)}`).sort();
  return named.length === known.length && named.every((refund, index) => refund === known[index]);
}

/** `coupon_info` (WooCommerce ≥ 8.7) is JSON that begins with the coupon's id, 0 for a virtual coupon; `coupon_data` an object with an `id`. */
function couponIdOf(meta: { key: string; value: unknown }[]): number | null {
  for (const { value } of meta) {
    const parsed: unknown = typeof value === 'string' ? parseJson(value) : value;
    const id: unknown = Array.isArray(parsed) ? parsed[0] : (parsed as { id?: unknown } | null)?.id;
    if (Number.isSafeInteger(Number(id)) && Number(id) > 0) return Number(id);
  }
  return null;
}

/** The buyer's browser had it, so anything may be in it: what is no click is none. */
function clickOf(meta: StoreOrder['meta_data']): Click | null {
  const [, linkCode, seconds] = clickPattern.exec(String(meta.at(-1)?.value)) ?? [];
  if (linkCode === undefined) return null;
  return { linkCode, clickedAt: `${new Date(Number(seconds) * 1000).toISOString().slice(0, 19)}Z` };
}

function parseJson(value: string): unknown {
  try {
    return JSON.parse(value);
  } catch {
    return null;
  }
}

function inUtc(wooInstant: string): string {
  return wooInstant.endsWith('Z') ? wooInstant : `${wooInstant}Z`;
}

function unsigned(amount: string): string {
  return amount.replace(/^-/, '') || '0';
}
