/** An order that can give a customer their referral code: it is or was paid, and carries a coupon. */
export interface CodeGivingOrder {
  orderId: number;
  placedAt: Date;
  /** The code of the coupon that was applied first. */
  code: string;
}

/** The permanent code of a customer as it stands. */
export interface ReferralCode {
  referralCode: string | null;
  referralCodeSetAt: Date | null;
  referralCodeOrderId: number | null;
  referralCodeSource: 'first_order' | 'typed' | 'administrator' | null;
}

/**
 * The first coupon of the order placed first stays with the customer, whatever order the news arrives in (contract §5).
 * A change by an administrator outranks everything. Where no order gives a code any more, the code stays: a refund does not take it away.
 */
export function decideReferralCode(now: ReferralCode, candidates: readonly CodeGivingOrder[]): ReferralCode {
  if (now.referralCodeSource === 'administrator') return now;
  const [first] = [...candidates].sort(byPlacing);
  if (!first) return now;
  return {
    referralCode: first.code,
    referralCodeSetAt: first.placedAt,
    referralCodeOrderId: first.orderId,
    referralCodeSource: 'first_order',
  };
}

/** Of two customers who turn out to be one, the code that outranks: an administrator's word, also "none", then the one of the order placed first. */
export function olderReferralCode(kept: ReferralCode, merged: ReferralCode): ReferralCode {
  if (kept.referralCodeSource === 'administrator') return kept;
  if (merged.referralCodeSource === 'administrator') return merged;
  if (merged.referralCode === null) return kept;
  if (kept.referralCode === null) return merged;
  return byPlacing(placing(kept), placing(merged)) <= 0 ? kept : merged;
}

function placing({ referralCodeSetAt, referralCodeOrderId }: ReferralCode) {
  return { placedAt: referralCodeSetAt ?? new Date(0), orderId: referralCodeOrderId ?? 0 };
}

type Placing = Pick<CodeGivingOrder, 'placedAt' | 'orderId'>;

function byPlacing(a: Placing, b: Placing): number {
  return a.placedAt.getTime() - b.placedAt.getTime() || a.orderId - b.orderId;
}
