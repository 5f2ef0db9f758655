import { add, divide, isPositive, multiply, ratio, subtract, sum, type Ratio } from '@finders-fee/shared';
import { amount, negative, raw, rounded, sumRounded } from '../amount.ts';
import type { Order, Refund, StoreSettings, Tax, TaxRate } from '../state.ts';

export interface Totals {
  discount: Ratio;
  discountTax: Ratio;
  shipping: Ratio;
  shippingTax: Ratio;
  cartTax: Ratio;
  total: Ratio;
  totalTax: Ratio;
}

/** An order added up as WooCommerce does (`WC_Abstract_Order::calculate_totals`): every line and every tax rounded before they are summed, fees after. */
export function totalsOf(order: Order, decimals: number): Totals {
  const all = (parts: Ratio[]) => sumRounded(parts, decimals);
  const taxOf = (lines: { taxes: Tax[] }[]) => all(lines.map((line) => lineTax(line.taxes, 'total')));
  const subtotals = all(order.lines.map((line) => amount(line.subtotal)));
  const items = all(order.lines.map((line) => amount(line.total)));
  const fees = sum(order.feeLines.map((fee) => amount(fee.total)));
  const shipping = all(order.shippingLines.map((line) => amount(line.total)));
  const itemTax = taxOf(order.lines);
  const shippingTax = taxOf(order.shippingLines);
  const cartTax = add(itemTax, taxOf(order.feeLines));
  const rawTax = (which: 'subtotal' | 'total') => sum(order.lines.map((line) => lineTax(line.taxes, which)));
  return {
    discount: subtract(subtotals, items),
    discountTax: rounded(subtract(rawTax('subtotal'), rawTax('total')), decimals),
    shipping,
    shippingTax,
    cartTax,
    totalTax: add(cartTax, shippingTax),
    total: rounded(sum([items, fees, shipping, cartTax, shippingTax]), decimals),
  };
}

/** What is left of an order's total after its refunds. */
export function remainingOf(order: Order, decimals: number): Ratio {
  return subtract(totalsOf(order, decimals).total, sum(order.refunds.map((refund) => amount(refund.amount))));
}

/** Sets every line's taxes anew from the store's rates. */
export function setTaxes(order: Order, settings: StoreSettings): void {
  for (const line of order.lines) line.taxes = taxesOn(line.subtotal, line.total, settings.taxRates);
  const extras = [...order.shippingLines, ...order.feeLines];
  const isFree = ![...order.lines, ...extras].some((line) => isPositive(amount(line.total)));
  for (const line of extras) {
    // A negative fee has its part of the tax of what costs something.
    line.taxes =
      isFree && amount(line.total).numerator < 0n ? [] : taxesOn('0', line.total, settings.taxRates);
  }
}

/** A line's tax in the currency's raw precision; callers round it. */
export function lineTax(taxes: readonly Tax[], which: 'subtotal' | 'total'): Ratio {
  return sum(taxes.map((tax) => amount(tax[which])));
}

/** A refund's tax, positive. */
export function refundTax(refund: Refund): Ratio {
  return negative(sum(refund.lines.flatMap((line) => line.taxes.map((tax) => amount(tax.total)))));
}

/** Tax on a discount, rounded per line as WooCommerce rounds it. */
export function taxOn(value: Ratio, rates: readonly TaxRate[], decimals: number): Ratio {
  return rounded(sum(rates.map((rate) => multiply(value, share(rate)))), decimals);
}

function taxesOn(subtotal: string, total: string, rates: readonly TaxRate[]): Tax[] {
  return rates.map((rate) => ({
    rateId: rate.id,
    subtotal: raw(multiply(amount(subtotal), share(rate))),
    total: raw(multiply(amount(total), share(rate))),
  }));
}

function share(rate: TaxRate): Ratio {
  return divide(amount(rate.percent), ratio(100n));
}
