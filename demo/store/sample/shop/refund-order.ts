import { compare, isZero, sum } from '@finders-fee/shared';
import { amount, negative, raw, rounded } from '../amount.ts';
import type { Order, Refund, RefundLine } from '../state.ts';
import { StoreError } from '../store-error.ts';
import { addRefund } from './add-refund.ts';
import { moveOrder } from './move-order.ts';
import { remainingOf } from './order-totals.ts';
import { now, type Shop } from './shop.ts';

/** A refund as REST asks for it: `line_items[] {id, quantity, refund_total, refund_tax[] {id, refund_total}}`, figures positive. */
export interface RefundRequest {
  amount?: unknown;
  reason?: string;
  lineItems: {
    id: number;
    quantity: number;
    refundTotal: unknown;
    refundTax: { rateId: number; total: unknown }[];
  }[];
  refundedBy: number;
}

/**
 * Refunds a part of an order or all of it (`wc_create_refund`). The order changes, and is `refunded` once nothing is left of it.
 * Throws 500 when more is asked for than is left, as WooCommerce does.
 */
export function refundOrder(shop: Shop, order: Order, request: RefundRequest): Refund {
  const decimals = shop.state.settings.priceDecimals;
  const lines = request.lineItems.flatMap((line) => refundLine(order, line));
  const byLines = negative(
    sum(lines.flatMap((line) => [amount(line.total), ...line.taxes.map((tax) => amount(tax.total))])),
  );
  const isGiven = request.amount !== undefined && request.amount !== null;
  const value = isGiven ? amount(request.amount) : byLines;
  if (value.numerator < 0n) {
    throw new StoreError(
      'woocommerce_rest_invalid_order_refund',
      'Refund amount must be greater than zero.',
      400,
      400,
    );
  }
  const left = rounded(remainingOf(order, decimals), decimals);
  if (compare(value, left) > 0) {
    throw new StoreError('woocommerce_rest_cannot_create_order_refund', 'Invalid refund amount.', 500, 500);
  }
  const isPartial =
    compare(value, left) < 0 || (request.lineItems.length > 0 && keepsFreePieces(order, request));
  const refund = addRefund(shop, order, {
    amount: !isGiven && request.lineItems.length === 0 ? '' : raw(value),
    reason: request.reason ?? '',
    lines,
    refundedBy: request.refundedBy,
  });
  if (!isPartial) moveOrder(shop, order, 'refunded');
  order.modifiedAt = now(shop);
  shop.announce('order.updated', order.id);
  return refund;
}

/** Takes a refund back. The order does not change, and WooCommerce tells nobody; `isInAdmin` is the button in wp-admin, which does. */
export function deleteRefund(shop: Shop, order: Order, refundId: number, isInAdmin = false): Refund {
  const index = order.refunds.findIndex((refund) => refund.id === refundId);
  const [refund] = index < 0 ? [] : order.refunds.splice(index, 1);
  if (!refund) throw new StoreError('woocommerce_rest_shop_order_refund_invalid_id', 'Invalid ID.', 404);
  shop.announceToPlugin('action.woocommerce_refund_deleted', refund.id);
  shop.announceToPlugin('order.updated', order.id);
  if (isInAdmin) shop.announce('action.woocommerce_refund_deleted', refund.id);
  return refund;
}

/** An order with something free in it is not refunded before every piece came back, whatever its money. */
function keepsFreePieces(order: Order, { lineItems }: RefundRequest): boolean {
  const pieces = (lines: { quantity: number }[]) =>
    lines.reduce((count, { quantity }) => count + quantity, 0);
  const refunded = order.refunds.flatMap(({ lines }) => lines.filter(({ kind }) => kind === 'line'));
  // Quantities of refunded lines are negative.
  const left = Math.abs(pieces(order.lines) + pieces(refunded)) - pieces(lineItems);
  return order.lines.some((line) => isZero(amount(line.total))) && left > 0;
}

function refundLine(
  order: Order,
  request: RefundRequest['lineItems'][number],
): Omit<RefundLine, 'id' | 'metaId'>[] {
  const kinds = { line: order.lines, shipping: order.shippingLines, fee: order.feeLines } as const;
  const total = amount(request.refundTotal ?? 0);
  const isNothing = (value: unknown) => ['', '0', 'undefined', 'null'].includes(String(value));
  if (request.quantity === 0 && isNothing(request.refundTotal) && request.refundTax.length === 0) return [];
  for (const kind of ['line', 'shipping', 'fee'] as const) {
    if (!kinds[kind].some((item) => item.id === request.id)) continue;
    return [
      {
        kind,
        refundedItemId: request.id,
        quantity: kind === 'line' ? -request.quantity : 0,
        total: raw(negative(total)),
        taxes: request.refundTax
          .filter((part) => !isNothing(part.total))
          .map(({ rateId, total: part }) => ({ rateId, total: raw(negative(amount(part))) })),
      },
    ];
  }
  return [];
}
