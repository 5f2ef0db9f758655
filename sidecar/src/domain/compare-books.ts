import type { CommissionRecord, OrderBooks } from './books.ts';

/** A commission that comes out differently. `commissionId` is null where there is none yet. */
export interface Difference {
  orderId: number;
  orderNumber: string;
  commissionId: string | null;
  affiliateId: string;
  currency: string;
  exponent: number;
  beforeMinor: bigint;
  afterMinor: bigint;
}

/** Where a decision differs in amount from the books as they are; by order and affiliate. */
export function compareBooks(
  books: ReadonlyMap<number, OrderBooks>,
  decision: { commissions: readonly CommissionRecord[] },
): Difference[] {
  return decision.commissions
    .flatMap((commission): Difference[] => {
      const { orderId, affiliateId, currency, exponent, amountMinor: afterMinor } = commission;
      const own = orderId === null ? undefined : books.get(orderId);
      if (!own || orderId === null) return [];
      const held = own.commissions.find(({ id }) => id === commission.id);
      const beforeMinor = held?.amountMinor ?? 0n;
      if (beforeMinor === afterMinor) return [];
      const ids = { orderId, orderNumber: own.order.number, commissionId: held?.id ?? null, affiliateId };
      return [{ ...ids, currency, exponent, beforeMinor, afterMinor }];
    })
    .sort((a, b) => a.orderId - b.orderId || (a.affiliateId < b.affiliateId ? -1 : 1));
}

/** What is shown of one order before it is decided with today's rules, as JSON: the commissions that change, and what they come to. */
export function outcomeOf(differences: readonly Difference[]): string {
  return JSON.stringify(
    differences.map(({ affiliateId, currency, exponent, beforeMinor, afterMinor }) => [
      affiliateId,
      currency,
      exponent,
      String(beforeMinor),
      String(afterMinor),
    ]),
  );
}
