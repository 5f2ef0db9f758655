import { and, gt, inArray, isNull, lte, or, type SQL } from 'drizzle-orm';
import { couponOwnerships, coupons } from '../schema/coupons.ts';

/** The ownership holds at the instant. */
export function ownedAt(now: Date): SQL | undefined {
  return and(
    or(isNull(couponOwnerships.validFrom), lte(couponOwnerships.validFrom, now)),
    or(isNull(couponOwnerships.validTo), gt(couponOwnerships.validTo, now)),
  );
}

/** The ownership holds at the instant, and the store still has the coupon outside its trash. */
export function ownedAndThere(now: Date): SQL | undefined {
  return and(ownedAt(now), inArray(coupons.status, ['publish', 'draft']));
}
