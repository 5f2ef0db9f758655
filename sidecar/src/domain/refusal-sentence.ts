import type { ReasonCode, Sentence } from '@finders-fee/shared';

/** Statuses that say more than their reason does. */
const sentencesByStatus: Readonly<Record<string, { code: string; text: string }>> = {
  failed: { code: 'order_failed', text: 'Nothing: the payment failed' },
  trash: { code: 'order_trashed', text: 'Nothing: the order is in the trash' },
  deleted: { code: 'order_deleted', text: 'Nothing: the order was deleted in the store' },
};

const sentences: Readonly<Record<ReasonCode, (status: string) => string>> = {
  winner: () => 'Earns the commission of this order',
  outranked: () => 'Nothing: another coupon or link on the order earns',
  no_coupon: () => 'Nothing: the order no longer carries the coupon or code',
  link_expired: () => 'Nothing: the link was followed too long before the order',
  coupon_unassigned: () => 'Nothing: the coupon belonged to nobody when the order was placed',
  coupon_deleted: () => 'Nothing: the coupon belonged to nobody and is deleted in the store',
  affiliate_not_active: () => 'Nothing: the affiliate was not active when the order came',
  program_paused: () => 'Nothing: the program was paused when the order came',
  program_not_started: () => 'Nothing: the program had not started when the order came',
  program_ended: () => 'Nothing: the program had ended when the order came',
  program_deleted: () => 'Nothing: the program was deleted before the order came',
  below_minimum: () => 'Nothing: the order is below the minimum of the program',
  product_restricted: () => 'Nothing: the coupon is for none of the products ordered',
  excluded_product: () => 'Nothing: the program excludes what was ordered',
  other_currency: () => 'Nothing: the rate is for orders in another currency',
  self_referral: () => 'Held: the buyer looks like the affiliate',
  held_for_review: () => 'Held: waiting for a review',
  rejected: () => 'Nothing: rejected by the store',
  coupon_commissions_disabled: () => 'Nothing: commissions for coupons were switched off when the order came',
  order_not_paid: (status) => `Nothing yet: the order is not paid (${status})`,
  order_refunded: () => 'Nothing: the order is fully refunded',
  order_cancelled: () => 'Nothing: the order was cancelled',
  zero_base: () => 'Nothing: no part of the order counts for the commission',
};

/**
 * One sentence for a coupon or link that did not earn, by its first reason. `code` is the reason, or `order_failed`, `order_trashed`, `order_deleted`;
 * `values` hold the order's status.
 */
export function refusalSentence(reasons: readonly ReasonCode[], orderStatus: string): Sentence {
  const reason = reasons[0] ?? 'no_coupon';
  const values = { status: orderStatus };
  const closer =
    reason === 'order_not_paid' || reason === 'order_cancelled' ? sentencesByStatus[orderStatus] : undefined;
  return closer ? { ...closer, values } : { code: reason, values, text: sentences[reason](orderStatus) };
}
