import type { Ratio } from '@finders-fee/shared';
import { add, compare, round, zero } from '@finders-fee/shared';

interface Claim {
  affiliateId: string;
  /** In major units, not below 0. */
  exact: Ratio;
}

/**
 * Rounds what an order pays once and hands it out (contract §5, step 6): everybody gets the whole minor units of their own amount,
 * and what is missing to the rounded total goes one unit each to the largest remainders, of equal ones to the smaller affiliate id.
 */
export function handOut(claims: readonly Claim[], exponent: number): Map<string, bigint> {
  const scale = 10n ** BigInt(exponent);
  const parts = claims.map(({ affiliateId, exact: { numerator, denominator } }) => {
    const scaled = numerator * scale;
    const floor = scaled / denominator;
    return { affiliateId, floor, remainder: { numerator: scaled - floor * denominator, denominator } };
  });
  const missing = round(parts.reduce((left, { remainder }) => add(left, remainder), zero));
  const [only] = parts;
  if (only && parts.length === 1) return new Map([[only.affiliateId, only.floor + missing]]);
  const byRemainder = [...parts].sort(
    (a, b) => compare(b.remainder, a.remainder) || (a.affiliateId < b.affiliateId ? -1 : 1),
  );
  return new Map(
    byRemainder.map(({ affiliateId, floor }, rank) => [
      affiliateId,
      BigInt(rank) < missing ? floor + 1n : floor,
    ]),
  );
}
