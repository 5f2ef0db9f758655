import { fromLocal } from '../dates.ts';
import { amount, raw } from '../amount.ts';
import { textOf } from '../posted.ts';
import type { Coupon, Meta } from '../state.ts';
import { invalidParameter, StoreError } from '../store-error.ts';
import { formatCouponCode } from './coupon-code.ts';
import { nextId, now, type Shop } from './shop.ts';
import { findCouponByCode } from './validate-coupon.ts';

type Posted = Record<string, unknown>;
const discountTypes = ['percent', 'fixed_cart', 'fixed_product'];

/** Throws 404, or 400 where WooCommerce finds nothing to change. */
export function getCoupon(shop: Shop, id: number, status: 400 | 404 = 404): Coupon {
  const coupon = shop.state.coupons.find((candidate) => candidate.id === id);
  if (!coupon) throw new StoreError('woocommerce_rest_shop_coupon_invalid_id', 'Invalid ID.', status);
  return coupon;
}

/** Throws 400 `woocommerce_rest_coupon_code_already_exists` when another published coupon has the code. */
export function createCoupon(shop: Shop, posted: Posted): Coupon {
  if (posted['code'] === undefined) {
    throw new StoreError('rest_missing_callback_param', 'Missing parameter(s): code', 400, {
      status: 400,
      params: ['code'],
    });
  }
  const coupon: Coupon = {
    id: 0,
    code: '',
    amount: '0',
    status: 'publish',
    discountType: 'fixed_cart',
    description: '',
    createdAt: now(shop),
    modifiedAt: now(shop),
    expiresAt: null,
    usageCount: 0,
    usedBy: [],
    individualUse: false,
    productIds: [],
    excludedProductIds: [],
    productCategories: [],
    excludedProductCategories: [],
    usageLimit: null,
    usageLimitPerUser: null,
    limitUsageToItems: null,
    freeShipping: false,
    minimumAmount: '0',
    maximumAmount: '0',
    metaData: [],
  };
  set(shop, coupon, posted);
  coupon.id = nextId(shop, 'post');
  shop.state.coupons.push(coupon);
  shop.announce('coupon.created', coupon.id);
  return coupon;
}

/** Its date of change moves only with code, description, status or dates, as WooCommerce's does. */
export function updateCoupon(shop: Shop, coupon: Coupon, posted: Posted): Coupon {
  const told = () => [coupon.code, coupon.description, coupon.status].join('\n');
  const before = told();
  set(shop, coupon, posted);
  if (told() !== before) coupon.modifiedAt = now(shop);
  shop.announce('coupon.updated', coupon.id);
  return coupon;
}

export function trashCoupon(shop: Shop, coupon: Coupon): void {
  if (coupon.status === 'trash') {
    throw new StoreError(
      'woocommerce_rest_already_trashed',
      'The shop_coupon has already been deleted.',
      410,
    );
  }
  coupon.status = 'trash';
  coupon.modifiedAt = now(shop);
  shop.announce('coupon.deleted', coupon.id);
}

/** For good; WooCommerce has no topic for it. */
export function deleteCoupon(shop: Shop, coupon: Coupon): void {
  shop.state.coupons = shop.state.coupons.filter((other) => other !== coupon);
  shop.announceToPlugin('coupon.deleted', coupon.id);
}

function set(shop: Shop, coupon: Coupon, posted: Posted): void {
  const wanted = { ...coupon };
  if (posted['code'] !== undefined) wanted.code = freeCode(shop, textOf(posted['code']), coupon);
  if (posted['discount_type'] !== undefined) wanted.discountType = discountType(posted['discount_type']);
  if (posted['amount'] !== undefined) wanted.amount = raw(amount(posted['amount']));
  const value = amount(wanted.amount);
  const isOver = wanted.discountType === 'percent' && value.numerator > 100n * value.denominator;
  if (value.numerator < 0n || isOver)
    throw new StoreError('coupon_invalid_amount', 'Invalid discount amount.', 400);
  const dates = [posted['date_expires'], posted['date_expires_gmt']];
  if (dates.some((date) => date !== undefined)) wanted.expiresAt = expiry(shop, dates[0], dates[1]);
  if (posted['status'] !== undefined) wanted.status = posted['status'] as Coupon['status'];
  if (posted['description'] !== undefined) wanted.description = textOf(posted['description']);
  if (posted['individual_use'] !== undefined) wanted.individualUse = posted['individual_use'] === true;
  if (posted['free_shipping'] !== undefined) wanted.freeShipping = posted['free_shipping'] === true;
  if (posted['product_ids'] !== undefined) wanted.productIds = idsOf(posted['product_ids']);
  if (posted['excluded_product_ids'] !== undefined)
    wanted.excludedProductIds = idsOf(posted['excluded_product_ids']);
  if (posted['product_categories'] !== undefined)
    wanted.productCategories = idsOf(posted['product_categories']);
  if (posted['excluded_product_categories'] !== undefined)
    wanted.excludedProductCategories = idsOf(posted['excluded_product_categories']);
  if (posted['usage_limit'] !== undefined) wanted.usageLimit = Number(posted['usage_limit']) || null;
  if (posted['usage_limit_per_user'] !== undefined)
    wanted.usageLimitPerUser = Number(posted['usage_limit_per_user']) || null;
  if (posted['limit_usage_to_x_items'] !== undefined)
    wanted.limitUsageToItems = Number(posted['limit_usage_to_x_items']) || null;
  if (posted['minimum_amount'] !== undefined) wanted.minimumAmount = raw(amount(posted['minimum_amount']));
  if (posted['maximum_amount'] !== undefined) wanted.maximumAmount = raw(amount(posted['maximum_amount']));
  if (Array.isArray(posted['meta_data'])) {
    wanted.metaData = (posted['meta_data'] as Omit<Meta, 'id'>[]).map((meta) => ({
      ...meta,
      id: nextId(shop, 'meta'),
    }));
  }
  Object.assign(coupon, wanted);
}

function freeCode(shop: Shop, text: string, coupon: Coupon): string {
  const code = formatCouponCode(text);
  if (code === '')
    throw new StoreError('woocommerce_rest_empty_coupon_code', 'The coupon code cannot be empty.', 400);
  const other = findCouponByCode(shop, code);
  if (other && other !== coupon) {
    throw new StoreError(
      'woocommerce_rest_coupon_code_already_exists',
      'The coupon code already exists',
      400,
    );
  }
  return code;
}

/** Each once (`wp_parse_id_list`). */
function idsOf(posted: unknown): number[] {
  return Array.isArray(posted) ? [...new Set(posted.map(Number))].filter((id) => id > 0) : [];
}

function discountType(value: unknown): Coupon['discountType'] {
  if (discountTypes.includes(value as string)) return value as Coupon['discountType'];
  throw invalidParameter(
    'discount_type',
    'rest_not_in_enum',
    'discount_type is not one of percent, fixed_cart, and fixed_product.',
  );
}

/** `date_expires` is the shop's own time, `date_expires_gmt` UTC; null or '' for never. */
function expiry(shop: Shop, local: unknown, gmt: unknown): string | null {
  if (typeof local === 'string' && local !== '') {
    return fromLocal(local.length === 10 ? `${local}T00:00:00` : local, shop.state.settings.timeZone);
  }
  return typeof gmt === 'string' && gmt !== '' ? `${gmt.slice(0, 19)}Z` : null;
}
