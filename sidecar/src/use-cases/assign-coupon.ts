import { AppError } from '@finders-fee/shared';
import { assertAffiliate } from '../database/affiliates.ts';
import type { Database } from '../database/client.ts';
import {
  deleteOwnership,
  insertOwnerships,
  listOwnerships,
  updateOwnershipPeriod,
} from '../database/coupon-ownerships.ts';
import { reassessOrdersOfCoupon } from '../database/coupon-reassessments.ts';
import { lockCoupon } from '../database/coupons.ts';
import { transact } from '../database/transaction.ts';
import { assignOwnership } from '../domain/assign-ownership.ts';

/** `ownsPastOrders`: orders that nobody owned, placed before now, earn too. */
export interface CouponAssignment {
  affiliateId: string | null;
  ownsPastOrders: boolean;
}

/**
 * Gives a coupon to an affiliate from now on, or to nobody. Orders that this touches are put into the inbox in the same transaction,
 * so that deciding about them again is durable and the answer is quick.
 * Throws `not_found` for an unknown coupon, `invalid_request` for an unknown affiliate.
 */
export function assignCoupon(
  { database, clock }: { database: Database; clock: () => Date },
  couponId: number,
  { affiliateId, ownsPastOrders }: CouponAssignment,
): Promise<void> {
  const at = clock();
  return transact(database, async (transaction) => {
    const coupon = await lockCoupon(transaction, couponId);
    if (!coupon) throw new AppError('not_found', `There is no coupon ${couponId}.`);
    if (affiliateId !== null) await assertAffiliate(transaction, affiliateId);
    const periods = await listOwnerships(transaction, couponId);
    const change = assignOwnership(periods, { affiliateId, ownsPastOrders, at });
    for (const id of change.deletedIds) await deleteOwnership(transaction, id);
    for (const period of change.updated) await updateOwnershipPeriod(transaction, period);
    await insertOwnerships(
      transaction,
      change.inserted.map((period) => ({ ...period, couponId, createdAt: at })),
    );
    if (change.from !== undefined) await reassessOrdersOfCoupon(transaction, coupon, change.from, at);
  });
}
