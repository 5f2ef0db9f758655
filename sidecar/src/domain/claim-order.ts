import {
  add,
  atLeastZero,
  compare,
  divide,
  isPositive,
  isZero,
  multiply,
  parseDecimal,
  ratio,
  subtract,
  zero,
  type Ratio,
  type RateRule,
} from '@finders-fee/shared';
import type { CategoriesByProduct } from './books.ts';
import { countLines, type CountedLine } from './count-lines.ts';
import type { OrderSnapshot } from './order-snapshot.ts';
import type { Party } from './party.ts';
import type { RefundedParts } from './refunded-parts.ts';
import { resolveRate, sameRateKey } from './resolve-rate.ts';
import type { LineShare } from './share-lines.ts';

export interface ClaimContext {
  currency: string;
  exponent: number;
  categories: CategoriesByProduct;
  /** By kind and id of the line they are of. */
  shares: ReadonlyMap<string, readonly LineShare[]>;
  split: boolean;
  refunded: RefundedParts;
}

/** One affiliate's part of an order, exact; whether the order earns at all is not looked at. */
export interface Claim {
  party: Party;
  won: WonLine[];
  /** Lines that only others won, by their codes; by none where the line is no winner's. */
  elsewhere: { line: CountedLine; codes: string[] }[];
  /** What refunds without lines leave of a base (contract §5, step 3). */
  factor: Ratio;
  now: Worth;
  /** As if nothing had been refunded. */
  before: Worth;
  /** The affiliate's part of the base of all lines that anybody won. */
  share: Ratio;
  mainPosition: number | null;
}

/** A line of which the affiliate has the whole or a part, through one coupon or several. */
export interface WonLine {
  line: CountedLine;
  share: Ratio;
  through: { coupon: LineShare; rule: RateRule | null }[];
  /** Coupons of others who share it. */
  otherCodes: string[];
}

export interface Worth {
  /** Of the lines won, before it is held to 0 and before refunds without lines. */
  counted: Ratio;
  base: Ratio;
  parts: RatePart[];
  /** Of all parts, not below 0. */
  exact: Ratio;
}

/** What one rate brought. `share` is below 1 where a rate per order is shared. */
export interface RatePart {
  rule: RateRule;
  couponCodes: string[];
  base: Ratio;
  pieces: Ratio;
  share: Ratio;
  amount: Ratio;
}

const one = ratio(1n);

/** What an order is to one affiliate: the lines won, their rates, and what they come to (contract §5, steps 1–5). */
export function claimOrder(snapshot: OrderSnapshot, party: Party, context: ClaimContext): Claim {
  const { refunded, categories } = context;
  const lines = countLines(snapshot, party.terms, refunded, categories);
  const { won, elsewhere } = winLines(lines, party, context);
  const wonByAnybody = [
    ...won.map(({ line }) => line),
    ...elsewhere.filter(({ codes }) => codes.length > 0).map(({ line }) => line),
  ];
  const factor = factorOf(refunded);
  const weigh = (lens: Lens, reduce: Ratio) =>
    worthOf(won, lens, reduce, context.split ? partOf(won, wonByAnybody, lens) : one);
  const hasRefunds = snapshot.refunds.length > 0;
  const now = weigh(afterRefunds, factor);
  return {
    party,
    won,
    elsewhere,
    factor,
    now,
    before: hasRefunds ? weigh(beforeRefunds, one) : now,
    share: shareOf(won, wonByAnybody),
    mainPosition: mainPositionOf(won),
  };
}

/** The shares of each line of an order. */
export function indexShares(shares: readonly LineShare[]): ClaimContext['shares'] {
  const byLine = new Map<string, LineShare[]>();
  for (const share of shares) {
    const known = byLine.get(lineKey(share));
    if (known) known.push(share);
    else byLine.set(lineKey(share), [share]);
  }
  return byLine;
}

function lineKey({ kind, itemId }: Pick<LineShare, 'kind' | 'itemId'>): string {
  return `${kind}:${itemId}`;
}

function winLines(
  lines: readonly CountedLine[],
  { affiliateId, terms }: Party,
  context: ClaimContext,
): Pick<Claim, 'won' | 'elsewhere'> {
  const won: WonLine[] = [];
  const elsewhere: Claim['elsewhere'] = [];
  for (const line of lines) {
    const coupons = context.shares.get(lineKey(line)) ?? [];
    const own = coupons.filter((coupon) => coupon.affiliateId === affiliateId);
    if (own.length === 0) {
      elsewhere.push({ line, codes: coupons.flatMap(({ couponCode }) => couponCode ?? []) });
      continue;
    }
    won.push({
      line,
      share: own.length === coupons.length ? one : own.reduce((sum, { share }) => add(sum, share), zero),
      through: own.map((coupon) => ({
        coupon,
        rule: resolveRate(terms, { couponCode: coupon.couponCode, product: line.product }, context),
      })),
      otherCodes: coupons
        .filter((coupon) => coupon.affiliateId !== affiliateId)
        .flatMap(({ couponCode }) => couponCode ?? []),
    });
  }
  return { won, elsewhere };
}

