import { z } from 'zod';
import { parseCoupon } from './parse-coupon.ts';
import { parseCustomer } from './parse-customer.ts';
import { isDraft, parseOrder } from './parse-order.ts';

/** What a webhook is about. Without payload: ask the store for the newest state. `refund` asks which order a deleted refund belonged to. */
export interface StoreMessage {
  resource: 'order' | 'coupon' | 'customer' | 'refund';
  resourceId: number;
  payload: string | null;
}

const storeId = z.number().int().positive().safe();
const head = z.object({ id: storeId, status: z.unknown().optional() });
const action = z.object({ action: z.string(), arg: storeId });

/** What the plugin subscribes to. */
const topics = new Set([
  'order.created',
  'order.updated',
  'order.deleted',
  'order.restored',
  'coupon.created',
  'coupon.updated',
  'coupon.deleted',
  'customer.created',
  'action.woocommerce_refund_deleted',
  'action.woocommerce_delete_order',
]);

/** The signature covers the body alone: a topic is whatever the sender wrote. */
export function isTopic(topic: string): boolean {
  return topics.has(topic);
}

/**
 * Reads a signed body. Undefined for what is understood and needs nothing: drafts, foreign topics, and the error objects
 * that WooCommerce signs and delivers in an order's place (they name no order; the poller finds it).
 */
export function readWebhook(topic: string, body: unknown): StoreMessage | undefined {
  const [resource, verb] = topic.split('.', 2);
  if (resource === 'action') {
    const event = action.safeParse(body);
    return event.success ? readAction(event.data.action, event.data.arg) : undefined;
  }
  const known = head.safeParse(body);
  if (!known.success) return undefined;
  const { id: resourceId, status } = known.data;
  if (resource === 'order') {
    if (typeof status === 'string' && isDraft({ status })) return undefined;
    return { resource, resourceId, payload: verb === 'deleted' ? null : payloadOf(parseOrder, body) };
  }
  if (resource === 'coupon')
    return { resource, resourceId, payload: verb === 'deleted' ? null : payloadOf(parseCoupon, body) };
  if (resource === 'customer' && verb !== 'deleted')
    return { resource, resourceId, payload: payloadOf(parseCustomer, body) };
  return undefined;
}

function readAction(hook: string, id: number): StoreMessage | undefined {
  if (hook === 'woocommerce_delete_order') return { resource: 'order', resourceId: id, payload: null };
  if (hook === 'woocommerce_refund_deleted') return { resource: 'refund', resourceId: id, payload: null };
  return undefined;
}

/** The reduced body as it is kept until it is worked off; null, so that the store is asked, when it cannot be read. */
function payloadOf(parse: (body: unknown) => unknown, body: unknown): string | null {
  try {
    return JSON.stringify(parse(body));
  } catch {
    return null;
  }
}
