import { and, inArray, ne } from 'drizzle-orm';
import type { StoreCoupon } from '../../domain/store-coupon.ts';
import type { Database } from '../client.ts';
import { coupons } from '../schema/index.ts';

/** Coupons that the store still had when they were last read, by id: all of them, or those asked for. */
export async function listStoredCoupons(
  { db }: Database,
  couponIds?: number[],
): Promise<Map<number, StoreCoupon>> {
  if (couponIds?.length === 0) return new Map();
  const among = couponIds && inArray(coupons.couponId, couponIds);
  const rows = await db
    .select()
    .from(coupons)
    .where(and(ne(coupons.status, 'deleted'), among));
  return new Map(rows.map(({ seenAt: _seenAt, ...coupon }) => [coupon.couponId, coupon]));
}