/** (G − A) ÷ G, and 0 when more was refunded than there is. */
function factorOf({ withoutLines, grossLeft }: RefundedParts): Ratio {
  if (isZero(withoutLines)) return one;
  return compare(withoutLines, grossLeft) >= 0 ? zero : divide(subtract(grossLeft, withoutLines), grossLeft);
}

/** Which state of the lines is looked at. */
interface Lens {
  base(line: CountedLine): Ratio;
  pieces(line: CountedLine): Ratio;
}

const afterRefunds: Lens = { base: ({ left }) => left, pieces: ({ piecesLeft }) => piecesLeft };
const beforeRefunds: Lens = {
  base: ({ bought, excluded }) => (excluded ? zero : bought),
  pieces: ({ piecesBought }) => piecesBought,
};

function worthOf(won: readonly WonLine[], lens: Lens, factor: Ratio, orderShare: Ratio): Worth {
  const counted = won.reduce((sum, { line, share }) => add(sum, times(lens.base(line), share)), zero);
  const base = times(atLeastZero(counted), factor);
  const found = new Map<string, RatePart>();
  for (const { line, through } of won) {
    if (line.excluded) continue;
    for (const { coupon, rule } of through) {
      if (rule === null) continue;
      const key = sameRateKey(rule);
      const part = found.get(key) ?? {
        rule,
        couponCodes: [],
        base: zero,
        pieces: zero,
        share: one,
        amount: zero,
      };
      const { couponCode } = coupon;
      if (couponCode !== null && !part.couponCodes.includes(couponCode)) part.couponCodes.push(couponCode);
      part.base = add(part.base, times(times(lens.base(line), coupon.share), factor));
      part.pieces = add(part.pieces, times(lens.pieces(line), coupon.share));
      found.set(key, part);
    }
  }
  const parts = [...found.values()].map((part) => payPart(part, isZero(base), orderShare));
  const exact = atLeastZero(parts.reduce((sum, { amount }) => add(sum, amount), zero));
  return { counted, base, parts, exact };
}

/** Where nothing counts, nothing is paid, whatever the rate. */
function payPart(part: RatePart, nothingCounts: boolean, orderShare: Ratio): RatePart {
  const { type, value } = part.rule.rate;
  const share = type === 'fixed_per_order' ? orderShare : one;
  if (nothingCounts) return { ...part, base: zero, share };
  const rate = parseDecimal(value);
  const amount =
    type === 'percent'
      ? times(part.base, multiply(rate, hundredth))
      : times(rate, type === 'fixed_per_item' ? part.pieces : share);
  return { ...part, share, amount };
}

const hundredth = ratio(1n, 100n);

/** The affiliate's part of what all winners' lines come to, 0 to 1 also where a negative fee makes the parts larger than the whole. */
function partOf(won: readonly WonLine[], wonByAnybody: readonly CountedLine[], lens: Lens): Ratio {
  const mine = won.reduce((sum, { line, share }) => add(sum, times(lens.base(line), share)), zero);
  const all = wonByAnybody.reduce((sum, line) => add(sum, lens.base(line)), zero);
  if (!isPositive(mine)) return zero;
  return compare(all, mine) <= 0 ? one : divide(mine, all);
}

/** As far as amounts tell, after refunds, else before them, else by the number of lines. */
function shareOf(won: readonly WonLine[], wonByAnybody: readonly CountedLine[]): Ratio {
  if (won.length === 0) return zero;
  if (won.length === wonByAnybody.length && won.every(({ share }) => isOne(share))) return one;
  const lens = [afterRefunds, beforeRefunds].find((state) =>
    wonByAnybody.some((line) => isPositive(state.base(line))),
  );
  if (lens) return partOf(won, wonByAnybody, lens);
  const shares = won.reduce((sum, { share }) => add(sum, share), zero);
  return divide(shares, ratio(BigInt(wonByAnybody.length)));
}

/** Of several coupons of one affiliate the one that brought most, of equal ones the one applied first. */
function mainPositionOf(won: readonly WonLine[]): number | null {
  const parts = new Map<number, Ratio>();
  for (const { line, through } of won) {
    for (const { coupon } of through) {
      parts.set(coupon.position, add(parts.get(coupon.position) ?? zero, times(line.left, coupon.share)));
    }
  }
  const [first, ...others] = [...parts].sort(([a], [b]) => a - b);
  if (!first) return null;
  return others.reduce((best, other) => (compare(other[1], best[1]) > 0 ? other : best), first)[0];
}

function times(a: Ratio, b: Ratio): Ratio {
  if (isOne(b)) return a;
  return isOne(a) ? b : multiply(a, b);
}

function isOne({ numerator, denominator }: Ratio): boolean {
  return numerator === denominator;
}
