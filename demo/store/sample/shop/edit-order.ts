import { add, compare, divide, multiply, ratio, sum } from '@finders-fee/shared';
import { amount, minus, negative, raw, rounded, sumRounded } from '../amount.ts';
import { textOf } from '../posted.ts';
import type { CouponLine, ExtraLine, Line, Order } from '../state.ts';
import { StoreError } from '../store-error.ts';
import { categoriesOf } from './catalogue.ts';
import { formatCouponCode, isSameCouponCode } from './coupon-code.ts';
import { discountsOf } from './discounts.ts';
import { changeUsage } from './move-order.ts';
import { setTaxes, taxOn } from './order-totals.ts';
import { nextId, type Shop } from './shop.ts';
import { couponFault, findCouponByCode } from './validate-coupon.ts';

type Posted = Record<string, unknown>;

/** Adds or changes product lines as `line_items` of REST asks; a quantity of 0 or a product of null removes a line. */
export function setLines(shop: Shop, order: Order, posted: Posted[]): void {
  for (const item of posted) {
    const known = order.lines.find((line) => line.id === Number(item['id']));
    if (known && (item['quantity'] === 0 || item['product_id'] === null)) {
      order.lines = order.lines.filter((line) => line !== known);
      continue;
    }
    const line = known ?? newLine(shop, order, item);
    if (item['name'] !== undefined) line.name = textOf(item['name']);
    if (item['quantity'] !== undefined) line.quantity = Number(item['quantity']);
    if (item['subtotal'] !== undefined) line.subtotal = raw(amount(item['subtotal']));
    if (item['total'] !== undefined) line.total = raw(amount(item['total']));
    if (compare(amount(line.subtotal), amount(line.total)) < 0) line.subtotal = line.total;
  }
  setTaxes(order, shop.state.settings);
}

export function setShippingLines(shop: Shop, order: Order, posted: Posted[]): void {
  order.shippingLines = setExtraLines(shop, order.shippingLines, posted, 'method_title');
  setTaxes(order, shop.state.settings);
}

export function setFeeLines(shop: Shop, order: Order, posted: Posted[]): void {
  order.feeLines = setExtraLines(shop, order.feeLines, posted, 'name');
  setTaxes(order, shop.state.settings);
}

/** Replaces all coupons of an order, as REST and the editor do: each is checked, and all discounts are worked out anew with every one that goes or comes. Throws 400. */
export function setCoupons(shop: Shop, order: Order, codes: string[]): void {
  const use = { lines: order.lines, customerId: order.customerId, email: order.billing['email'] ?? '' };
  const wanted = codes.map(formatCouponCode);
  for (const [index, code] of wanted.entries()) {
    const isThere = order.couponLines.some((line) => isSameCouponCode(line.code, code));
    const isTwice = wanted.slice(0, index).some((other) => isSameCouponCode(other, code));
    const fault = isTwice
      ? `Coupon code &quot;${code}&quot; already applied!`
      : isThere
        ? undefined
        : couponFault(shop, code, use);
    if (fault) throw new StoreError('woocommerce_rest_invalid_coupon', fault, 400);
  }
  for (const line of order.couponLines) if (order.usageRecorded) changeUsage(shop, order, line.code, false);
  while (order.couponLines.shift()) applyDiscounts(shop, order);
  for (const code of wanted) {
    order.couponLines.push(couponLine(shop, code));
    applyDiscounts(shop, order);
  }
  for (const code of wanted) if (order.usageRecorded) changeUsage(shop, order, code, true);
}

/** A discount given as a fee takes an order that costs something down to 0 at most (`WC_Abstract_Order::calculate_totals`). */
export function capFees(shop: Shop, order: Order): void {
  const { priceDecimals } = shop.state.settings;
  const totals = [...order.lines, ...order.shippingLines].map((line) => amount(line.total));
  let before = sumRounded(totals, priceDecimals);
  for (const fee of order.feeLines) {
    const most = negative(rounded(before, priceDecimals));
    if (most.numerator < 0n && compare(amount(fee.total), most) < 0) fee.total = raw(most);
    before = add(before, amount(fee.total));
  }
  setTaxes(order, shop.state.settings);
}

