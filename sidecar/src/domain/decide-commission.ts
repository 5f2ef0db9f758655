import type { IdKind, ReasonCode } from '@finders-fee/shared';
import type { AttributionContext, Verdict } from './attribute.ts';
import type { CommissionRecord, LedgerTransfer, OrderRecord } from './books.ts';
import type { Cause } from './describe-cause.ts';
import { freezeTerms, type ProgramTerms } from './freeze-terms.ts';
import { settle } from './settle.ts';
import { writeEntry } from './write-entry.ts';

export interface CommissionContext {
  affiliates: AttributionContext['affiliates'];
  programs: ReadonlyMap<string, ProgramTerms>;
  /** The store's days between an order and the day it can be paid. */
  holdDays: number;
  makeId: (kind: IdKind) => string;
}

interface CommissionToDecide {
  order: OrderRecord;
  affiliateId: string;
  /** The affiliate's coupon on the order; undefined once the order lost it. */
  verdict: Verdict | undefined;
  held: CommissionRecord | undefined;
  cause: Cause & { recordedAt: Date };
}

interface CommissionDecision {
  /** Undefined where the order never earned anything for this affiliate. */
  commission: CommissionRecord | undefined;
  transfers: LedgerTransfer[];
  reasons: ReasonCode[];
}

/** What one order is worth to one affiliate now, and the entries that bring the ledger there. */
export function decideCommission(input: CommissionToDecide, context: CommissionContext): CommissionDecision {
  const { order, verdict, held } = input;
  const start = held ?? openCommission(input, context);
  const { snapshot, exponent } = order;
  let reasons: ReasonCode[] = verdict?.reasons ?? ['no_coupon'];
  let settlement = settle(snapshot, start.terms, { exponent, reasons });
  if (reasons[0] === 'winner' && settlement.amountMinor === 0n) {
    reasons = [settlement.beforeRefundsMinor > 0n ? 'order_refunded' : 'zero_base'];
    settlement = settle(snapshot, start.terms, { exponent, reasons });
  }
  const { amountMinor, baseMinor, summary } = settlement;
  if (!held && amountMinor === 0n) return { commission: undefined, transfers: [], reasons };
  const { commission, transfers } = enter(start, amountMinor, input, context, reasons);
  const coupon = verdict ? { couponId: verdict.couponId, couponCode: verdict.couponCode } : {};
  const status = amountMinor === 0n ? 'reversed' : 'pending';
  return {
    commission: {
      ...commission,
      ...coupon,
      status,
      baseMinor,
      amountMinor,
      summary,
      placedAt: order.placedAt,
    },
    transfers,
    reasons,
  };
}

/** A commission before its first entry, its terms frozen from now on. */
function openCommission(
  { order, affiliateId, verdict, cause }: CommissionToDecide,
  context: CommissionContext,
): CommissionRecord {
  const program = context.programs.get(context.affiliates.get(affiliateId)?.programId ?? '');
  if (!program) throw new Error(`Affiliate ${affiliateId} has no program`);
  return {
    id: context.makeId('commission'),
    orderId: order.orderId,
    affiliateId,
    programId: program.programId,
    couponId: verdict?.couponId ?? null,
    couponCode: verdict?.couponCode ?? null,
    channel: 'coupon',
    status: 'pending',
    currency: order.currency,
    exponent: order.exponent,
    baseMinor: 0n,
    amountMinor: 0n,
    summary: { code: 'earned', values: {}, text: '' },
    ...freezeTerms(program, order.placedAt, context.holdDays),
    entriesCount: 0,
    placedAt: order.placedAt,
    recordedAt: cause.recordedAt,
  };
}

/** Amounts of two currencies are never compared: an order that changed its currency is reversed in the old one and earns anew. */
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
  const open = { ...closing.commission, currency, exponent };
  const reason = desiredMinor === 0n ? (reasons[0] ?? 'no_coupon') : reasonOf(open, cause);
  const entering = write(open, desiredMinor, reason);
  return { commission: entering.commission, transfers: [...closing.transfers, ...entering.transfers] };
}

function reasonOf({ entriesCount, amountMinor }: CommissionRecord, { change }: Cause): string {
  if (entriesCount === 0) return 'order_earning';
  return amountMinor === 0n && change === 'order_edited' ? 'order_earning_again' : change;
}
