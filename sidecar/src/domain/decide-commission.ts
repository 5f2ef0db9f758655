import type { CommissionStatus, IdKind, ReasonCode, Sentence, Terms } from '@finders-fee/shared';
import type { AttributionContext, Verdict } from './attribute.ts';
import type { CommissionRecord, LedgerTransfer, OrderRecord, Stage } from './books.ts';
import type { Cause } from './describe-cause.ts';
import {
  couponRules,
  freezeTerms,
  type OwnRates,
  type ProgramTerms,
  type RateVersion,
} from './freeze-terms.ts';
import type { SalesPart } from './part-sales.ts';
import { refusalSentence } from './refusal-sentence.ts';
import type { Settlement } from './settle-order.ts';
import { writeEntry } from './write-entry.ts';

const dayMs = 24 * 3600_000;

export interface CommissionContext {
  affiliates: AttributionContext['affiliates'];
  programs: ReadonlyMap<string, ProgramTerms>;
  affiliateRates: ReadonlyMap<string, readonly RateVersion[]>;
  couponRates: ReadonlyMap<number, readonly RateVersion[]>;
  /** The store's days between an order and the day it can be paid. */
  holdDays: number;
  /** `${orderId} ${affiliateId}` where the buyer looks like the affiliate. */
  selfReferrals: ReadonlySet<string>;
  makeId: (kind: IdKind) => string;
}

/** What an affiliate was promised for an order. */
export interface Promised {
  affiliateId: string;
  programId: string;
  terms: Terms;
  holdDays: number;
}

interface CommissionToDecide {
  order: OrderRecord;
  promised: Promised;
  settlement: Settlement;
  /** The coupon or link that brought it; undefined once the order lost it. */
  verdict: Verdict | undefined;
  /** Its part of the order's sales; undefined where it won no line. */
  part: SalesPart | undefined;
  held: CommissionRecord | undefined;
  cause: Cause & { recordedAt: Date };
}

/** Of an order that is worth nothing, whether or not it ever was: reports say the same whenever it was first seen. */
const noPart: SalesPart = { salesMinor: 0n, discountMinor: 0n };

interface CommissionDecision {
  affiliateId: string;
  /** Of the coupon or link that brought it. */
  position: number | undefined;
  /** Undefined where the order never earned anything for this affiliate. */
  commission: CommissionRecord | undefined;
  transfers: LedgerTransfer[];
  reasons: ReasonCode[];
}

type OwnVerdict = Pick<Verdict, 'affiliateId' | 'programId' | 'couponId' | 'couponCode'>;

/** Freezes an affiliate's terms for an order. Undefined for an affiliate who is unknown to the context. */
export function promise(
  affiliateId: string,
  { placedAt }: Pick<OrderRecord, 'placedAt'>,
  verdicts: readonly OwnVerdict[],
  context: Pick<CommissionContext, 'programs' | 'affiliateRates' | 'couponRates' | 'holdDays'>,
): Promised | undefined {
  const own = verdicts.find((verdict) => verdict.affiliateId === affiliateId);
  const program = context.programs.get(own?.programId ?? '');
  if (!program) return undefined;
  const coupons = couponsOf(affiliateId, verdicts, context.couponRates);
  const rates = { affiliate: context.affiliateRates.get(affiliateId) ?? [], coupons };
  const frozen = freezeTerms(program, rates, { placedAt, holdDays: context.holdDays });
  return { affiliateId, programId: program.programId, ...frozen };
}

/**
 * The same promise, with the rates of coupons that came to the order later. Those were agreed before the order was placed,
 * so it makes no difference when the coupon came.
 */
export function promiseMore(
  promised: Promised & Pick<OrderRecord, 'placedAt'>,
  verdicts: readonly OwnVerdict[],
  { couponRates }: Pick<CommissionContext, 'couponRates'>,
): Promised {
  const { affiliateId, terms, placedAt } = promised;
  const known = new Set(terms.rates.map((rule) => rule.coupon_code));
  const coupons = couponsOf(affiliateId, verdicts, couponRates).filter(({ code }) => !known.has(code));
  const rates = couponRules(coupons, placedAt);
  return rates.length === 0
    ? promised
    : { ...promised, terms: { ...terms, rates: [...rates, ...terms.rates] } };
}

/** An affiliate's coupons on the order, with the rates they ever had. */
function couponsOf(
  affiliateId: string,
  verdicts: readonly OwnVerdict[],
  couponRates: CommissionContext['couponRates'],
): OwnRates['coupons'] {
  return verdicts.flatMap(({ affiliateId: whose, couponId, couponCode }) =>
    whose !== affiliateId || couponCode === null
      ? []
      : [{ code: couponCode, versions: couponId === null ? [] : (couponRates.get(couponId) ?? []) }],
  );
}

