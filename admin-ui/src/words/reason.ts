import { __, sprintf } from '@wordpress/i18n';
import type { ReasonCode } from '@finders-fee/shared';
import { pageConfig } from '../config.ts';
import { orderStatus } from './status.ts';

type RefusalCode = ReasonCode | 'order_failed' | 'order_trashed' | 'order_deleted';

/** Why a coupon or link on an order earned nothing, one sentence for each code of the closed list; undefined for another code. */
export function refusalSentence(code: string, status: string): string | undefined {
  const sentences: Record<RefusalCode, string> = {
    winner: __('Earns the commission of this order', 'finders-fee'),
    outranked: __('Nothing: another coupon or link on the order earns', 'finders-fee'),
    no_coupon: __('Nothing: the order no longer carries the coupon or code', 'finders-fee'),
    link_expired: __('Nothing: the link was followed too long before the order', 'finders-fee'),
    coupon_unassigned: __('Nothing: the coupon belonged to nobody when the order was placed', 'finders-fee'),
    coupon_deleted: __('Nothing: the coupon belonged to nobody and is deleted in the store', 'finders-fee'),
    affiliate_not_active: __('Nothing: the affiliate was not active when the order came', 'finders-fee'),
    program_paused: __('Nothing: the program was paused when the order came', 'finders-fee'),
    program_not_started: __('Nothing: the program had not started when the order came', 'finders-fee'),
    program_ended: __('Nothing: the program had ended when the order came', 'finders-fee'),
    program_deleted: __('Nothing: the program was deleted before the order came', 'finders-fee'),
    below_minimum: __('Nothing: the order is below the minimum of the program', 'finders-fee'),
    product_restricted: __('Nothing: the coupon is for none of the products ordered', 'finders-fee'),
    excluded_product: __('Nothing: the program excludes what was ordered', 'finders-fee'),
    other_currency: __('Nothing: the rate is for orders in another currency', 'finders-fee'),
    self_referral: __('Held: the buyer looks like the affiliate', 'finders-fee'),
    held_for_review: __('Held: waiting for a review', 'finders-fee'),
    rejected: __('Nothing: rejected by the store', 'finders-fee'),
    coupon_commissions_disabled: __(
      'Nothing: commissions for coupons were switched off when the order came',
      'finders-fee',
    ),
    order_not_paid: sprintf(
      /* translators: %s: WooCommerce's name of the order's status */
      __('Nothing yet: the order is not paid (%s)', 'finders-fee'),
      orderStatus(status, pageConfig().orderStatuses),
    ),
    order_refunded: __('Nothing: the order is fully refunded', 'finders-fee'),
    order_cancelled: __('Nothing: the order was cancelled', 'finders-fee'),
    zero_base: __('Nothing: no part of the order counts for the commission', 'finders-fee'),
    order_failed: __('Nothing: the payment failed', 'finders-fee'),
    order_trashed: __('Nothing: the order is in the trash', 'finders-fee'),
    order_deleted: __('Nothing: the order was deleted in the store', 'finders-fee'),
  };
  return (sentences as Record<string, string>)[code];
}
