import {
  add,
  compare,
  divide,
  formatRatio,
  isPositive,
  isZero,
  multiply,
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
    const giving: Giving = {
      value: amount(coupon.amount),
      mostPieces: coupon.limitUsageToItems,
      left: (item) => absolute(whole(round(leftOf(item, discounts)))),
      take: (item, part) => own.set(item.id, add(own.get(item.id) ?? zero, part)),
    };
    const eligible = items.filter(
      (item) =>
        (isForCart(coupon) || appliesTo(coupon, item, categoriesOf)) &&
        item.quantity > 0 &&
        isPositive(giving.left(item)),
    );
    if (coupon.discountType === 'percent') takePercent(eligible, giving);
    else if (coupon.discountType === 'fixed_product')
      takePerPiece(eligible, multiply(giving.value, cents), giving);
    else takeFromCart(eligible, multiply(giving.value, cents), giving);
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

/** One coupon at work. */
interface Giving {
  value: Ratio;
  /** How many pieces it is for, dearest first; null for all. */
  mostPieces: number | null;
  /** Whole cents of an item that no coupon has taken yet. */
  left: (item: Item) => Ratio;
  take: (item: Item, part: Ratio) => void;
}

/** In floating point like WooCommerce's own, whose floor of 29 % of 100 cents is 28: the missing cent goes to the dearest piece. */
function takePercent(items: Item[], { value, mostPieces, left, take }: Giving): void {
  const share = Number(formatRatio(value, 6)) / 100;
  let taken = 0;
  let price = 0;
  for (const [item, pieces] of piecesOf(items, mostPieces)) {
    const discounted = (Number(round(item.price)) / item.quantity) * pieces;
    const part = Math.min(Number(round(left(item))), Math.floor(discounted * share));
    take(item, whole(BigInt(part)));
    taken += part;
    price += discounted;
  }
  takeCents(items, whole(BigInt(roundHalfDown(price * share) - taken)), { left, take });
}

function takePerPiece(items: Item[], perPiece: Ratio, { mostPieces, left, take }: Giving): Ratio {
  let taken = zero;
  for (const [item, pieces] of piecesOf(items, mostPieces)) {
    const most = mostPieces ? lower(perPiece, divide(item.price, ratio(BigInt(item.quantity)))) : perPiece;
    const part = lower(left(item), multiply(most, ratio(BigInt(pieces))));
    take(item, part);
    taken = add(taken, part);
  }
  return taken;
}

/** In rounds: what an item has no price left for goes to those that have. */
function takeFromCart(all: Item[], cents: Ratio, giving: Giving): void {
  const items = all.filter((item) => isPositive(giving.left(item)));
  const pieces = items.reduce((count, item) => count + item.quantity, 0);
  if (pieces === 0 || !isPositive(cents)) return;
  const perPiece = whole(floor(divide(cents, ratio(BigInt(pieces)))));
  if (isZero(perPiece)) return takeCents(items, cents, giving);
  const rest = subtract(cents, takePerPiece(items, perPiece, giving));
  if (compare(rest, cents) < 0) takeFromCart(items, rest, giving);
}

/** One cent per piece, in order, until they are gone. */
function takeCents(items: Item[], cents: Ratio, { left, take }: Pick<Giving, 'left' | 'take'>): void {
  let rest = cents;
  for (const item of items) {
    for (let piece = 0; piece < item.quantity && isPositive(rest); piece += 1) {
      const part = lower(left(item), ratio(1n));
      take(item, part);
      rest = subtract(rest, part);
    }
  }
}

/** How many pieces of each item a coupon is for. */
function piecesOf(items: Item[], mostPieces: number | null): [Item, number][] {
  let before = 0;
  return items.map((item) => {
    const pieces = mostPieces ? Math.max(0, Math.min(mostPieces - before, item.quantity)) : item.quantity;
    before += pieces;
    return [item, pieces];
  });
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
function roundHalfDown(cents: number): number {
  return Math.ceil(Number(cents.toFixed(6)) - 0.5);
}

function absolute(value: Ratio): Ratio {
  return isPositive(value) ? value : subtract(zero, value);
}

function floor(value: Ratio): bigint {
  return value.numerator / value.denominator;
}
