import { Router, type Request } from 'express';
import { createCoupon, deleteCoupon, getCoupon, trashCoupon, updateCoupon } from '../shop/coupons.ts';
import type { Shop } from '../shop/shop.ts';
import { findCouponByCode } from '../shop/validate-coupon.ts';
import type { Coupon } from '../state.ts';
import { batch } from './batch.ts';
import { listPage, text } from './list.ts';
import { representCoupon, type Json } from './represent.ts';
import { answering, bodyOf, idOf } from './respond.ts';

export function couponRoutes(shop: Shop): Router {
  const router = Router();
  const create = (posted: Json) => representCoupon(shop, createCoupon(shop, posted));
  const update = (id: number, posted: Json) =>
    representCoupon(shop, updateCoupon(shop, getCoupon(shop, id, 400), posted));
  const remove = (id: number, force: boolean) => {
    const coupon = getCoupon(shop, id);
    const body = representCoupon(shop, coupon);
    if (force) deleteCoupon(shop, coupon);
    else trashCoupon(shop, coupon);
    return body;
  };
  router.get('/coupons', answering(shop, list));
  router.post(
    '/coupons',
    answering(shop, (_shop, request) => ({ body: create(bodyOf(request)), status: 201 })),
  );
  router.post('/coupons/batch', (request, response) => {
    batch(request, response, { create, update, remove: (id) => remove(id, true) });
  });
  router.get(
    '/coupons/:id',
    answering(shop, (_shop, request) => ({ body: representCoupon(shop, getCoupon(shop, idOf(request))) })),
  );
  for (const method of ['put', 'patch', 'post'] as const) {
    router[method](
      '/coupons/:id',
      answering(shop, (_shop, request) => ({ body: update(idOf(request), bodyOf(request)) })),
    );
  }
  router.delete(
    '/coupons/:id',
    answering(shop, (_shop, request) => ({ body: remove(idOf(request), text(request, 'force') === 'true') })),
  );
  return router;
}

/** Without a status what is in the trash does not show; `code` finds published coupons only. */
function list(shop: Shop, request: Request) {
  const code = text(request, 'code');
  const status = text(request, 'status') ?? 'any';
  const isListed = (coupon: Coupon) =>
    status === 'any' ? coupon.status !== 'trash' : coupon.status === status;
  const found =
    code === undefined
      ? shop.state.coupons
      : [findCouponByCode(shop, code)].filter((coupon) => coupon !== undefined);
  const { rows, headers } = listPage(shop, request, found.filter(isListed), {
    textOf: (coupon) => coupon.code,
    countsPastEnd: true,
  });
  return { body: rows.map((coupon) => representCoupon(shop, coupon)), headers };
}
