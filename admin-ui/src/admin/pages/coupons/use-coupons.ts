import type { View } from '@wordpress/dataviews';
import type { Coupon, CouponOwnerPeriod, Rate } from '@finders-fee/shared';
import { write, type Page } from '../../../api/client.ts';
import { useResource, useResourcePage, type Resource } from '../../../api/use-resource.ts';
import { viewToQuery } from '../../list/view.ts';
import { rules } from './view.ts';

/** What a new coupon is made of. */
export interface NewCoupon {
  code: string;
  discount_type: string;
  amount: string;
  affiliate_id: string | null;
  expires_on: string | null;
  rate: Rate | null;
}

export function useCoupons(view: View): Resource<Page<Coupon>> {
  return useResourcePage<Coupon>(`coupons?${viewToQuery(view, rules)}`);
}

export function useCoupon(id: string): { coupon: Resource<Coupon>; owners: Resource<CouponOwnerPeriod[]> } {
  const isNew = id === 'new';
  return {
    coupon: useResource<Coupon>(isNew ? undefined : `coupons/${id}`),
    owners: useResource<CouponOwnerPeriod[]>(isNew ? undefined : `coupons/${id}/owners`),
  };
}

export function createCoupon(coupon: NewCoupon, idempotencyKey: string): Promise<Coupon> {
  return write<Coupon>('POST', 'coupons', coupon, idempotencyKey);
}

/** From now on the coupon belongs to this affiliate, or to nobody; with `ownsPastOrders` also what nobody owned before. */
export function giveCoupon(
  id: number,
  affiliateId: string | null,
  ownsPastOrders: boolean,
  idempotencyKey: string,
): Promise<Coupon> {
  return write<Coupon>(
    'PUT',
    `coupons/${id}`,
    { affiliate_id: affiliateId, owns_past_orders: ownsPastOrders },
    idempotencyKey,
  );
}

/** The coupon's own rate for orders from now on; null has none. */
export function rateCoupon(id: number, rate: Rate | null, idempotencyKey: string): Promise<Coupon> {
  return write<Coupon>('PUT', `coupons/${id}`, { rate }, idempotencyKey);
}
