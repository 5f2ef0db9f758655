import { compare, parseDecimal, sum, type ReasonCode, type Terms } from '@finders-fee/shared';
import type { Verdict } from './attribute.ts';
import {
  orderChannels,
  type CommissionRecord,
  type OrderBooks,
  type OrderRecord,
  type OrderRules,
} from './books.ts';
import type { OrderSnapshot } from './order-snapshot.ts';
import { refusalOfStatus } from './order-status.ts';
import { settleOrder, type Settlement } from './settle-order.ts';
import { coversAnyLine, shareLines, type LineShare } from './share-lines.ts';

type SettledOrder = Pick<OrderRecord, 'snapshot' | 'exponent' | 'rules' | 'categories'>;

/** An affiliate who may earn on an order or has a commission on it. */
export interface Claimant {
  terms: Terms;
  /** The owner has said no: the order is worth as much, but nothing of it is theirs. */
  rejected: boolean;
}

/** Who won which lines of an order, what that is worth to each affiliate, and why each coupon or link earns or does not. */
export interface SettledVerdicts {
  verdicts: Verdict[];
  shares: LineShare[];
  /** By affiliate id; of those who were given. */
  settlements: Map<string, Settlement>;
}

/**
 * Contract §5 for one order, from who may earn to amounts. A link earns where no coupon may, the buyer's permanent code where no link may either.
 * Pure: what was frozen goes in, so that deciding, explaining and verifying come to the same. `claimants` by affiliate id; others can earn nothing.
 */
export function settleVerdicts(
  order: SettledOrder,
  verdicts: readonly Verdict[],
  claimants: ReadonlyMap<string, Claimant>,
): SettledVerdicts {
  const { snapshot, exponent, rules, categories } = order;
  const narrowed = verdicts.map((verdict) => narrow(verdict, order, claimants));
  const channel = orderChannels.find((one) =>
    narrowed.some((verdict) => verdict.eligible && verdict.channel === one),
  );
  const candidates = narrowed.flatMap(({ affiliateId, position, couponCode, restrictions, ...verdict }) =>
    verdict.eligible && verdict.channel === channel && affiliateId !== null
      ? [
          {
            position,
            couponCode,
            affiliateId,
            restrictions,
            discount: snapshot.coupons[position]?.discount ?? '0',
          },
        ]
      : [],
  );
  const shares = shareLines(snapshot, candidates, { multipleCoupons: rules.multipleCoupons, categories });
  const winning = new Set(shares.map(({ position }) => position));
  const refusal = refusalOfStatus(snapshot.status, rules.earningStatuses);
  // Where there is nothing to win, nobody was outranked.
  const loser = shares.length > 0 ? 'outranked' : (refusal ?? 'zero_base');
  const judged = narrowed.map((verdict): Verdict => {
    if (!verdict.eligible) return verdict;
    return { ...verdict, reasons: [winning.has(verdict.position) ? (refusal ?? 'winner') : loser] };
  });
  const parties = [...claimants].map(([affiliateId, { terms, rejected }]) => {
    const standing = standingOf(affiliateId, judged, refusal);
    return { affiliateId, terms, reasons: rejected ? [...standing, 'rejected' as const] : standing };
  });
  const split = rules.multipleCoupons === 'split';
  return {
    verdicts: judged,
    shares,
    settlements: settleOrder(snapshot, parties, { exponent, categories, shares, split }),
  };
}

export function claimantsOf(commissions: readonly CommissionRecord[]): Map<string, Claimant> {
  return new Map(
    commissions.map(({ affiliateId, terms, stage }) => [
      affiliateId,
      { terms, rejected: stage === 'rejected' },
    ]),
  );
}

/** What a stored order is worth now to each affiliate who has a commission on it. */
export function settleBooks({ order, redemptions, commissions }: OrderBooks): Map<string, Settlement> {
  return settleVerdicts(order, redemptions, claimantsOf(commissions)).settlements;
}

/** Of what a coupon may earn by its owner, what this order leaves: it has to discount something, and the order to come to the minimum. */
function narrow(
  verdict: Verdict,
  { snapshot, categories }: SettledOrder,
  claimants: ReadonlyMap<string, Claimant>,
): Verdict {
  const { eligible, affiliateId, restrictions } = verdict;
  if (!eligible || affiliateId === null) return verdict;
  const refuse = (reason: ReasonCode): Verdict => ({ ...verdict, eligible: false, reasons: [reason] });
  if (!coversAnyLine(snapshot, restrictions, categories)) return refuse('product_restricted');
  const frozen = claimants.get(affiliateId)?.terms;
  return frozen && isBelowMinimum(snapshot, frozen) ? refuse('below_minimum') : verdict;
}

/** Before refunds: what was bought decides, not what was given back. */
function isBelowMinimum({ lines, currency }: OrderSnapshot, { minimum }: Terms): boolean {
  if (minimum === null || (minimum.currency !== undefined && minimum.currency !== currency)) return false;
  return compare(sum(lines.map(({ total }) => parseDecimal(total))), parseDecimal(minimum.amount)) < 0;
}

/** How the order stands for an affiliate: `['winner']`, or why it earns nothing. */
function standingOf(
  affiliateId: string,
  verdicts: readonly Verdict[],
  refusal: ReasonCode | null,
): ReasonCode[] {
  const own = verdicts.filter((verdict) => verdict.affiliateId === affiliateId);
  if (own.some(({ reasons }) => reasons[0] === 'winner')) return ['winner'];
  if (refusal !== null && own.some(({ reasons }) => reasons[0] === refusal)) return [refusal];
  return own.at(-1)?.reasons ?? ['no_coupon'];
}

/** What an offline sale is worth to the affiliate of its commission; `snapshot` is `offlineSnapshot(sale)`. */
export function settleOfflineSale(snapshot: OrderSnapshot, commission: CommissionRecord): Settlement {
  const { affiliateId, couponId, couponCode, exponent } = commission;
  const verdict: Verdict = {
    position: 0,
    channel: 'coupon',
    couponId,
    couponCode: couponCode ?? '',
    affiliateId,
    programId: null,
    restrictions: null,
    eligible: true,
    reasons: [],
  };
  const rules: OrderRules = {
    multipleCoupons: 'last',
    earningStatuses: ['completed'],
    linkDays: 0,
    payPermanentCode: false,
  };
  const order = { snapshot, exponent, rules, categories: {} };
  const settlement = settleVerdicts(order, [verdict], claimantsOf([commission])).settlements.get(affiliateId);
  if (!settlement) throw new Error(`Nothing was settled for affiliate ${affiliateId}`);
  return settlement;
}
