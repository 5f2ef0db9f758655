import {
  add,
  compare,
  divide,
  multiply,
  parseDecimal,
  ratio,
  round,
  subtract,
  zero,
  type Ratio,
} from '@finders-fee/shared';
import { amount } from '../amount.ts';
import type { Coupon, Line } from '../state.ts';

/** Cents that each coupon takes off each line: coupon code → line id → cents, exact. */
export type Discounts = Map<string, Map<number, Ratio>>;

/** The categories of a product, with their parents. */
export type CategoriesOf = (productId: number) => number[];

interface Item {
  id: number;
  productId: number;
  quantity: number;
  /** In cents, before discounts. */
  price: Ratio;
}

/**
 * What coupons take off, cent by cent as WooCommerce hands them out (`WC_Discounts`): every coupon on the full price, dearest piece first,
 * percentages rounded down per line and the rest spread a cent per piece.
 */
export function discountsOf(
  lines: readonly Line[],
  coupons: readonly Coupon[],
  { decimals, categoriesOf }: { decimals: number; categoriesOf: CategoriesOf },
): Discounts {
  const cents = ratio(10n ** BigInt(decimals));
  const items = lines
    .map((line) => ({
      id: line.id,
      productId: line.productId,
      quantity: line.quantity,
      price: multiply(amount(line.subtotal), cents),
    }))
    .sort((a, b) => compare(pricePerPiece(b), pricePerPiece(a)));
  const discounts: Discounts = new Map();
  for (const coupon of coupons) {
    const own = new Map<number, Ratio>(items.map((item) => [item.id, zero]));
    discounts.set(coupon.code, own);
    const left = (item: Item) => whole(round(leftOf(item, discounts)));
    const take = (item: Item, part: Ratio) => own.set(item.id, add(own.get(item.id) ?? zero, part));
    const eligible = items.filter(
      (item) =>
        (isForCart(coupon) || appliesTo(coupon, item, categoriesOf)) &&
        item.quantity > 0 &&
        left(item).numerator > 0n,
    );
    const value = parseDecimal(coupon.amount || '0');
    if (coupon.discountType === 'percent') takePercent(eligible, value, left, take);
    else if (coupon.discountType === 'fixed_product')
      takePerPiece(eligible, multiply(value, cents), left, take);
    else takeFromCart(eligible, whole(round(multiply(value, cents))), left, take);
  }
  return discounts;
}

/** A discount on the whole cart is taken off every line, whatever products it is for (`WC_Coupon::is_valid_for_cart`). */
export function isForCart(coupon: Coupon): boolean {
  return coupon.discountType === 'fixed_cart';
}

/** Whether a coupon may discount this product at all (`WC_Coupon::is_valid_for_product`). */
export function appliesTo(
  coupon: Coupon,
  { productId }: { productId: number },
  categoriesOf: CategoriesOf,
): boolean {
  const isIn = (categories: number[]) => categoriesOf(productId).some((id) => categories.includes(id));
  if (coupon.excludedProductIds.includes(productId) || isIn(coupon.excludedProductCategories)) return false;
  const isForAll = coupon.productIds.length === 0 && coupon.productCategories.length === 0;
  return isForAll || coupon.productIds.includes(productId) || isIn(coupon.productCategories);
}

type Left = (item: Item) => Ratio;
type Take = (item: Item, part: Ratio) => void;

function takePercent(items: Item[], percent: Ratio, left: Left, take: Take): void {
  const share = divide(percent, ratio(100n));
  let taken = zero;
  let price = zero;
  for (const item of items) {
    const full = whole(round(item.price));
    const part = lower(left(item), whole(floor(multiply(full, share))));
    take(item, part);
    taken = add(taken, part);
    price = add(price, full);
  }
  takeCents(items, roundHalfDown(multiply(price, share)) - round(taken), left, take);
}

function takePerPiece(items: Item[], perPiece: Ratio, left: Left, take: Take): Ratio {
  let taken = zero;
  for (const item of items) {
    const part = lower(left(item), multiply(perPiece, ratio(BigInt(item.quantity))));
    take(item, part);
    taken = add(taken, part);
  }
  return taken;
}

function takeFromCart(items: Item[], cents: Ratio, left: Left, take: Take): void {
  const pieces = items.reduce((count, item) => count + item.quantity, 0);
  if (pieces === 0 || cents.numerator <= 0n) return;
  const perPiece = whole(floor(divide(cents, ratio(BigInt(pieces)))));
  if (perPiece.numerator === 0n) return takeCents(items, round(cents), left, take);
  const taken = takePerPiece(items, perPiece, left, take);
  if (taken.numerator > 0n && compare(taken, cents) < 0)
    takeFromCart(items, subtract(cents, taken), left, take);
}

/** One cent per piece, in order, until they are gone. */
function takeCents(items: Item[], cents: bigint, left: Left, take: Take): void {
  let rest = cents;
  for (const item of items) {
    for (let piece = 0; piece < item.quantity && rest > 0n; piece += 1) {
      const part = lower(left(item), ratio(1n));
      take(item, part);
      rest -= part.numerator;
    }
  }
}

function leftOf(item: Item, discounts: Discounts): Ratio {
  return [...discounts.values()].reduce((left, own) => subtract(left, own.get(item.id) ?? zero), item.price);
}

function pricePerPiece(item: Item): Ratio {
  return item.quantity > 1 ? divide(item.price, ratio(BigInt(item.quantity))) : item.price;
}

function lower(a: Ratio, b: Ratio): Ratio {
  return compare(a, b) < 0 ? a : b;
}

function whole(value: bigint): Ratio {
  return ratio(value);
}

/** `WC_DISCOUNT_ROUNDING_MODE`: half a cent stays with the shop. */
function roundHalfDown(value: Ratio): bigint {
  return -floor(subtract(ratio(1n, 2n), value));
}

function floor(value: Ratio): bigint {
  const towardsZero = value.numerator / value.denominator;
  return towardsZero * value.denominator > value.numerator ? towardsZero - 1n : towardsZero;
}
