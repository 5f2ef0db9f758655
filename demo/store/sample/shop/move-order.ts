import { printed } from '../amount.ts';
import type { Order } from '../state.ts';
import { addRefund } from './add-refund.ts';
import { isSameCouponCode } from './coupon-code.ts';
import { remainingOf } from './order-totals.ts';
import { now, type Shop } from './shop.ts';

const usingStatuses = ['pending', 'processing', 'on-hold', 'completed'];
const notUsingStatuses = ['cancelled', 'failed', 'trash'];

/**
 * Gives an order another status with all that WooCommerce lets follow: dates of payment and completion, the coupons' usage counts,
 * and the refund of what is left when the status is set to `refunded` by hand. Announces nothing.
 */
export function moveOrder(shop: Shop, order: Order, status: string): void {
  const isChange = order.status !== status;
  order.status = status;
  if (!isChange) return;
  if (status === 'completed') order.completedAt = now(shop);
  if (!order.paidAt && isPaid(order)) order.paidAt = now(shop);
  countUsage(shop, order);
  if (status === 'refunded') refundRest(shop, order);
}

/** Coupons count an order once, and not while it is cancelled, failed or in the trash (`wc_update_coupon_usage_counts`). */
export function countUsage(shop: Shop, order: Order): void {
  const counts = usingStatuses.includes(order.status);
  if (order.usageRecorded === counts || (!counts && !notUsingStatuses.includes(order.status))) return;
  for (const { code } of order.couponLines) changeUsage(shop, order, code, counts);
  order.usageRecorded = counts;
}

export function changeUsage(shop: Shop, order: Order, code: string, isMore: boolean): void {
  const coupon = shop.state.coupons.find(
    (candidate) => candidate.status === 'publish' && isSameCouponCode(candidate.code, code),
  );
  if (!coupon) return;
  const user = order.customerId ? String(order.customerId) : (order.billing['email'] ?? '').toLowerCase();
  coupon.usageCount = Math.max(0, coupon.usageCount + (isMore ? 1 : -1));
  if (isMore && user !== '') coupon.usedBy.push(user);
  const index = isMore ? -1 : coupon.usedBy.indexOf(user);
  if (index >= 0) coupon.usedBy.splice(index, 1);
}

/** Cash on delivery is paid only when the order is completed. */
function isPaid(order: Order): boolean {
  return order.status === 'completed' || (order.status === 'processing' && order.paymentMethod !== 'cod');
}

function refundRest(shop: Shop, order: Order): void {
  const { priceDecimals } = shop.state.settings;
  const rest = remainingOf(order, priceDecimals);
  if (rest.numerator <= 0n) return;
  addRefund(shop, order, {
    amount: printed(rest, priceDecimals),
    reason: 'Order fully refunded.',
    lines: [],
  });
}
