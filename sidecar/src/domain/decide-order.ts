import { isDeepStrictEqual } from 'node:util';
import { parseDecimal, toMinor, type ReasonCode } from '@finders-fee/shared';
import { attribute, type AttributionContext, type Verdict } from './attribute.ts';
import type { CommissionRecord, LedgerTransfer, OrderBooks, OrderRecord, Redemption } from './books.ts';
import { describeCause } from './describe-cause.ts';
import { decideCommission, type CommissionContext } from './decide-commission.ts';
import { describeOrder, type DescribingContext, type OrderToDecide } from './describe-order.ts';
import { refusalOfStatus } from './order-status.ts';

/** What the decision needs beyond the order: settings, owners, programs, the store's currency, the present, and who makes ids. */
export interface DecisionContext extends AttributionContext, CommissionContext, DescribingContext {
  /** Whether customers keep the first coupon of their first order. */
  referralCodes: boolean;
}

/** Everything to be written about one order; rows that are as they were are not among them. */
export interface OrderDecision {
  order: OrderRecord;
  redemptions: Redemption[];
  /** How many coupons the order has now: rows at this position and beyond go. */
  redemptionsCount: number;
  commissions: CommissionRecord[];
  transfers: LedgerTransfer[];
}

/** Pure: the same state, books and context give the same decision, but for the ids of new rows. */
export function decideOrder(input: OrderToDecide, context: DecisionContext): OrderDecision {
  const { state, before } = input;
  const order = describeOrder(input, context);
  const verdicts = standAt(order, attribute(state.snapshot, context, priorOf(before)), context);
  const cause = { ...describeCause(state, before?.order, context.now), recordedAt: context.now };
  const commissions = earnersOf(verdicts, before).map((affiliateId) => {
    const held = before?.commissions.find((commission) => commission.affiliateId === affiliateId);
    const verdict = bringer(verdicts, affiliateId);
    return { verdict, held, ...decideCommission({ order, affiliateId, verdict, held, cause }, context) };
  });
  const redemptions = verdicts.map((verdict): Redemption => {
    const own = commissions.find((decided) => decided.verdict === verdict);
    const held = before?.redemptions.find(({ position }) => position === verdict.position);
    const discount = state.snapshot.coupons[verdict.position]?.discount ?? '0';
    return {
      ...verdict,
      id: held?.id ?? context.makeId('redemption'),
      orderId: order.orderId,
      commissionId: own?.commission?.id ?? null,
      discountMinor: toMinor(parseDecimal(discount), order.exponent),
      reasons: own?.reasons ?? verdict.reasons,
      placedAt: order.placedAt,
    };
  });
  return {
    order,
    redemptions: changed(redemptions, before?.redemptions ?? []),
    redemptionsCount: redemptions.length,
    commissions: changed(
      commissions.flatMap(({ commission }) => commission ?? []),
      before?.commissions ?? [],
    ),
    transfers: commissions.flatMap(({ transfers }) => transfers),
  };
}

function priorOf(before: OrderBooks | undefined) {
  return {
    redemptions: before?.redemptions ?? [],
    earners: new Set(before?.commissions.map(({ affiliateId }) => affiliateId)),
  };
}

/** The winner of an order that does not earn at present wins nothing; the order's own reason says why. */
function standAt(order: OrderRecord, verdicts: Verdict[], { earningStatuses }: DecisionContext): Verdict[] {
  const refusal = refusalOfStatus(order.status, earningStatuses);
  if (!refusal) return verdicts;
  return verdicts.map((verdict) =>
    isWinner(verdict.reasons) ? { ...verdict, reasons: [refusal] } : verdict,
  );
}

/** Whom the order may pay, or has paid before. */
function earnersOf(verdicts: Verdict[], before: OrderBooks | undefined): string[] {
  const winners = verdicts
    .filter(({ reasons }) => isWinner(reasons))
    .flatMap(({ affiliateId }) => affiliateId ?? []);
  return [...new Set([...(before?.commissions.map(({ affiliateId }) => affiliateId) ?? []), ...winners])];
}

/** Of an affiliate's coupons on the order, the one that a commission belongs to: the winner, else the last. */
function bringer(verdicts: Verdict[], affiliateId: string): Verdict | undefined {
  const own = verdicts.filter((verdict) => verdict.affiliateId === affiliateId);
  return own.find(({ reasons }) => isWinner(reasons)) ?? own.at(-1);
}

function isWinner(reasons: readonly ReasonCode[]): boolean {
  return reasons[0] === 'winner';
}

function changed<T extends { id: string }>(rows: T[], before: T[]): T[] {
  const held = new Map(before.map((row) => [row.id, row]));
  return rows.filter((row) => !isDeepStrictEqual(row, held.get(row.id)));
}
