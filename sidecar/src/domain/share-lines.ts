import {
  add,
  atLeastZero,
  compare,
  divide,
  isZero,
  multiply,
  parseDecimal,
  ratio,
  sum,
  zero,
  type MultipleCoupons,
  type Ratio,
} from '@finders-fee/shared';
import type { CategoriesByProduct } from './books.ts';
import { coversProduct, isRestricted } from './covers-product.ts';
import type { OrderSnapshot } from './order-snapshot.ts';
import type { Restrictions } from './store-coupon.ts';

/**
 * A coupon of the order whose owner may earn, or a link, which has no code. `position` 0 was applied first; `discount` as the order's coupon
 * line has it.
 */
export interface Candidate {
  position: number;
  couponCode: string | null;
  affiliateId: string;
  discount: string;
  restrictions: Restrictions | null;
}

/** What a coupon has of one line: above 0, and 1 where nobody shares it. */
export interface LineShare {
  kind: 'product' | 'shipping' | 'fee';
  itemId: number;
  position: number;
  couponCode: string | null;
  affiliateId: string;
  share: Ratio;
}

interface Rules {
  multipleCoupons: MultipleCoupons;
  categories: CategoriesByProduct;
}

/**
 * Who earns each line (contract §5, step 4): of the coupons that may discount it, by the store's rule. The shares of a line add up to 1;
 * a line that no coupon covers has none. Shipping and fees have theirs too, whether or not a program counts them.
 */
export function shareLines(
  snapshot: OrderSnapshot,
  candidates: readonly Candidate[],
  { multipleCoupons, categories }: Rules,
): LineShare[] {
  if (candidates.length === 0) return [];
  const applied = [...candidates].sort((a, b) => a.position - b.position);
  const part =
    multipleCoupons === 'split' ? splitter(snapshot, applied, categories) : picker(multipleCoupons);
  const unrestricted = applied.filter(({ restrictions }) => !isRestricted(restrictions));
  return [
    ...snapshot.lines.flatMap((line) => {
      const covering = applied.filter(({ restrictions }) => coversProduct(restrictions, line, categories));
      return part(covering, line.subtotal).map((won) => ({
        kind: 'product' as const,
        itemId: line.itemId,
        ...won,
      }));
    }),
    ...extras('shipping', snapshot.shipping),
    ...extras('fee', snapshot.fees),
  ];

  function extras(kind: 'shipping' | 'fee', lines: readonly { itemId: number }[]): LineShare[] {
    return lines.flatMap(({ itemId }) => part(unrestricted, null).map((won) => ({ kind, itemId, ...won })));
  }
}

/** Whether a coupon may discount any product of the order; if not it is `product_restricted`. */
export function coversAnyLine(
  snapshot: OrderSnapshot,
  restrictions: Restrictions | null,
  categories: CategoriesByProduct,
): boolean {
  return (
    !isRestricted(restrictions) ||
    snapshot.lines.some((line) => coversProduct(restrictions, line, categories))
  );
}

type Won = Pick<LineShare, 'position' | 'couponCode' | 'affiliateId' | 'share'>;

/** Parts one line among the coupons that cover it, in the order they were applied. `subtotal` is null for shipping and fees. */
type Part = (covering: readonly Candidate[], subtotal: string | null) => Won[];

function picker(policy: Exclude<MultipleCoupons, 'split'>): Part {
  return (covering) => {
    const winner =
      policy === 'largest' ? largest(covering) : policy === 'first' ? covering[0] : covering.at(-1);
    return winner ? [take(winner, whole)] : [];
  };
}

const whole = ratio(1n);

function largest(covering: readonly Candidate[]): Candidate | undefined {
  return covering.reduce<Candidate | undefined>(
    (best, candidate) =>
      best && compare(parseDecimal(candidate.discount), parseDecimal(best.discount)) <= 0 ? best : candidate,
    undefined,
  );
}

/** Each coupon's discount is spread over the products that it covers, in proportion to their price before discounts. */
function splitter(
  snapshot: OrderSnapshot,
  applied: readonly Candidate[],
  categories: CategoriesByProduct,
): Part {
  const weights = new Map(
    applied.map((candidate) => {
      const covered = snapshot.lines.filter((line) =>
        coversProduct(candidate.restrictions, line, categories),
      );
      return [
        candidate,
        {
          discount: atLeastZero(parseDecimal(candidate.discount)),
          covered: sum(covered.map(({ subtotal }) => parseDecimal(subtotal))),
        },
      ];
    }),
  );
  const weigh = (candidate: Candidate, subtotal: string | null): Ratio => {
    const { discount, covered } = weights.get(candidate) ?? { discount: zero, covered: zero };
    if (subtotal === null) return discount;
    return isZero(covered) ? zero : atLeastZero(multiply(discount, divide(parseDecimal(subtotal), covered)));
  };
  return (covering, subtotal) => {
    const [only] = covering;
    if (only && covering.length === 1) return [take(only, whole)];
    const weighed = covering.map((candidate) => ({ candidate, weight: weigh(candidate, subtotal) }));
    const all = weighed.reduce((total, { weight }) => add(total, weight), zero);
    if (isZero(all)) return covering.map((candidate) => take(candidate, ratio(1n, BigInt(covering.length))));
    return weighed
      .filter(({ weight }) => !isZero(weight))
      .map(({ candidate, weight }) => take(candidate, divide(weight, all)));
  };
}

function take({ position, couponCode, affiliateId }: Candidate, share: Ratio): Won {
  return { position, couponCode, affiliateId, share };
}
