import { AppError, type Coupon, type CouponCreate } from '@finders-fee/shared';
import { assertAffiliate } from '../database/affiliates.ts';
import { insertOwnerships } from '../database/coupon-ownerships.ts';
import { saveCoupons } from '../database/coupons.ts';
import { getCoupon, type Present } from '../database/queries/coupons.ts';
import { findFreeCode } from '../database/queries/free-code.ts';
import { couponSubject, insertRateVersion } from '../database/rate-versions.ts';
import { findStoreCurrency } from '../database/store-currency.ts';
import { transact } from '../database/transaction.ts';
import { completeAmounts } from '../domain/complete-amounts.ts';
import type { Services } from '../services.ts';

/** How far the store's clock may be behind ours: an order placed at once is still the owner's. */
const clockSkewMs = 5 * 60_000;

/**
 * Makes a coupon in the store and gives it to its affiliate from its first moment on.
 * Throws `coupon_code_taken` with a free code as a suggestion, `invalid_request` for an unknown affiliate or an amount that its currency does not have, and what the store's client throws.
 */
export async function createCoupon(
  { database, stores }: Pick<Services, 'database' | 'stores'>,
  given: CouponCreate,
  present: Present,
): Promise<Coupon> {
  const coupon = completeAmounts(given, await findStoreCurrency(database.db));
  const { affiliate_id: affiliateId, rate } = coupon;
  // Before the store is asked: a coupon made for nobody would have to be taken back.
  if (affiliateId !== null) await assertAffiliate(database.db, affiliateId);
  const store = await stores.get();
  const created = await store.createCoupon(coupon).catch(async (error: unknown) => {
    if (!(error instanceof AppError) || error.code !== 'coupon_code_taken') throw error;
    throw codeTaken(coupon.code, await findFreeCode(database.db, coupon.code), error);
  });
  return transact(database, async (transaction) => {
    await saveCoupons(transaction, [created], present.now);
    if (affiliateId !== null) {
      await assertAffiliate(transaction, affiliateId);
      const validFrom = new Date(present.now.getTime() - clockSkewMs);
      const period = { validFrom, validTo: null, createdAt: present.now };
      await insertOwnerships(transaction, [{ couponId: created.couponId, affiliateId, ...period }]);
    }
    if (rate !== null)
      await insertRateVersion(transaction, couponSubject(created.couponId), rate, present.now);
    return getCoupon(transaction, created.couponId, present);
  });
}

function codeTaken(code: string, free: string | undefined, cause: unknown): AppError {
  const instead = free === undefined ? 'Choose another code' : `"${free}" is free`;
  return new AppError('coupon_code_taken', `The store already has a coupon "${code}". ${instead}.`, {
    details: [
      { field: 'body.code', message: `Taken; ${instead.charAt(0).toLowerCase()}${instead.slice(1)}` },
    ],
    cause,
  });
}
