import {
  couponCreateSchema,
  couponListQuerySchema,
  couponOwnerPeriodSchema,
  couponPastOrdersSchema,
  couponSchema,
  couponUpdateSchema,
  cutQuerySchema,
} from '@finders-fee/shared';
import { readCouponPastOrders } from '../../database/queries/coupon-past-orders.ts';
import { getCoupon, listCouponOwners, listCoupons } from '../../database/queries/coupons.ts';
import { assignCoupon } from '../../use-cases/assign-coupon.ts';
import { createCoupon } from '../../use-cases/create-coupon.ts';
import { deleteCoupon } from '../../use-cases/delete-coupon.ts';
import { list, route } from '../route.ts';
import { here } from './here.ts';
import { storeIdParams as params } from './params.ts';

const answer = couponSchema.meta({ id: 'Coupon' });

export const couponRoutes = [
  list({
    method: 'GET',
    path: '/coupons',
    access: 'owner',
    summary: 'The store’s coupons with their owners; `after` and `before`: used on an order placed then',
    query: couponListQuerySchema,
    item: answer,
    csv: { by: 'id' },
    handle: async (services, { query }) => listCoupons(services.database, query, await here(services)),
  }),
  route({
    method: 'POST',
    path: '/coupons',
    access: 'owner',
    summary: 'Make a coupon in the store and give it to an affiliate',
    body: couponCreateSchema.meta({ id: 'CouponCreate' }),
    answer,
    status: 201,
    handle: async (services, { body }) => createCoupon(services, body, await here(services)),
  }),
  route({
    method: 'GET',
    path: '/coupons/{id}',
    access: 'owner',
    summary: 'One coupon',
    params,
    answer,
    handle: async (services, { params: { id } }) => getCoupon(services.database.db, id, await here(services)),
  }),
  route({
    method: 'PUT',
    path: '/coupons/{id}',
    access: 'owner',
    summary:
      'Give a coupon to an affiliate, or to nobody, from now on or for its past orders as well; give it a rate of its own',
    params,
    body: couponUpdateSchema.meta({ id: 'CouponUpdate' }),
    answer,
    handle: async (services, { params: { id }, body }) => {
      await assignCoupon(services, id, {
        affiliateId: body.affiliate_id,
        ownsPastOrders: body.owns_past_orders,
        rate: body.rate,
      });
      services.inboxSignal.give();
      return getCoupon(services.database.db, id, await here(services));
    },
  }),
  route({
    method: 'DELETE',
    path: '/coupons/{id}',
    access: 'owner',
    summary: 'Move a coupon to the store’s trash; purchases from now on earn nothing',
    params,
    answer,
    handle: async (services, { params: { id } }) => deleteCoupon(services, id, await here(services)),
  }),
  list({
    method: 'GET',
    path: '/coupons/{id}/owners',
    access: 'owner',
    summary: 'Who owned a coupon when, newest first',
    params,
    query: cutQuerySchema,
    item: couponOwnerPeriodSchema.meta({ id: 'CouponOwnerPeriod' }),
    csv: { by: 'page' },
    handle: ({ database }, { params: { id }, query }) => listCouponOwners(database, id, query),
  }),
  route({
    method: 'GET',
    path: '/coupons/{id}/past-orders',
    access: 'owner',
    summary: 'What a coupon has sold while it belonged to nobody',
    params,
    answer: couponPastOrdersSchema.meta({ id: 'CouponPastOrders' }),
    handle: ({ database }, { params: { id } }) => readCouponPastOrders(database, id),
  }),
];
