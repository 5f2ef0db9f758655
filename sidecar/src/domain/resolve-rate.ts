import { parseDecimal, type RateRule, type Terms } from '@finders-fee/shared';
import type { CategoriesByProduct } from './books.ts';
import { namesCategory, namesProduct } from './covers-product.ts';
import type { OrderLine } from './order-snapshot.ts';

/** A line won through a coupon, or a link, which has no code. `product` is null for shipping and fees, which have no product's or category's rate. */
interface WonLine {
  couponCode: string | null;
  product: OrderLine | null;
}

/**
 * The rate of a line: the first of the frozen rates that fits (coupon, affiliate, product, category, program).
 * A fixed rate in another currency than the order's does not exist for the order (`currency` null: any does); null where none is left.
 */
export function resolveRate(
  { rates }: Pick<Terms, 'rates'>,
  line: WonLine,
  { currency, categories }: { currency: string | null; categories: CategoriesByProduct },
): RateRule | null {
  return rates.find((rule) => fits(rule, line, categories) && isIn(currency, rule)) ?? null;
}

function isIn(currency: string | null, { rate }: RateRule): boolean {
  return currency === null || rate.currency === undefined || rate.currency === currency;
}

/** The same for two rules that are one promise: where they come from and what they pay. */
export function sameRateKey({ source, rate }: RateRule): string {
  const { numerator, denominator } = parseDecimal(rate.value);
  return `${source} ${rate.type} ${numerator}/${denominator}`;
}

function fits(rule: RateRule, { couponCode, product }: WonLine, categories: CategoriesByProduct): boolean {
  switch (rule.source) {
    case 'coupon':
      return rule.coupon_code === couponCode;
    case 'affiliate':
    case 'program':
      return true;
    case 'product':
      return product !== null && namesProduct(rule.product_ids ?? [], product);
    case 'category':
      return product !== null && namesCategory(rule.category_ids ?? [], product, categories);
  }
}
