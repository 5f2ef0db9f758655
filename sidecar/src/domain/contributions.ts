import type { CommissionRecord, OrderRecord } from './books.ts';
import { dayOf } from './store-time.ts';

/** What one change of the books changes in the totals of one day (`daily_totals`). */
export interface TotalsDelta {
  dimension: 'all' | 'affiliate' | 'coupon' | 'program' | 'channel';
  /** In the store's time zone. */
  day: string;
  /** An affiliate's or program's id, a coupon's code, a channel; `none` where nobody earned, empty for `all`. */
  subject: string;
  currency: string;
  exponent: number;
  orders: number;
  salesMinor: bigint;
  discountMinor: bigint;
  commissionMinor: bigint;
}

/** Subject of the sales that earned for nobody. */
export const nobody = 'none';

/** What the totals need to know of an order, or of an offline sale. */
export type Sale = Pick<
  OrderRecord,
  'placedAt' | 'currency' | 'exponent' | 'counts' | 'salesMinor' | 'discountMinor'
> & {
  /** The coupon to name where no commission does: the one applied last. */
  couponCode: string | null;
};

type Earned = Pick<
  CommissionRecord,
  | 'affiliateId'
  | 'programId'
  | 'couponCode'
  | 'channel'
  | 'stage'
  | 'currency'
  | 'salesMinor'
  | 'discountMinor'
  | 'amountMinor'
>;

type Figures = Pick<TotalsDelta, 'orders' | 'salesMinor' | 'discountMinor' | 'commissionMinor'>;

/**
 * What a sale and its commissions add to the totals; nothing while the order does not count.
 * Sales and discount are parted among the commissions (`partSales`), so that those of all affiliates, with `none`, add up to the whole;
 * as an order it counts for each of them, and once in `all`.
 */
export function contributionsOf(sale: Sale, commissions: readonly Earned[], timeZone: string): TotalsDelta[] {
  if (!sale.counts) return [];
  const day = dayOf(timeZone, sale.placedAt);
  const { currency, exponent, salesMinor, discountMinor } = sale;
  const of = (dimension: TotalsDelta['dimension'], subject: string, figures: Figures): TotalsDelta => ({
    dimension,
    day,
    subject,
    currency,
    exponent,
    ...figures,
  });
  const live = commissions.filter(earns);
  const sumOf = (figure: 'salesMinor' | 'discountMinor' | 'amountMinor') =>
    live.reduce((sum, commission) => sum + commission[figure], 0n);
  const rest = {
    orders: 1,
    salesMinor: salesMinor - sumOf('salesMinor'),
    discountMinor: discountMinor - sumOf('discountMinor'),
    commissionMinor: 0n,
  };
  const forNobody = live.length === 0 || rest.salesMinor !== 0n || rest.discountMinor !== 0n;
  const parted = live.flatMap((commission) => {
    const part = {
      orders: 1,
      salesMinor: commission.salesMinor,
      discountMinor: commission.discountMinor,
      commissionMinor: commission.amountMinor,
    };
    return [
      of('affiliate', commission.affiliateId, part),
      of('program', commission.programId, part),
      of('channel', commission.channel, part),
      of('coupon', commission.couponCode ?? nobody, part),
    ];
  });
  const unearned = [
    of('affiliate', nobody, rest),
    of('program', nobody, rest),
    of('channel', nobody, rest),
    of('coupon', sale.couponCode ?? nobody, rest),
  ];
  return [
    of('all', '', { orders: 1, salesMinor, discountMinor, commissionMinor: sumOf('amountMinor') }),
    ...onceEach([...parted, ...(forNobody ? unearned : [])]),
  ];
}

/** A commission that stands in the reports: one that was not rejected and has a part of the sale. */
export function earns({ stage, salesMinor, discountMinor, amountMinor }: Earned): boolean {
  return stage !== 'rejected' && (amountMinor !== 0n || salesMinor !== 0n || discountMinor !== 0n);
}

/** Two affiliates of one program shared one order: for the program it is one. */
function onceEach(parts: TotalsDelta[]): TotalsDelta[] {
  const merged = new Map<string, TotalsDelta>();
  for (const part of parts) {
    const key = `${part.dimension} ${part.subject}`;
    const before = merged.get(key);
    merged.set(key, before ? { ...addFigures(before, part), orders: 1 } : part);
  }
  return [...merged.values()];
}

/** `after` less `before`, one row for each key, without those that change nothing, sorted by key. */
export function changeOfTotals(before: readonly TotalsDelta[], after: readonly TotalsDelta[]): TotalsDelta[] {
  return mergeTotals([...after, ...before.map(negate)]);
}

/** One row for each key, without those that add nothing, sorted so that two workers take the rows in the same order. */
export function mergeTotals(deltas: readonly TotalsDelta[]): TotalsDelta[] {
  const merged = new Map<string, TotalsDelta>();
  for (const delta of deltas) {
    const key = `${delta.dimension} ${delta.day} ${delta.currency}${delta.exponent} ${delta.subject}`;
    const before = merged.get(key);
    merged.set(key, before ? addFigures(before, delta) : delta);
  }
  return [...merged]
    .filter(([, delta]) => !isNothing(delta))
    .sort(([a], [b]) => (a < b ? -1 : 1))
    .map(([, delta]) => delta);
}

function addFigures(a: TotalsDelta, b: TotalsDelta): TotalsDelta {
  return {
    ...a,
    orders: a.orders + b.orders,
    salesMinor: a.salesMinor + b.salesMinor,
    discountMinor: a.discountMinor + b.discountMinor,
    commissionMinor: a.commissionMinor + b.commissionMinor,
  };
}

function negate(delta: TotalsDelta): TotalsDelta {
  return {
    ...delta,
    orders: -delta.orders,
    salesMinor: -delta.salesMinor,
    discountMinor: -delta.discountMinor,
    commissionMinor: -delta.commissionMinor,
  };
}

function isNothing({ orders, salesMinor, discountMinor, commissionMinor }: TotalsDelta): boolean {
  return orders === 0 && salesMinor === 0n && discountMinor === 0n && commissionMinor === 0n;
}
