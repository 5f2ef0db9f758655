import type { Coupon } from '@finders-fee/shared';
import { listOwnerships, updateOwnershipPeriod } from '../database/coupon-ownerships.ts';
import { lockCoupon, saveCoupons } from '../database/coupons.ts';
import { getCoupon, type Present } from '../database/queries/coupons.ts';
import { transact } from '../database/transaction.ts';
import type { Services } from '../services.ts';

/**
 * Moves a coupon to the store's trash and ends its ownership: purchases from now on earn nothing, what was earned stays.
 * Throws `not_found`, and what the store's client throws.
 */
export async function deleteCoupon(
  { database, stores }: Pick<Services, 'database' | 'stores'>,
  couponId: number,
  present: Present,
): Promise<Coupon> {
  await getCoupon(database.db, couponId, present);
  const store = await stores.get();
  await store.trashCoupon(couponId);
  return transact(database, async (transaction) => {
    const coupon = await lockCoupon(transaction, couponId);
    if (coupon?.status === 'publish' || coupon?.status === 'draft') {
      await saveCoupons(transaction, [{ ...coupon, status: 'trash' }], present.now);
    }
    for (const period of await listOwnerships(transaction, couponId)) {
      if (period.validTo === null)
        await updateOwnershipPeriod(transaction, { ...period, validTo: present.now });
    }
    return getCoupon(transaction, couponId, present);
  });
}
