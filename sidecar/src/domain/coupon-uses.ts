import type { OrderBooks } from './books.ts';

/** How often the coupons and links of an affiliate were used on orders: counted beside the books, so that nobody has to count them. */
export interface CouponUses {
  affiliateId: string;
  /** 0 for what is no use of a coupon, and where the order does not tell which coupon of that code it was. */
  couponId: number;
  uses: number;
  /** Those on orders that stand in the reports. */
  counting: number;
}

/** What an order adds to the uses. */
export function usesOf({ order, redemptions }: Pick<OrderBooks, 'order' | 'redemptions'>): CouponUses[] {
  const counting = order.counts ? 1 : 0;
  return redemptions.flatMap(({ affiliateId, channel, couponId }) => {
    if (affiliateId === null) return [];
    return [{ affiliateId, couponId: channel === 'coupon' ? (couponId ?? 0) : 0, uses: 1, counting }];
  });
}

/** `after` less `before`. */
export function changeOfUses(before: readonly CouponUses[], after: readonly CouponUses[]): CouponUses[] {
  const less = before.map((row) => ({ ...row, uses: -row.uses, counting: -row.counting }));
  return mergeUses([...after, ...less]);
}

/** One row for each affiliate and coupon, without those that add nothing, sorted so that two workers take the rows in the same order. */
export function mergeUses(changes: readonly CouponUses[]): CouponUses[] {
  const merged = new Map<string, CouponUses>();
  for (const change of changes) {
    const key = `${change.affiliateId} ${change.couponId}`;
    const before = merged.get(key);
    const { uses = 0, counting = 0 } = before ?? {};
    merged.set(key, { ...change, uses: uses + change.uses, counting: counting + change.counting });
  }
  return [...merged]
    .filter(([, { uses, counting }]) => uses !== 0 || counting !== 0)
    .sort(([a], [b]) => (a < b ? -1 : 1))
    .map(([, change]) => change);
}
