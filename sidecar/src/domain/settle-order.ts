import {
  isPositive,
  isZero,
  toMinor,
  zero,
  type Ratio,
  type ReasonCode,
  type Sentence,
  type Step,
} from '@finders-fee/shared';
import type { CategoriesByProduct } from './books.ts';
import { claimOrder, indexShares, type Claim, type ClaimContext, type WonLine } from './claim-order.ts';
import { earningSentence, type EarningFigures } from './earning-sentence.ts';
import { handOut } from './hand-out.ts';
import type { OrderSnapshot } from './order-snapshot.ts';
import type { Party } from './party.ts';
import { printReceipt } from './print-receipt.ts';
import { sortRefunds } from './refunded-parts.ts';
import { refusalSentence } from './refusal-sentence.ts';
import type { LineShare } from './share-lines.ts';

/** What an order is worth now to one affiliate under frozen terms. */
export interface Settlement {
  /** Exact, in major units. */
  base: Ratio;
  baseMinor: bigint;
  /** Before the order's one rounding. */
  exact: Ratio;
  amountMinor: bigint;
  /** What it would be worth without any refund. */
  beforeRefundsMinor: bigint;
  /** The affiliate's part of the base of all lines that anybody won, 0 to 1. */
  share: Ratio;
  /** Of the coupon or link that brought the largest part of the base; null where none brought anything. */
  mainPosition: number | null;
  /** Why a winner comes out at an exact 0. */
  zeroReason: 'order_refunded' | 'excluded_product' | 'other_currency' | 'zero_base' | null;
  /** The receipt: printed amounts before `base` add up to the base, those between `base` and `amount` to the commission. Made when read. */
  readonly steps: Step[];
  summary: Sentence;
}

export interface OrderToSettle {
  /** The currency's decimals. */
  exponent: number;
  categories: CategoriesByProduct;
  shares: readonly LineShare[];
  /** Whether the order's rule is `split`. */
  split: boolean;
}

/** What an order is worth to each of its affiliates: contract §5, steps 1–6, rounded once for all of them. */
export function settleOrder(
  snapshot: OrderSnapshot,
  parties: readonly Party[],
  order: OrderToSettle,
): Map<string, Settlement> {
  const context: ClaimContext = {
    ...order,
    shares: indexShares(order.shares),
    currency: snapshot.currency,
    refunded: sortRefunds(snapshot),
  };
  const claims = parties.map((party): StandingClaim => {
    const claim = claimOrder(snapshot, party, context);
    return { ...claim, refusal: refusalOf(party.reasons, snapshot.status) };
  });
  const share = (exactOf: (claim: StandingClaim) => Ratio) =>
    handOut(
      claims.map((claim) => ({ affiliateId: claim.party.affiliateId, exact: exactOf(claim) })),
      order.exponent,
    );
  const amounts = share(({ refusal, now }) => (refusal ? zero : now.exact));
  const asBought = share(({ before }) => before.exact);
  return new Map(
    claims.map((claim) => {
      const { affiliateId } = claim.party;
      const wholeMinor = amounts.get(affiliateId) ?? 0n;
      const beforeRefundsMinor = asBought.get(affiliateId) ?? 0n;
      return [affiliateId, settle(snapshot, claim, { wholeMinor, beforeRefundsMinor }, order)];
    }),
  );
}

/** A claim, and why the order earns nothing for it; null where the arithmetic has the say. */
type StandingClaim = Claim & { refusal: Sentence | null };

interface HandedOut {
  /** What the order is worth, also to a commission that was rejected. */
  wholeMinor: bigint;
  beforeRefundsMinor: bigint;
}

function settle(
  snapshot: OrderSnapshot,
  claim: StandingClaim,
  { wholeMinor, beforeRefundsMinor }: HandedOut,
  { exponent, categories }: OrderToSettle,
): Settlement {
  const { party, now, refusal, share, mainPosition } = claim;
  const isRejected = party.reasons.includes('rejected');
  const base = refusal ? zero : now.base;
  const exact = refusal ? zero : now.exact;
  const baseMinor = toMinor(base, exponent);
  const amountMinor = isRejected ? 0n : wholeMinor;
  const zeroReason = refusal || !isZero(exact) ? null : zeroReasonOf(claim, beforeRefundsMinor);
  const figures = {
    snapshot,
    claim,
    categories,
    exponent,
    baseMinor,
    amountMinor: wholeMinor,
    beforeRefundsMinor,
    zeroReason,
  };
  return {
    base,
    baseMinor,
    exact,
    amountMinor,
    beforeRefundsMinor,
    share,
    mainPosition,
    zeroReason,
    get steps() {
      return printReceipt(figures, { refusal, isRejected: isRejected && refusal === null });
    },
    summary: summaryOf(figures, party.reasons, refusal),
  };
}

/** Reasons that do not keep the order from counting: the arithmetic leads to what is earned, held, rejected, or to nothing. */
const counting: readonly ReasonCode[] = [
  'winner',
  'held_for_review',
  'self_referral',
  'rejected',
  'zero_base',
  'excluded_product',
  'other_currency',
];

function refusalOf(reasons: readonly ReasonCode[], status: string): Sentence | null {
  const [first] = reasons;
  const counts =
    first !== undefined &&
    (counting.includes(first) || (first === 'order_refunded' && status !== 'refunded'));
  return counts ? null : refusalSentence(reasons, status);
}

function zeroReasonOf({ won, now, before }: Claim, beforeRefundsMinor: bigint): Settlement['zeroReason'] {
  if (beforeRefundsMinor > 0n) return 'order_refunded';
  const isForeign = ({ line, through }: WonLine) =>
    isPositive(line.left) && through.some(({ rule }) => rule === null);
  if (isPositive(now.base)) return won.some(isForeign) ? 'other_currency' : 'zero_base';
  const isExcluded = won.some(({ line }) => line.excluded && isPositive(line.bought));
  return isExcluded && !isPositive(before.base) ? 'excluded_product' : 'zero_base';
}

/** Held and rejected say so; what a refund took is said with figures, also where the order's status says refunded. */
function summaryOf(
  figures: EarningFigures,
  reasons: readonly ReasonCode[],
  refusal: Sentence | null,
): Sentence {
  const { snapshot, beforeRefundsMinor } = figures;
  const isRefundedToNothing =
    refusal?.code === 'order_refunded' && snapshot.refunds.length > 0 && beforeRefundsMinor > 0n;
  if (refusal && !isRefundedToNothing) return refusal;
  if (reasons.includes('rejected')) return refusalSentence(['rejected'], snapshot.status);
  const isHeld = reasons[0] === 'held_for_review' || reasons[0] === 'self_referral';
  if (!isHeld) return earningSentence(figures);
  return refusalSentence(
    [reasons.includes('self_referral') ? 'self_referral' : 'held_for_review'],
    snapshot.status,
  );
}
