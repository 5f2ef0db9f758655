import {
  add,
  isZero,
  multiply,
  parseDecimal,
  ratio,
  round,
  sum,
  zero,
  type Ratio,
} from '@finders-fee/shared';
import type { OrderSnapshot } from './order-snapshot.ts';
import type { LineShare } from './share-lines.ts';

/** One affiliate's part of what an order sold and of its discount, in minor units. */
export interface SalesPart {
  salesMinor: bigint;
  discountMinor: bigint;
}

/**
 * Parts an order's sales and discount among the affiliates who win on it, for reports: in proportion to the product lines that each won,
 * refunds not considered, so that the parts add up to the whole to the cent.
 */
export function partSales(
  snapshot: OrderSnapshot,
  shares: readonly LineShare[],
  { affiliateIds, salesMinor, discountMinor }: { affiliateIds: readonly string[] } & SalesPart,
): Map<string, SalesPart> {
  const [only] = affiliateIds;
  if (affiliateIds.length === 1 && only !== undefined)
    return new Map([[only, { salesMinor, discountMinor }]]);
  const totals = new Map(snapshot.lines.map(({ itemId, total }) => [itemId, parseDecimal(total)]));
  const sorted = [...affiliateIds].sort();
  const won = sorted.map((affiliateId) =>
    sum(
      shares
        .filter((line) => line.kind === 'product' && line.affiliateId === affiliateId)
        .map(({ itemId, share }) => multiply(totals.get(itemId) ?? zero, share)),
    ),
  );
  const weights = isZero(sum(won)) ? won.map(() => ratio(1n)) : won;
  const [sales, discounts] = [cut(salesMinor, weights), cut(discountMinor, weights)];
  return new Map(
    sorted.map((id, index) => [
      id,
      { salesMinor: sales[index] ?? 0n, discountMinor: discounts[index] ?? 0n },
    ]),
  );
}

/** Cuts a whole in proportion to the weights: each cut falls on the rounded running sum, so nothing is lost. */
function cut(whole: bigint, weights: readonly Ratio[]): bigint[] {
  const all = sum(weights);
  let reached = zero;
  let given = 0n;
  return weights.map((weight) => {
    reached = add(reached, weight);
    const upTo = round(
      ratio(whole * reached.numerator * all.denominator, reached.denominator * all.numerator),
    );
    const part = upTo - given;
    given = upTo;
    return part;
  });
}