/** What one order is worth to one affiliate now, and the entries that bring the ledger there. */
export function decideCommission(input: CommissionToDecide, context: CommissionContext): CommissionDecision {
  const { order, promised, settlement, verdict, held, part } = input;
  const { affiliateId } = promised;
  const wins = part !== undefined && verdict?.reasons[0] === 'winner';
  const reasons: ReasonCode[] =
    wins && settlement.zeroReason !== null ? [settlement.zeroReason] : (verdict?.reasons ?? ['no_coupon']);
  const decision = { affiliateId, position: verdict?.position };
  if (!held && settlement.exact.numerator <= 0n)
    return { ...decision, commission: undefined, transfers: [], reasons };
  const start = { ...(held ?? openCommission(input, context)), ...promised };
  const desiredMinor = settlement.amountMinor;
  const { commission, transfers } = enter(start, desiredMinor, input, context, reasons);
  const bringer = verdict
    ? { channel: verdict.channel, couponId: verdict.couponId, couponCode: verdict.couponCode }
    : {};
  return {
    ...decision,
    commission: {
      ...commission,
      ...bringer,
      ...(part && settlement.exact.numerator > 0n ? part : noPart),
      status: statusOf(commission.stage, desiredMinor),
      baseMinor: settlement.baseMinor,
      summary: summaryOf(commission.stage, settlement, order.status),
      placedAt: order.placedAt,
      payableAt: new Date(order.placedAt.getTime() + promised.holdDays * dayMs),
    },
    transfers,
    reasons: reasons[0] === 'winner' ? ['winner', ...commission.reviewReasons] : reasons,
  };
}

export function statusOf(stage: Stage, amountMinor: bigint): CommissionStatus {
  if (stage === 'rejected') return 'rejected';
  return amountMinor === 0n ? 'reversed' : stage;
}

/** What a commission in this stage says of itself: a rejected one says so, whatever its order is worth. */
export function summaryOf(
  stage: Stage,
  { summary }: Pick<Settlement, 'summary'>,
  orderStatus: string,
): Sentence {
  return stage === 'rejected' ? refusalSentence(['rejected'], orderStatus) : summary;
}

/** A commission before its first entry. */
function openCommission(
  { order, promised, verdict, cause }: CommissionToDecide,
  context: CommissionContext,
): CommissionRecord {
  const isOwn = context.selfReferrals.has(`${order.orderId} ${promised.affiliateId}`);
  const stage = isOwn ? 'held' : 'pending';
  return {
    ...promised,
    id: context.makeId('commission'),
    orderId: order.orderId,
    offlineSaleId: null,
    couponId: verdict?.couponId ?? null,
    couponCode: verdict?.couponCode ?? null,
    channel: verdict?.channel ?? 'coupon',
    status: stage,
    stage,
    reviewReasons: isOwn ? ['held_for_review', 'self_referral'] : [],
    reviewNote: null,
    currency: order.currency,
    exponent: order.exponent,
    baseMinor: 0n,
    amountMinor: 0n,
    paidMinor: 0n,
    salesMinor: 0n,
    discountMinor: 0n,
    summary: { code: 'earned', values: {}, text: '' },
    entriesCount: 0,
    placedAt: order.placedAt,
    payableAt: order.placedAt,
    recordedAt: cause.recordedAt,
  };
}

/**
 * Amounts of two currencies are never compared: an order that changed its currency is reversed in the old one and earns anew,
 * whatever was paid of it in the old one.
 */
function enter(
  start: CommissionRecord,
  desiredMinor: bigint,
  { order, cause }: CommissionToDecide,
  { makeId }: CommissionContext,
  reasons: ReasonCode[],
): { commission: CommissionRecord; transfers: LedgerTransfer[] } {
  const { currency, exponent } = order;
  const sameCurrency = start.currency === currency && start.exponent === exponent;
  const write = (from: CommissionRecord, to: bigint, reason: string) => {
    const occurredAt = from.entriesCount === 0 ? cause.earnedAt : cause.occurredAt;
    const entry = writeEntry(from, to, { reason, occurredAt, recordedAt: cause.recordedAt, makeId });
    const commission = { ...from, amountMinor: to, entriesCount: from.entriesCount + (entry ? 1 : 0) };
    return { commission, transfers: entry ? [entry] : [] };
  };
  const closing = sameCurrency ? { commission: start, transfers: [] } : write(start, 0n, 'currency_changed');
  const anew = sameCurrency
    ? {}
    : { paidMinor: 0n, stage: start.stage === 'paid' ? ('pending' as const) : start.stage };
  const open = { ...closing.commission, ...anew, currency, exponent };
  const reason = desiredMinor === 0n ? (reasons[0] ?? 'no_coupon') : reasonOf(open, cause);
  const entering = write(open, desiredMinor, reason);
  return { commission: entering.commission, transfers: [...closing.transfers, ...entering.transfers] };
}

function reasonOf({ entriesCount, amountMinor }: CommissionRecord, { change }: Cause): string {
  if (entriesCount === 0) return 'order_earning';
  return amountMinor === 0n && change === 'order_edited' ? 'order_earning_again' : change;
}
