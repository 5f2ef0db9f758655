import type { InboxRow } from '../database/inbox.ts';
import { listStoredCoupons } from '../database/queries/stored-coupons.ts';
import type { StoreCoupon } from '../domain/store-coupon.ts';
import type { Services } from '../services.ts';
import { fewAtOnce } from '../woocommerce/few-at-once.ts';

const requestsAtOnce = 4;

export type GatheredCoupon =
  { couponId: number; coupon: StoreCoupon | null } | { couponId: number; error: unknown };

/**
 * The newest state of each coupon that inbox rows are about; null for one that neither we nor the store know. A row without
 * payload is asked for: WooCommerce also calls it "coupon deleted" when any other post goes into the trash.
 */
export async function gatherCoupons(
  { database, stores }: Pick<Services, 'database' | 'stores'>,
  rows: InboxRow[],
): Promise<GatheredCoupon[]> {
  const newest = new Map<number, InboxRow>();
  for (const row of rows) {
    const other = newest.get(row.resourceId);
    if (!other || isNewer(row, other)) newest.set(row.resourceId, row);
  }
  const stored = await listStoredCoupons(database, [...newest.keys()]);
  return fewAtOnce(requestsAtOnce, [...newest], async ([couponId, row]) => {
    try {
      if (row.payload !== null) return { couponId, coupon: JSON.parse(row.payload) as StoreCoupon };
      const found = await (await stores.get()).findCoupon(couponId);
      const known = stored.get(couponId);
      return { couponId, coupon: found ?? (known ? { ...known, status: 'deleted' } : null) };
    } catch (error) {
      return { couponId, error };
    }
  });
}

/** Asking the store gives the newest state of all. */
function isNewer(row: InboxRow, other: InboxRow): boolean {
  if (other.payload === null) return false;
  return row.payload === null || row.receivedAt >= other.receivedAt;
}