/** Gives the tax lines their item ids, after the lines that they sum up. */
export function numberTaxes(shop: Shop, order: Order): void {
  order.taxItems = shop.state.settings.taxRates.map(
    (rate) =>
      order.taxItems.find((item) => item.rateId === rate.id) ?? {
        rateId: rate.id,
        itemId: nextId(shop, 'item'),
      },
  );
}

function newLine(shop: Shop, order: Order, item: Posted): Line {
  const productId = Number(item['product_id'] ?? 0);
  const product = shop.state.products.find(
    ({ id, sku }) => id === productId || (sku !== '' && sku === item['sku']),
  );
  if (!product && item['name'] === undefined) {
    throw new StoreError(
      'woocommerce_rest_required_product_reference',
      'Product ID or SKU is required.',
      400,
    );
  }
  const quantity = Number(item['quantity'] ?? 1);
  const price = raw(multiply(amount(product?.price ?? '0'), ratio(BigInt(quantity))));
  const line: Line = {
    id: nextId(shop, 'item'),
    name: product?.name ?? textOf(item['name']),
    productId: product?.id ?? 0,
    variationId: 0,
    sku: product?.sku ?? '',
    quantity,
    subtotal: price,
    total: price,
    taxes: [],
  };
  order.lines.push(line);
  return line;
}

function setExtraLines(shop: Shop, lines: ExtraLine[], posted: Posted[], nameField: string): ExtraLine[] {
  const result = [...lines];
  for (const item of posted) {
    const known = result.find((line) => line.id === Number(item['id']));
    if (known && item[nameField] === null) {
      result.splice(result.indexOf(known), 1);
      continue;
    }
    const line = known ?? { id: nextId(shop, 'item'), methodId: '', name: '', total: '0', taxes: [] };
    if (item['method_id'] !== undefined) line.methodId = textOf(item['method_id']);
    if (item[nameField] !== undefined) line.name = textOf(item[nameField]);
    if (item['total'] !== undefined) line.total = raw(amount(item['total']));
    if (!known) result.push(line);
  }
  return result;
}

function couponLine(shop: Shop, code: string): CouponLine {
  const coupon = findCouponByCode(shop, code);
  const type = !coupon || coupon.discountType === 'fixed_cart' ? null : coupon.discountType;
  const info = [coupon?.id ?? 0, coupon?.code ?? code, type, Number(coupon?.amount ?? 0)];
  return {
    id: nextId(shop, 'item'),
    code: coupon?.code ?? code,
    discount: '0',
    discountTax: '0',
    info: JSON.stringify(coupon?.freeShipping ? [...info, true] : info),
    metaId: nextId(shop, 'meta'),
  };
}

function applyDiscounts(shop: Shop, order: Order): void {
  const { priceDecimals, taxRates } = shop.state.settings;
  const coupons = order.couponLines.flatMap((line) => findCouponByCode(shop, line.code) ?? []);
  const discounts = discountsOf(order.lines, coupons, {
    decimals: priceDecimals,
    categoriesOf: (productId) => categoriesOf(shop, productId),
  });
  const cents = ratio(10n ** BigInt(priceDecimals));
  const partOf = (code: string, lineId: number) =>
    divide(discounts.get(code)?.get(lineId) ?? ratio(0n), cents);
  for (const line of order.lines) {
    const taken = sum(coupons.map((coupon) => partOf(coupon.code, line.id)));
    const left = minus(amount(line.subtotal), taken);
    line.total = raw(left.numerator < 0n ? ratio(0n) : left);
  }
  for (const couponLine of order.couponLines) {
    const parts = order.lines.map((line) => partOf(couponLine.code, line.id));
    couponLine.discount = raw(sum(parts));
    couponLine.discountTax = raw(sum(parts.map((part) => taxOn(part, taxRates, priceDecimals))));
  }
  capFees(shop, order);
}
