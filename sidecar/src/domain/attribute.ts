import type { ReasonCode } from '@finders-fee/shared';
import type { OrderChannel, OrderRecord } from './books.ts';
import type { ProgramTerms } from './freeze-terms.ts';
import { codeAt, type CodePeriod } from './referral-code-periods.ts';
import { coversAnyLine } from './share-lines.ts';
import type { Restrictions } from './store-coupon.ts';

const dayMs = 24 * 3600_000;

/** What is known beyond the order when deciding who may earn on it. */
export interface AttributionContext {
  commissionsEnabled: boolean;
  couponIdByCode: ReadonlyMap<string, number>;
  /** Coupons that the store no longer has, or keeps in its trash. */
  deletedCoupons: ReadonlySet<number>;
  restrictions: ReadonlyMap<number, Restrictions | null>;
  ownerships: ReadonlyMap<number, readonly OwnershipPeriod[]>;
  affiliateByLink: ReadonlyMap<string, string>;
  /** Of the customers who have or had a permanent referral code. */
  referralCodes: ReadonlyMap<string, readonly CodePeriod[]>;
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
    'channel' | 'couponId' | 'couponCode' | 'affiliateId' | 'programId' | 'restrictions' | 'reasons'
  >[];
  /** Affiliates who already have a commission on the order. */
  earners: ReadonlySet<string>;
}

/**
 * One coupon of the order, the link that led to it, or the buyer's permanent referral code. `eligible`: its affiliate may earn with it;
 * `reasons` then says whether it does, else why it may not.
 */
export interface Verdict {
  position: number;
  channel: OrderChannel;
  couponId: number | null;
  /** Null for a link. */
  couponCode: string | null;
  affiliateId: string | null;
  /** By whose terms the affiliate earns on the order. */
  programId: string | null;
  restrictions: Restrictions | null;
  eligible: boolean;
  reasons: ReasonCode[];
}

/** What is to be known of an order to say who may earn on it. */
export type AttributedOrder = Pick<OrderRecord, 'snapshot' | 'customerId' | 'rules' | 'categories'>;

const ofCoupons: ReasonCode = 'coupon_commissions_disabled';

/** What depends on a switch at the time of deciding, and therefore sticks once it was decided for a coupon or link of an order. */
const sticky: readonly ReasonCode[] = [
  ofCoupons,
  'affiliate_not_active',
  'program_paused',
  'program_not_started',
  'program_ended',
  'program_deleted',
];

/**
 * Who may earn on an order: the owners of its coupons, then the affiliate whose link led to it, then the owner of the buyer's permanent
 * referral code. Owner is who owned a coupon when the order was placed, so later changes of ownership need no memory; switches (a suspended
 * affiliate, a paused program, the module) and what a coupon may discount are looked at once per coupon or link and affiliate, and so is the
 * program that the affiliate is in. Who of them does earn is for `settleVerdicts`.
 */
export function attribute(
  order: AttributedOrder,
  context: AttributionContext,
  prior: PriorDecision,
): Verdict[] {
  const verdicts = bringersOf(order, context).map((bringer) => judge(bringer, order, context, prior));
  const useful = verdicts.filter((verdict, index) => {
    const before = verdicts.slice(0, index).filter(({ channel }) => channel !== verdict.channel);
    return !before.some((earlier) => earns(earlier, verdict.affiliateId, order));
  });
  return useful.map((verdict, position) => ({ ...verdict, position }));
}

/** Who owned a coupon at an instant. */
export function ownerAt(periods: readonly OwnershipPeriod[], instant: Date): string | null {
  const period = periods.find(
    ({ validFrom, validTo }) => (!validFrom || validFrom <= instant) && (!validTo || instant < validTo),
  );
  return period?.affiliateId ?? null;
}

/** Something that names an affiliate on an order, or could. `own`: why it names nobody who could earn, whatever the affiliate's state. */
export type Bringer = Pick<Verdict, 'channel' | 'couponId' | 'couponCode' | 'affiliateId'> & {
  own: ReasonCode | null;
};

/** Everything on an order that can name an affiliate: coupons as they were applied, the link, the buyer's referral code. */
export function bringersOf(order: Omit<AttributedOrder, 'categories'>, context: BringingContext): Bringer[] {
  const { coupons } = order.snapshot;
  const named = coupons.map(({ couponId, code }) =>
    bringCoupon('coupon', { couponId, code }, order, context),
  );
  return [...named, ...bringLink(order, context), ...bringReferralCode(order, context)];
}

type BringingContext = Pick<
  AttributionContext,
  'couponIdByCode' | 'deletedCoupons' | 'ownerships' | 'affiliateByLink' | 'referralCodes'
>;

function bringCoupon(
  channel: 'coupon' | 'referral_code',
  named: { couponId: number | null; code: string },
  { snapshot: { placedAt } }: Pick<AttributedOrder, 'snapshot'>,
  { couponIdByCode, deletedCoupons, ownerships }: BringingContext,
): Bringer {
  const couponId = named.couponId ?? couponIdByCode.get(named.code) ?? null;
  const affiliateId = couponId === null ? null : ownerAt(ownerships.get(couponId) ?? [], new Date(placedAt));
  const isDeleted = couponId !== null && deletedCoupons.has(couponId);
  const nobody = isDeleted ? 'coupon_deleted' : 'coupon_unassigned';
  return {
    channel,
    couponId,
    couponCode: named.code,
    affiliateId,
    own: affiliateId === null ? nobody : null,
  };
}

