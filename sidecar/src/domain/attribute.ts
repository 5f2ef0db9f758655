import type { ReasonCode } from '@finders-fee/shared';
import type { OrderSnapshot } from './order-snapshot.ts';

/** What is known beyond the order when deciding who earns on it. */
export interface AttributionContext {
  commissionsEnabled: boolean;
  couponIdByCode: ReadonlyMap<string, number>;
  /** Coupons that the store no longer has, or keeps in its trash. */
  deletedCoupons: ReadonlySet<number>;
  ownerships: ReadonlyMap<number, readonly OwnershipPeriod[]>;
  affiliates: ReadonlyMap<string, AffiliateState>;
}

/** `[validFrom, validTo)`, null open-ended. */
export interface OwnershipPeriod {
  affiliateId: string;
  validFrom: Date | null;
  validTo: Date | null;
}

export interface AffiliateState {
  active: boolean;
  programId: string;
  programActive: boolean;
}

/** What was decided about this order before. */
export interface PriorDecision {
  redemptions: readonly Pick<Verdict, 'couponId' | 'couponCode' | 'affiliateId' | 'reasons'>[];
  /** Affiliates who already have a commission on the order. */
  earners: ReadonlySet<string>;
}

/** One coupon of the order and whether it earns. `reasons` is `['winner']` for the one that does. */
export interface Verdict {
  position: number;
  couponId: number | null;
  couponCode: string;
  affiliateId: string | null;
  reasons: ReasonCode[];
}

/** What depends on a switch at the time of deciding, and therefore sticks once it was decided for a coupon of an order. */
const sticky: readonly ReasonCode[] = [
  'coupon_commissions_disabled',
  'affiliate_not_active',
  'program_paused',
];

/**
 * Who earns on an order, and why nobody else does: of the coupons whose owner may earn, the one applied last.
 * Owner is who owned the coupon when the order was placed, so later changes of ownership need no memory;
 * switches (a suspended affiliate, a paused program, the module) are looked at once per coupon and owner.
 */
export function attribute(
  snapshot: OrderSnapshot,
  context: AttributionContext,
  prior: PriorDecision,
): Verdict[] {
  const placedAt = new Date(snapshot.placedAt);
  const verdicts = snapshot.coupons.map((line, position): Verdict => {
    const couponId = line.couponId ?? context.couponIdByCode.get(line.code) ?? null;
    const affiliateId = couponId === null ? null : ownerAt(context.ownerships.get(couponId) ?? [], placedAt);
    const coupon = { position, couponId, couponCode: line.code, affiliateId };
    return { ...coupon, reasons: refusals(coupon, context, prior) };
  });
  const winner = verdicts.findLast(({ reasons }) => reasons.length === 0);
  return verdicts.map((verdict) => {
    if (verdict.reasons.length > 0) return verdict;
    return { ...verdict, reasons: [verdict === winner ? 'winner' : 'outranked'] };
  });
}

function ownerAt(periods: readonly OwnershipPeriod[], instant: Date): string | null {
  const period = periods.find(
    ({ validFrom, validTo }) => (!validFrom || validFrom <= instant) && (!validTo || instant < validTo),
  );
  return period?.affiliateId ?? null;
}

type OwnedCoupon = Omit<Verdict, 'reasons'>;

function refusals(coupon: OwnedCoupon, context: AttributionContext, prior: PriorDecision): ReasonCode[] {
  if (coupon.affiliateId === null) {
    const deleted = coupon.couponId !== null && context.deletedCoupons.has(coupon.couponId);
    return [deleted ? 'coupon_deleted' : 'coupon_unassigned'];
  }
  if (prior.earners.has(coupon.affiliateId)) return [];
  const before = prior.redemptions.find((redemption) => isSame(redemption, coupon));
  return before
    ? before.reasons.filter((reason) => sticky.includes(reason))
    : refusalsNow(coupon.affiliateId, context);
}

/** The same coupon of the same owner; a coupon that has been deleted and made anew is another one. */
function isSame(before: PriorDecision['redemptions'][number], coupon: OwnedCoupon): boolean {
  const sameCoupon = before.couponId === coupon.couponId && before.couponCode === coupon.couponCode;
  return sameCoupon && before.affiliateId === coupon.affiliateId;
}

function refusalsNow(
  affiliateId: string,
  { commissionsEnabled, affiliates }: AttributionContext,
): ReasonCode[] {
  const affiliate = affiliates.get(affiliateId);
  const found: ReasonCode[] = [];
  if (!commissionsEnabled) found.push('coupon_commissions_disabled');
  if (!affiliate?.active) found.push('affiliate_not_active');
  if (affiliate && !affiliate.programActive) found.push('program_paused');
  return found;
}
