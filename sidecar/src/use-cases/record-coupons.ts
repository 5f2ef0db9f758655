import type { Database } from '../database/client.ts';
import { markCouponsDeleted, saveCoupons } from '../database/coupons.ts';
import { transact } from '../database/transaction.ts';
import { deleteWorkedOff, type WorkedOff } from '../database/worked-off.ts';
import type { StoreCoupon } from '../domain/store-coupon.ts';

/** Takes over the store's coupons as they are now. One that the store deleted keeps what was last known of it. */
export function recordCoupons(
  { database, clock }: { database: Database; clock: () => Date },
  coupons: readonly StoreCoupon[],
  inbox?: WorkedOff,
): Promise<{ recorded: number }> {
  const now = clock();
  const living = coupons.filter(({ status }) => status !== 'deleted');
  const deleted = coupons.filter(({ status }) => status === 'deleted').map(({ couponId }) => couponId);
  return transact(database, async (transaction) => {
    await saveCoupons(transaction, [...living].sort(byId), now);
    await markCouponsDeleted(transaction, deleted, now);
    await deleteWorkedOff(transaction, inbox);
    return { recorded: coupons.length };
  });
}

function byId(a: StoreCoupon, b: StoreCoupon): number {
  return a.couponId - b.couponId;
}
