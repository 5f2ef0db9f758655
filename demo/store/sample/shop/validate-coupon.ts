import { compare, sum } from '@finders-fee/shared';
import { amount, printed } from '../amount.ts';
import type { Coupon, Line } from '../state.ts';
import { isSameCouponCode } from './coupon-code.ts';
import { categoriesOf } from './catalogue.ts';
import { appliesTo, isForCart } from './discounts.ts';
import { now, type Shop } from './shop.ts';

/** Who wants to use a coupon, and on what. */
export interface CouponUse {
  lines: readonly Line[];
  customerId: number;
  email: string;
}

/** The published coupon with this code; of two, the newer one, as in WooCommerce. */
export function findCouponByCode(shop: Shop, code: string): Coupon | undefined {
  return shop.state.coupons
    .filter((coupon) => coupon.status === 'publish' && isSameCouponCode(coupon.code, code))
    .sort((a, b) => b.createdAt.localeCompare(a.createdAt) || b.id - a.id)[0];
}

/** WooCommerce's sentence why the coupon cannot be used, undefined when it can (`WC_Discounts::is_coupon_valid`). */
export function couponFault(shop: Shop, code: string, use: CouponUse): string | undefined {
  const coupon = findCouponByCode(shop, code);
  const name = `&quot;${code}&quot;`;
  if (!coupon) return `Coupon ${name} cannot be applied because it does not exist.`;
  if (coupon.usageLimit && coupon.usageCount >= coupon.usageLimit) {
    return `Usage limit for coupon ${name} has been reached.`;
  }
  const user = use.customerId ? String(use.customerId) : use.email.toLowerCase();
  const uses = coupon.usedBy.filter((usedBy) => user !== '' && usedBy === user).length;
  if (coupon.usageLimitPerUser && uses >= coupon.usageLimitPerUser) {
    return `Usage limit for coupon ${name} has been reached.`;
  }
  if (coupon.expiresAt && now(shop) > coupon.expiresAt) return `Coupon ${name} has expired.`;
  const subtotal = sum(use.lines.map((line) => amount(line.subtotal)));
  if (compare(amount(coupon.minimumAmount), subtotal) > 0) {
    return `The minimum spend for coupon ${name} is ${printed(amount(coupon.minimumAmount), 2)}.`;
  }
  const maximum = amount(coupon.maximumAmount);
  if (maximum.numerator > 0n && compare(subtotal, maximum) > 0) {
    return `The maximum spend for coupon ${name} is ${printed(maximum, 2)}.`;
  }
  return productFault(shop, coupon, name, use.lines);
}

/** A discount on single products needs one that it may discount; a discount on the cart needs a listed one and no excluded one in it. */
function productFault(shop: Shop, coupon: Coupon, name: string, lines: readonly Line[]): string | undefined {
  const fault = `Sorry, coupon ${name} is not applicable to selected products.`;
  const of = (productId: number) => categoriesOf(shop, productId);
  const isIn = (line: Line, categories: number[]) => of(line.productId).some((id) => categories.includes(id));
  const { productIds, productCategories, excludedProductIds, excludedProductCategories } = coupon;
  if (productIds.length > 0 && !lines.some((line) => productIds.includes(line.productId))) return fault;
  if (productCategories.length > 0 && !lines.some((line) => isIn(line, productCategories))) return fault;
  if (!isForCart(coupon)) return lines.some((line) => appliesTo(coupon, line, of)) ? undefined : fault;
  const products = lines.filter((line) => excludedProductIds.includes(line.productId));
  if (products.length > 0)
    return `Sorry, coupon ${name} is not applicable to the products: ${products.map((line) => line.name).join(', ')}.`;
  const categories = shop.state.categories.filter(
    ({ id }) =>
      excludedProductCategories.includes(id) && lines.some((line) => of(line.productId).includes(id)),
  );
  if (categories.length > 0)
    return `Sorry, coupon ${name} is not applicable to the categories: ${categories.map((category) => category.name).join(', ')}.`;
  return undefined;
}
