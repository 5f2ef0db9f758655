import { AppError, type Rate } from '@finders-fee/shared';
import { assertAffiliate } from '../database/affiliates.ts';
import type { Database, Transaction } from '../database/client.ts';
import {
  deleteOwnership,
  insertOwnerships,
  listOwnerships,
  updateOwnershipPeriod,
} from '../database/coupon-ownerships.ts';
import { lockCoupon } from '../database/coupons.ts';
import { changeRate, couponSubject } from '../database/rate-versions.ts';
import { reassessOrdersOfCoupon } from '../database/reassessments.ts';
import { findStoreCurrency } from '../database/store-currency.ts';
import { transact } from '../database/transaction.ts';
import { assignOwnership } from '../domain/assign-ownership.ts';
import { completeAmounts } from '../domain/complete-amounts.ts';
import type { StoreCoupon } from '../domain/store-coupon.ts';

/** What is left out stays. `ownsPastOrders`: orders that nobody owned, placed before now, earn too. `rate`: null for none of its own. */
export interface CouponAssignment {
  affiliateId?: string | null | undefined;
  ownsPastOrders?: boolean;
  rate?: Rate | null | undefined;
}

/**
 * Gives a coupon to an affiliate from now on, or to nobody, and a rate of its own to orders from now on. Orders that another owner touches are
 * put into the inbox in the same transaction, so that deciding about them again is durable and the answer is quick.
 * Throws `not_found` for an unknown coupon, `invalid_request` for an unknown affiliate, for past orders without naming who shall own them,
 * and for an amount that its currency does not have.
 */
export function assignCoupon(
  { database, clock }: { database: Database; clock: () => Date },
  couponId: number,
  { affiliateId, ownsPastOrders = false, rate }: CouponAssignment,
): Promise<void> {
  const at = clock();
  if (ownsPastOrders && affiliateId === undefined) throw ownerMissing();
  return transact(database, async (transaction) => {
    const completed = completeAmounts({ rate }, await findStoreCurrency(transaction));
    const coupon = await lockCoupon(transaction, couponId);
    if (!coupon) throw new AppError('not_found', `There is no coupon ${couponId}.`);
    if (affiliateId !== undefined)
      await changeOwner(transaction, coupon, { affiliateId, ownsPastOrders, at });
    if (completed.rate !== undefined)
      await changeRate(transaction, couponSubject(couponId), completed.rate, at);
  });
}

async function changeOwner(
  transaction: Transaction,
  coupon: StoreCoupon,
  { affiliateId, ownsPastOrders, at }: { affiliateId: string | null; ownsPastOrders: boolean; at: Date },
): Promise<void> {
  const { couponId } = coupon;
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
}

function ownerMissing(): AppError {
  const message = 'The affiliate who shall own the past orders, beside owns_past_orders';
  return new AppError('invalid_request', `body.affiliate_id: ${message}.`, {
    details: [{ field: 'body.affiliate_id', message }],
  });
}
