/** Why a coupon or link on an order did or did not earn. Closed list; the pages hold one translated sentence for each. */
export const reasonCodes = [
  'winner',
  'outranked',
  'no_coupon',
  'link_expired',
  'coupon_unassigned',
  'coupon_deleted',
  'affiliate_not_active',
  'program_paused',
  'program_not_started',
  'program_ended',
  'program_deleted',
  'below_minimum',
  'product_restricted',
  'excluded_product',
  'other_currency',
  'self_referral',
  'held_for_review',
  'rejected',
  'coupon_commissions_disabled',
  'order_not_paid',
  'order_refunded',
  'order_cancelled',
  'zero_base',
] as const;

export type ReasonCode = (typeof reasonCodes)[number];