/** A link of nobody leaves no trace: other sites put a `ref` of their own into addresses. */
function bringLink(
  { snapshot, rules }: Pick<AttributedOrder, 'snapshot' | 'rules'>,
  { affiliateByLink }: BringingContext,
): Bringer[] {
  const { click, placedAt } = snapshot;
  const affiliateId = affiliateByLink.get(click?.linkCode ?? '');
  if (click === null || affiliateId === undefined || rules.linkDays === 0) return [];
  const age = new Date(placedAt).getTime() - new Date(click.clickedAt).getTime();
  const own = age > rules.linkDays * dayMs ? 'link_expired' : null;
  return [{ channel: 'link', couponId: null, couponCode: null, affiliateId, own }];
}

/** The code as the buyer had it before this order; a coupon of the order says as much itself. */
function bringReferralCode(order: Omit<AttributedOrder, 'categories'>, context: BringingContext): Bringer[] {
  const { snapshot, rules, customerId } = order;
  if (!rules.payPermanentCode) return [];
  const carried = codeAt(context.referralCodes.get(customerId ?? '') ?? [], snapshot);
  if (carried === null || snapshot.coupons.some(({ code }) => code === carried.code)) return [];
  return [bringCoupon('referral_code', carried, order, context)];
}

function judge(
  { own, ...bringer }: Bringer,
  { snapshot: { placedAt } }: AttributedOrder,
  context: AttributionContext,
  prior: PriorDecision,
): Omit<Verdict, 'position'> {
  const before =
    prior.redemptions.find((redemption) => isSame(redemption, bringer)) ?? inPlaceOf(bringer, prior);
  const known = bringer.couponId === null ? undefined : context.restrictions.get(bringer.couponId);
  // Only a coupon that was applied is bound to what it discounts.
  const restrictions = bringer.channel === 'coupon' ? (before ? before.restrictions : (known ?? null)) : null;
  const reasons =
    own === null ? refusals(bringer, { before, prior, placedAt: new Date(placedAt) }, context) : [own];
  const current = context.affiliates.get(bringer.affiliateId ?? '')?.programId ?? null;
  const programId = before?.programId ?? current;
  return { ...bringer, programId, restrictions, eligible: reasons.length === 0, reasons };
}

/** Whether the affiliate may earn by this already, so that another channel of theirs has nothing to add. */
function earns(
  { eligible, affiliateId, restrictions }: Omit<Verdict, 'position'>,
  whose: string | null,
  { snapshot, categories }: AttributedOrder,
): boolean {
  return eligible && affiliateId === whose && coversAnyLine(snapshot, restrictions, categories);
}

type Before = PriorDecision['redemptions'][number] | undefined;

function refusals(
  { channel, affiliateId }: Omit<Bringer, 'own'>,
  { before, prior, placedAt }: { before: Before; prior: PriorDecision; placedAt: Date },
  context: AttributionContext,
): ReasonCode[] {
  if (affiliateId === null || goesOn({ channel, affiliateId }, prior)) return [];
  if (before) return before.reasons.filter((reason) => sticky.includes(reason));
  // The switch is about coupons; links have one of their own.
  const commissionsEnabled = channel === 'link' || context.commissionsEnabled;
  const found = refusalsNow(affiliateId, placedAt, { ...context, commissionsEnabled });
  return prior.earners.has(affiliateId) ? found.filter((reason) => reason === ofCoupons) : found;
}

/** Who earns on the order goes on, whatever became of them; who does by a link does not earn by a coupon while coupons are switched off. */
function goesOn(
  { channel, affiliateId }: Pick<Verdict, 'channel'> & { affiliateId: string },
  { earners, redemptions }: PriorDecision,
): boolean {
  if (!earners.has(affiliateId)) return false;
  const own = redemptions.filter((one) => one.affiliateId === affiliateId && one.channel !== 'link');
  return channel === 'link' || own.some(({ reasons }) => !reasons.includes(ofCoupons));
}

/** The same coupon or link of the same affiliate; a coupon that has been deleted and made anew is another one. */
function isSame(before: PriorDecision['redemptions'][number], bringer: Omit<Bringer, 'own'>): boolean {
  return (
    before.channel === bringer.channel &&
    before.couponId === bringer.couponId &&
    before.couponCode === bringer.couponCode &&
    before.affiliateId === bringer.affiliateId
  );
}

/** A coupon may have left nothing to add to its affiliate's own link or code, and then speaks for them once it is taken off. */
function inPlaceOf({ channel, affiliateId }: Omit<Bringer, 'own'>, { redemptions }: PriorDecision): Before {
  if (channel === 'coupon') return undefined;
  return redemptions.find(
    (one) =>
      one.channel === 'coupon' &&
      one.affiliateId === affiliateId &&
      !one.reasons.some((reason) => sticky.includes(reason)),
  );
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
