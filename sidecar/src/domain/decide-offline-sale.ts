import {
  formatMinor,
  formatRatio,
  parseDecimal,
  toMinor,
  type ErrorCode,
  type ReasonCode,
  type Terms,
} from '@finders-fee/shared';
import { ownerAt, refusalsNow, type AttributionContext, type OwnershipPeriod } from './attribute.ts';
import type { CommissionRecord, LedgerTransfer } from './books.ts';
import { contributionsOf, type TotalsDelta } from './contributions.ts';
import { promise, type CommissionContext, type Promised } from './decide-commission.ts';
import { normalizeCode, offlineSnapshot, placedOn, type OfflineSale, type ToldSale } from './offline-sale.ts';
import { resolveRate } from './resolve-rate.ts';
import { saleSentence, type SaleSentence } from './sale-sentence.ts';
import { settleOfflineSale } from './settle-books.ts';
import { writeEntry } from './write-entry.ts';

const dayMs = 24 * 3600_000;

/** What is known beyond the sale. */
export interface OfflineContext
  extends
    Pick<
      AttributionContext,
      'commissionsEnabled' | 'couponIdByCode' | 'deletedCoupons' | 'ownerships' | 'affiliates' | 'programs'
    >,
    Pick<CommissionContext, 'affiliateRates' | 'couponRates' | 'holdDays' | 'makeId'> {
  /** The day with which a coupon's end begins. */
  expiresOn: ReadonlyMap<number, string | null>;
  timeZone: string;
  now: Date;
}

export interface RecordedSale {
  sale: OfflineSale;
  commission: CommissionRecord;
  transfers: LedgerTransfer[];
  totals: TotalsDelta[];
}

/** `field`: which part of the sale would have to be another one. */
export interface SaleRefusal {
  code: ErrorCode;
  field: 'coupon_code' | 'amount' | 'order_reference' | 'sold_on' | 'currency';
  sentence: SaleSentence;
}

/** The books of one sale, or why it earns nothing and is not recorded. Owner is who owned the coupon on that day, or first if nobody had owned it yet. */
export function decideOfflineSale(
  told: ToldSale,
  batchId: string | null,
  context: OfflineContext,
): RecordedSale | { refusal: SaleRefusal } {
  const placedAt = placedOn(told.soldOn, context);
  const found = findOwner(told, placedAt, context);
  if ('refusal' in found) return found;
  const { couponId, affiliateId } = found;
  const [reason] = refusalsNow(affiliateId, placedAt, context);
  if (reason) return conflict('coupon_code', sayReason(reason, told));
  const programId = context.affiliates.get(affiliateId)?.programId ?? null;
  const coupon = { affiliateId, programId, couponId, couponCode: told.couponCode };
  const promised = promise(affiliateId, { placedAt }, [coupon], context);
  if (!promised) throw new Error(`Affiliate ${affiliateId} has no program`);
  const sale: OfflineSale = {
    ...told,
    id: context.makeId('offlineSale'),
    batchId,
    couponId,
    affiliateId,
    placedAt,
    status: 'recorded',
    recordedAt: context.now,
  };
  const refusal = refusalOfTerms(sale, promised.terms);
  return refusal ? { refusal } : record(sale, promised, context);
}

function findOwner(
  { couponCode, soldOn }: ToldSale,
  placedAt: Date,
  { couponIdByCode, deletedCoupons, expiresOn, ownerships }: OfflineContext,
): { couponId: number; affiliateId: string } | { refusal: SaleRefusal } {
  const couponId = idOf(couponCode, couponIdByCode);
  if (couponId === undefined) {
    const sentence = saleSentence('coupon_unknown', { coupon: couponCode });
    return { refusal: { code: 'invalid_request', field: 'coupon_code', sentence } };
  }
  const periods = ownerships.get(couponId) ?? [];
  const affiliateId = ownerAt(periods, placedAt) ?? firstOwner(periods, placedAt);
  if (affiliateId === null) {
    const code = deletedCoupons.has(couponId) ? 'coupon_of_nobody_deleted' : 'coupon_of_nobody';
    return conflict('coupon_code', saleSentence(code, { coupon: couponCode, day: soldOn }));
  }
  const end = expiresOn.get(couponId) ?? null;
  if (end !== null && soldOn >= end)
    return conflict('sold_on', saleSentence('coupon_expired', { coupon: couponCode, end }));
  return { couponId, affiliateId };
}

/** Codes are compared as WooCommerce does, whatever letters the coupon was made with. */
function idOf(code: string, idByCode: ReadonlyMap<string, number>): number | undefined {
  const exact = idByCode.get(code);
  if (exact !== undefined) return exact;
  return [...idByCode].find(([known]) => normalizeCode(known) === code)?.[1];
}

/** Of a coupon that nobody had owned yet by then: what we know of its owners began later than the sale. */
function firstOwner(periods: readonly OwnershipPeriod[], placedAt: Date): string | null {
  const [first] = [...periods].sort((a, b) => (a.validFrom?.getTime() ?? 0) - (b.validFrom?.getTime() ?? 0));
  return first && first.validFrom !== null && placedAt < first.validFrom ? first.affiliateId : null;
}

