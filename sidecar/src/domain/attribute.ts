import type { ReasonCode } from '@finders-fee/shared';
import type { ProgramTerms } from './freeze-terms.ts';
import type { OrderSnapshot } from './order-snapshot.ts';
import type { Restrictions } from './store-coupon.ts';

/** What is known beyond the order when deciding who may earn on it. */
export interface AttributionContext {
  commissionsEnabled: boolean;
  couponIdByCode: ReadonlyMap<string, number>;
  /** Coupons that the store no longer has, or keeps in its trash. */
  deletedCoupons: ReadonlySet<number>;
  restrictions: ReadonlyMap<number, Restrictions | null>;
  ownerships: ReadonlyMap<number, readonly OwnershipPeriod[]>;
  affiliates: ReadonlyMap<string, AffiliateState>;
  programs: ReadonlyMap<string, ProgramTerms>;
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
}

/** What was decided about this order before. */
export interface PriorDecision {
  redemptions: readonly Pick<
    Verdict,
    'couponId' | 'couponCode' | 'affiliateId' | 'programId' | 'restrictions' | 'reasons'
  >[];
  /** Affiliates who already have a commission on the order. */
  earners: ReadonlySet<string>;
}

/** One coupon of the order. `eligible`: its owner may earn with it; `reasons` then says whether it does, else why it may not. */
export interface Verdict {
  position: number;
  couponId: number | null;
  couponCode: string;
  affiliateId: string | null;
  /** By whose terms the affiliate earns on the order. */
  programId: string | null;
  restrictions: Restrictions | null;
  eligible: boolean;
  reasons: ReasonCode[];
}

/** What depends on a switch at the time of deciding, and therefore sticks once it was decided for a coupon of an order. */
const sticky: readonly ReasonCode[] = [
  'coupon_commissions_disabled',
  'affiliate_not_active',
  'program_paused',
  'program_not_started',
  'program_ended',
  'program_deleted',
];

/**
 * Whose coupons the order carries, and which of them may earn. Owner is who owned the coupon when the order was placed, so later changes of
 * ownership need no memory; switches (a suspended affiliate, a paused program, the module) and what the coupon may discount are looked at once
 * per coupon and owner, and so is the program that the owner is in.
 */
export function attribute(
  snapshot: OrderSnapshot,
  context: AttributionContext,
  prior: PriorDecision,
): Verdict[] {
  const placedAt = new Date(snapshot.placedAt);
  return snapshot.coupons.map((line, position): Verdict => {
    const couponId = line.couponId ?? context.couponIdByCode.get(line.code) ?? null;
    const affiliateId = couponId === null ? null : ownerAt(context.ownerships.get(couponId) ?? [], placedAt);
    const coupon = { position, couponId, couponCode: line.code, affiliateId };
    const before = prior.redemptions.find((redemption) => isSame(redemption, coupon));
    const restrictions = before
      ? before.restrictions
      : ((couponId === null ? null : context.restrictions.get(couponId)) ?? null);
    const reasons = refusals(coupon, { before, prior, placedAt }, context);
    const current = context.affiliates.get(affiliateId ?? '')?.programId ?? null;
    const programId = before?.programId ?? current;
    return { ...coupon, programId, restrictions, eligible: reasons.length === 0, reasons };
  });
}

/** Who owned a coupon at an instant. */
export function ownerAt(periods: readonly OwnershipPeriod[], instant: Date): string | null {
  const period = periods.find(
    ({ validFrom, validTo }) => (!validFrom || validFrom <= instant) && (!validTo || instant < validTo),
  );
  return period?.affiliateId ?? null;
}

type OwnedCoupon = Pick<Verdict, 'position' | 'couponId' | 'couponCode' | 'affiliateId'>;
type Before = PriorDecision['redemptions'][number] | undefined;

function refusals(
  coupon: OwnedCoupon,
  { before, prior, placedAt }: { before: Before; prior: PriorDecision; placedAt: Date },
  context: AttributionContext,
): ReasonCode[] {
  if (coupon.affiliateId === null) {
    const deleted = coupon.couponId !== null && context.deletedCoupons.has(coupon.couponId);
    return [deleted ? 'coupon_deleted' : 'coupon_unassigned'];
  }
  if (prior.earners.has(coupon.affiliateId)) return [];
  return before
    ? before.reasons.filter((reason) => sticky.includes(reason))
    : refusalsNow(coupon.affiliateId, placedAt, context);
}

/** The same coupon of the same owner; a coupon that has been deleted and made anew is another one. */
function isSame(before: PriorDecision['redemptions'][number], coupon: OwnedCoupon): boolean {
  const sameCoupon = before.couponId === coupon.couponId && before.couponCode === coupon.couponCode;
  return sameCoupon && before.affiliateId === coupon.affiliateId;
}

/** Why nobody may earn with a coupon of this affiliate on a sale of that instant, as things stand; empty when somebody may. */
export function refusalsNow(
  affiliateId: string,
  placedAt: Date,
  {
    commissionsEnabled,
    affiliates,
    programs,
  }: Pick<AttributionContext, 'commissionsEnabled' | 'affiliates' | 'programs'>,
): ReasonCode[] {
  const affiliate = affiliates.get(affiliateId);
  const found: ReasonCode[] = [];
  if (!commissionsEnabled) found.push('coupon_commissions_disabled');
  if (!affiliate?.active) found.push('affiliate_not_active');
  const program = programs.get(affiliate?.programId ?? '');
  if (program) found.push(...refusalsOfProgram(program, placedAt));
  return found;
}

function refusalsOfProgram(
  { status, deleted, startsAt, endsAt }: ProgramTerms,
  placedAt: Date,
): ReasonCode[] {
  if (deleted) return ['program_deleted'];
  const found: ReasonCode[] = [];
  if (status === 'paused') found.push('program_paused');
  if (startsAt !== null && placedAt < startsAt) found.push('program_not_started');
  if (endsAt !== null && placedAt >= endsAt) found.push('program_ended');
  return found;
}
