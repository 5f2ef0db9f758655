import { isDeepStrictEqual } from 'node:util';
import { parseDecimal, toMinor } from '@finders-fee/shared';
import { attribute, type AttributionContext, type PriorDecision, type Verdict } from './attribute.ts';
import type { CommissionRecord, LedgerTransfer, OrderBooks, OrderRecord, Redemption } from './books.ts';
import { changeOfTotals, contributionsOf, type TotalsDelta } from './contributions.ts';
import { changeOfUses, usesOf, type CouponUses } from './coupon-uses.ts';
import {
  decideCommission,
  promise,
  promiseMore,
  type CommissionContext,
  type Promised,
} from './decide-commission.ts';
import { describeCause } from './describe-cause.ts';
import { describeOrder, type DescribingContext, type OrderToDecide } from './describe-order.ts';
import { refusalOfStatus } from './order-status.ts';
import { partSales } from './part-sales.ts';
import { settleVerdicts, type Claimant } from './settle-books.ts';
import type { LineShare } from './share-lines.ts';

/** What the decision needs beyond the order: settings, owners, programs, the store's currency, the present, and who makes ids. */
export interface DecisionContext extends AttributionContext, CommissionContext, DescribingContext {
  /** Whether customers keep the first coupon of their first order. */
  keepsFirstCoupon: boolean;
  /** The store's, for the days of the totals. */
  timeZone: string;
}

/** Everything to be written about one order; rows that are as they were are not among them. */
export interface OrderDecision {
  order: OrderRecord;
  redemptions: Redemption[];
  /** How many coupons and links the order has now: rows at this position and beyond go. */
  redemptionsCount: number;
  commissions: CommissionRecord[];
  transfers: LedgerTransfer[];
  totals: TotalsDelta[];
  uses: CouponUses[];
}

/** Pure: the same state, books and context give the same decision, but for the ids of new rows. */
export function decideOrder(input: OrderToDecide, context: DecisionContext): OrderDecision {
  const { state, before } = input;
  const described = describeOrder(input, context);
  const attributed = attribute(described, context, priorOf(input));
  const promises = promisesOf(described, attributed, input, context);
  const claimants = new Map<string, Claimant>(
    [...promises].map(([id, { terms }]) => [id, { terms, rejected: isRejected(id, before) }]),
  );
  const { verdicts, shares, settlements } = settleVerdicts(described, attributed, claimants);
  const order = { ...described, counts: countsNow(described, shares) };
  const winners = new Set(shares.map(({ affiliateId }) => affiliateId));
  const parts = partSales(state.snapshot, shares, { ...order, affiliateIds: [...winners] });
  const cause = { ...describeCause(input, before?.order, context.now), recordedAt: context.now };
  const decided = [...promises].flatMap(([affiliateId, promised]) => {
    const settlement = settlements.get(affiliateId);
    if (!settlement) return [];
    const held = before?.commissions.find((commission) => commission.affiliateId === affiliateId);
    const verdict = bringerOf(affiliateId, verdicts, settlement.mainPosition);
    const part = parts.get(affiliateId);
    return [decideCommission({ order, promised, settlement, verdict, part, held, cause }, context)];
  });
  const redemptions = verdicts.map((verdict): Redemption => {
    const own = decided.find(({ affiliateId }) => affiliateId === verdict.affiliateId);
    const held = before?.redemptions.find(({ position }) => position === verdict.position);
    const discount = state.snapshot.coupons[verdict.position]?.discount ?? '0';
    const wins = verdict.reasons[0] === 'winner';
    return {
      ...verdict,
      id: held?.id ?? context.makeId('redemption'),
      orderId: order.orderId,
      commissionId: own?.position === verdict.position ? (own.commission?.id ?? null) : null,
      discountMinor: toMinor(parseDecimal(discount), order.exponent),
      reasons: wins ? (own?.reasons ?? verdict.reasons) : verdict.reasons,
      placedAt: order.placedAt,
    };
  });
  const commissions = decided.flatMap(({ commission }) => commission ?? []);
  return {
    order,
    redemptions: changed(redemptions, before?.redemptions ?? []),
    redemptionsCount: redemptions.length,
    commissions: changed(commissions, before?.commissions ?? []),
    transfers: decided.flatMap(({ transfers }) => transfers),
    totals: changeOfTotals(
      before ? totalsOf(before, context.timeZone) : [],
      totalsOf({ order, redemptions, commissions }, context.timeZone),
    ),
    uses: changeOfUses(before ? usesOf(before) : [], usesOf({ order, redemptions })),
  };
}

/** What an order's books add to the totals. */
export function totalsOf({ order, redemptions, commissions }: OrderBooks, timeZone: string): TotalsDelta[] {
  return contributionsOf({ ...order, couponCode: lastCouponOf(redemptions) }, commissions, timeZone);
}

/** The coupon applied last, which the totals name where no commission does. */
export function lastCouponOf(redemptions: readonly Redemption[]): string | null {
  return redemptions.findLast(({ channel }) => channel === 'coupon')?.couponCode ?? null;
}

function countsNow(
  { snapshot, rules }: Pick<OrderRecord, 'snapshot' | 'rules'>,
  shares: readonly LineShare[],
): boolean {
  const isBrought = snapshot.coupons.length > 0 || shares.length > 0;
  return isBrought && refusalOfStatus(snapshot.status, rules.earningStatuses) === null;
}

/** With today's rules nothing that was decided before is remembered. */
function priorOf({ before, anew }: OrderToDecide): PriorDecision {
  if (anew) return { redemptions: [], earners: new Set() };
  return {
    redemptions: before?.redemptions ?? [],
    earners: new Set(before?.commissions.map(({ affiliateId }) => affiliateId)),
  };
}

/** The terms of everybody who may earn on the order or already has a commission on it, by affiliate id. */
function promisesOf(
  order: Pick<OrderRecord, 'placedAt'>,
  verdicts: readonly Verdict[],
  { before, anew }: OrderToDecide,
  context: DecisionContext,
): Map<string, Promised> {
  const held = new Map(before?.commissions.map((commission) => [commission.affiliateId, commission]));
  const today = { placedAt: context.now };
  const eligible = verdicts.flatMap(({ eligible: may, affiliateId }) =>
    may && affiliateId !== null ? [affiliateId] : [],
  );
  return new Map(
    [...new Set([...eligible, ...held.keys()])].map((affiliateId) => {
      const known = held.get(affiliateId);
      const promised =
        known && !anew
          ? promiseMore(known, verdicts, context)
          : (promise(affiliateId, anew ? today : order, verdicts, context) ?? known);
      if (!promised) throw new Error(`Affiliate ${affiliateId} has no program`);
      return [affiliateId, promised];
    }),
  );
}

function isRejected(affiliateId: string, before: OrderBooks | undefined): boolean {
  return (
    before?.commissions.some((held) => held.affiliateId === affiliateId && held.stage === 'rejected') ?? false
  );
}

/** Of what brought an affiliate to the order, the one that a commission belongs to: the one that won most, else the last. */
function bringerOf(
  affiliateId: string,
  verdicts: readonly Verdict[],
  mainPosition: number | null,
): Verdict | undefined {
  const own = verdicts.filter((verdict) => verdict.affiliateId === affiliateId);
  return own.find(({ position }) => position === mainPosition) ?? own.at(-1);
}

function changed<T extends { id: string }>(rows: T[], before: T[]): T[] {
  const held = new Map(before.map((row) => [row.id, row]));
  return rows.filter((row) => !isDeepStrictEqual(row, held.get(row.id)));
}