/** What stands in the terms themselves: a minimum, and a rate that makes something of this sale. */
function refusalOfTerms(sale: OfflineSale, terms: Terms): SaleRefusal | undefined {
  const { currency, exponent, amountMinor } = sale;
  const { minimum, program_name: program } = terms;
  if (minimum !== null && (minimum.currency ?? currency) === currency) {
    const values = { program, least: minimum.amount, currency };
    const least = toMinor(parseDecimal(minimum.amount), exponent);
    if (amountMinor === null) return needsAmount(saleSentence('minimum_needs_amount', values));
    if (amountMinor < least)
      return { code: 'conflict', field: 'amount', sentence: saleSentence('below_minimum', values) };
  }
  const rule = resolveRate(
    terms,
    { couponCode: sale.couponCode, product: null },
    { currency, categories: {} },
  );
  if (!rule) {
    const sentence = saleSentence('no_rate_for_currency', { program, currency });
    return { code: 'conflict', field: 'currency', sentence };
  }
  if (rule.rate.type !== 'percent' || amountMinor !== null) return undefined;
  return needsAmount(saleSentence('percentage_needs_amount', { rate: rule.rate.value }));
}

function needsAmount(sentence: SaleSentence): SaleRefusal {
  return { code: 'invalid_request', field: 'amount', sentence };
}

function record(
  sale: OfflineSale,
  promised: Promised,
  { makeId, timeZone, now }: OfflineContext,
): RecordedSale | { refusal: SaleRefusal } {
  const opened = openCommission(sale, promised, makeId('commission'));
  const { amountMinor, baseMinor, summary } = settleOfflineSale(offlineSnapshot(sale), opened);
  if (amountMinor <= 0n) {
    const least = formatRatio({ numerator: 1n, denominator: 10n ** BigInt(sale.exponent) }, sale.exponent);
    const amount = formatMinor(sale.amountMinor ?? 0n, sale.exponent);
    const values = { amount, currency: sale.currency, least };
    return conflict('amount', saleSentence('commission_too_small', values));
  }
  const cause = { reason: 'offline_sale', occurredAt: sale.placedAt, recordedAt: now, makeId };
  const entry = writeEntry(opened, amountMinor, cause);
  const commission = { ...opened, amountMinor, baseMinor, summary, entriesCount: entry ? 1 : 0 };
  return {
    sale,
    commission,
    transfers: entry ? [entry] : [],
    totals: totalsOf(sale, commission, timeZone),
  };
}

function openCommission(sale: OfflineSale, promised: Promised, id: string): CommissionRecord {
  const { currency, exponent, couponId, couponCode, placedAt, recordedAt } = sale;
  return {
    ...promised,
    id,
    orderId: null,
    offlineSaleId: sale.id,
    couponId,
    couponCode,
    channel: 'offline',
    status: 'pending',
    stage: 'pending',
    reviewReasons: [],
    reviewNote: null,
    currency,
    exponent,
    baseMinor: 0n,
    amountMinor: 0n,
    paidMinor: 0n,
    salesMinor: sale.amountMinor ?? 0n,
    discountMinor: 0n,
    summary: { code: 'earned', values: {}, text: '' },
    payableAt: new Date(placedAt.getTime() + promised.holdDays * dayMs),
    entriesCount: 0,
    placedAt,
    recordedAt,
  };
}

/** What a sale adds to the totals of its day; nothing once it was undone. */
export function totalsOf(sale: OfflineSale, commission: CommissionRecord, timeZone: string): TotalsDelta[] {
  const { placedAt, currency, exponent, couponCode, amountMinor, status } = sale;
  const counted = {
    placedAt,
    currency,
    exponent,
    couponCode,
    salesMinor: amountMinor ?? 0n,
    discountMinor: 0n,
  };
  return contributionsOf({ ...counted, counts: status === 'recorded' }, [commission], timeZone);
}

function conflict(field: SaleRefusal['field'], sentence: SaleSentence): { refusal: SaleRefusal } {
  return { refusal: { code: 'conflict', field, sentence } };
}

const reasons: Partial<Record<ReasonCode, (coupon: string, day: string) => SaleSentence>> = {
  coupon_commissions_disabled: () => saleSentence('commissions_off'),
  affiliate_not_active: (coupon) => saleSentence('affiliate_not_active', { coupon }),
  program_paused: (coupon) => saleSentence('program_paused', { coupon }),
  program_not_started: (coupon, day) => saleSentence('program_not_started', { coupon, day }),
  program_ended: (coupon, day) => saleSentence('program_ended', { coupon, day }),
  program_deleted: (coupon) => saleSentence('program_deleted', { coupon }),
};

function sayReason(reason: ReasonCode, { couponCode: coupon, soldOn }: ToldSale): SaleSentence {
  return reasons[reason]?.(coupon, soldOn) ?? saleSentence('nobody_earns', { coupon, reason });
}
