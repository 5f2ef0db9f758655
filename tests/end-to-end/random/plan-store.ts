import type { Random } from '../../model/random.ts';
import { makeRate, several } from '../../model/shop.ts';

/** What a real store is asked for when it starts. */
export function planStore(random: Random) {
  const [currency, priceDecimals] = random.pick([
    ...Array.from({ length: 4 }, () => ['EUR', 2] as const),
    ...([['JPY', 0] as const, ['KWD', 3] as const, ['EUR', 0] as const] as const),
    ...([['EUR', 3] as const, ['EUR', 4] as const, ['JPY', 2] as const] as const),
  ]);
  return {
    ...{ currency, priceDecimals },
    hpos: !random.chance(0.15),
    timeZone: random.pick(['Europe/Berlin', 'Asia/Singapore', 'America/New_York']),
  };
}

/** How `furnish-store.php` is to set the store up. Products and categories are the same each time; in coupons they are named by their place. */
export function planFurniture(random: Random, codes: readonly string[]) {
  return {
    options: planOptions(random),
    byWeight: random.chance(0.15),
    taxes: planTaxes(random),
    categories,
    products,
    coupons: codes.map((code) => ({ code, ...planCoupon(random) })),
  };
}

export function planSettings(random: Random) {
  return {
    multiple_coupons: random.pick(['first', 'last', 'largest', 'split', 'split', 'split'] as const),
    earning_statuses: random.pick([
      ...Array.from({ length: 3 }, () => ['processing', 'completed']),
      ['completed'],
      ['on-hold', 'processing', 'completed'],
    ]),
    link_days: random.pick([30, 30, 7, 0]),
  };
}

/** What a program promises; `products` and `categories` by their ids in the store. */
export function planTerms(
  random: Random,
  currency: string,
  { products: ids, categories: groups }: { products: number[]; categories: number[] },
) {
  const aSet = () =>
    random.pick([
      { product_ids: [random.pick(ids)], category_ids: [] },
      { product_ids: [], category_ids: [random.pick(groups)] },
    ]);
  return {
    rate: makeRate(random, currency),
    base: {
      price: random.pick(['after_discount', 'after_discount', 'before_discount'] as const),
      include_tax: random.chance(0.3),
      include_shipping: random.chance(0.3),
      include_fees: random.chance(0.5),
    },
    hold_days: random.pick([null, 0, 14]),
    product_rates: several(random, 0, random.chance(0.3) ? 2 : 0, () => ({
      ...aSet(),
      rate: makeRate(random, currency),
    })),
    excluded: random.chance(0.2) ? aSet() : { product_ids: [], category_ids: [] },
    minimum: random.chance(0.1) ? { amount: String(random.int(1, 90)), currency } : null,
  };
}

const categories = [
  { name: 'Clothing', parent: null },
  { name: 'Hoodies', parent: 0 },
  { name: 'Home', parent: null },
];

const plain = {
  ...{ price: '', salePrice: '', categories: [] as number[], taxStatus: 'taxable', taxClass: '' },
  variations: {} as Record<string, string>,
};
const products = [
  { ...plain, sku: 'hoodie', price: '50.00', categories: [1] },
  { ...plain, sku: 'mug', price: '9.99', categories: [2], taxClass: 'reduced-rate' },
  { ...plain, sku: 'sticker', price: '0.035' },
  { ...plain, sku: 'shirt', price: '33.33', salePrice: '19.95', categories: [0] },
  { ...plain, sku: 'flyer', price: '0' },
  { ...plain, sku: 'stamp', price: '7.77', taxStatus: 'none', categories: [2] },
  { ...plain, sku: 'cap', categories: [0], variations: { S: '17.77', L: '21.3' } },
];

function planOptions(random: Random): Record<string, string> {
  const either = (probability: number) => (random.chance(probability) ? 'yes' : 'no');
  return {
    woocommerce_calc_taxes: either(0.8),
    woocommerce_prices_include_tax: either(0.5),
    woocommerce_tax_round_at_subtotal: either(0.4),
    woocommerce_calc_discounts_sequentially: either(0.5),
    woocommerce_shipping_tax_class: random.pick(['inherit', '', 'reduced-rate']),
    woocommerce_price_decimal_sep: random.pick(['.', '.', ',']),
  };
}

/** For buyers in Germany; those in Switzerland pay none. */
function planTaxes(random: Random): Record<string, string | number>[] {
  const tax = (percent: string, more = {}) => ({
    ...{ tax_rate_country: 'DE', tax_rate_state: '', tax_rate: percent, tax_rate_name: 'VAT' },
    ...{ tax_rate_priority: 1, tax_rate_compound: 0, tax_rate_shipping: 1, tax_rate_class: '', ...more },
  });
  const reduced = tax('7.0000', { tax_rate_class: 'reduced-rate' });
  return random.pick([
    [tax('20.0000')],
    [tax('19.0000'), reduced],
    [tax('8.8750', { tax_rate_shipping: 0 }), reduced],
    [tax('10.0000'), tax('5.5000', { tax_rate_priority: 2, tax_rate_compound: 1 }), reduced],
    [tax('9.3333'), tax('1.2500', { tax_rate_priority: 2 })],
  ]);
}

function planCoupon(random: Random) {
  const type = random.pick(['percent', 'percent', 'percent', 'fixed_cart', 'fixed_cart', 'fixed_product']);
  const someProducts = () => several(random, 1, 2, () => [random.int(0, products.length - 1), 0]);
  const aVariation = () => [[products.length - 1, random.int(1, 2)]];
  const someCategories = () => several(random, 1, 2, () => random.int(0, categories.length - 1));
  return {
    type,
    amount:
      type === 'percent'
        ? random.pick(['10', '15', '33.33', '100', '0', '12.5'])
        : random.pick(['5', '7.77', '0.333', '100', '1']),
    items: random.chance(0.15) ? random.int(1, 2) : null,
    freeShipping: random.chance(0.1),
    excludeSale: random.chance(0.15),
    ...{ products: [], excludedProducts: [], categories: [], excludedCategories: [] },
    ...random.pick([
      ...Array.from({ length: 6 }, () => ({})),
      { products: someProducts() },
      { products: aVariation() },
      { categories: someCategories() },
      { excludedProducts: someProducts() },
      { excludedCategories: someCategories() },
      { categories: [0], excludedProducts: aVariation() },
    ]),
  };
}
