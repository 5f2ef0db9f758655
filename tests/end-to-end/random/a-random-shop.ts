import { readFile } from 'node:fs/promises';
import { setTimeout as wait } from 'node:timers/promises';
import { expectOk, type Shop as RealShop } from '../../support/a-shop.ts';
import {
  makeRate,
  longBefore,
  several,
  type OwnRate,
  type PromisedFrom,
  type Shop,
} from '../../model/shop.ts';
import type { Random } from '../../model/random.ts';

/** A shop in a real store, and what its owner promised there, written down beside it as the second opinion reads it. */
export interface RandomShop {
  /** Settings as they are now; an order keeps those it was first seen under. */
  shop: Shop;
  /** What orders may be made of: ids of products, a variation's after its parent's; coupon codes; link codes. */
  products: number[][];
  codes: string[];
  links: string[];
  /** The owner changes settings, programs, rates and who owns what, for orders from now on. */
  changeMind(random: Random): Promise<void>;
}

/** Which currency and how many decimals; a store is asked for these when it starts. */
export function pickMoney(random: Random): { currency: string; priceDecimals: number } {
  const [currency, priceDecimals] = random.pick([
    ...Array.from({ length: 4 }, () => ['EUR', 2] as const),
    ['JPY', 0],
    ['KWD', 3],
    ['EUR', 0],
    ['EUR', 3],
    ['EUR', 4],
    ['JPY', 2],
  ] as const);
  return { currency, priceDecimals };
}

/** `number` tells the shops of one store apart; they share its products and categories. */
export async function furnishShop(
  random: Random,
  { store, woo, owner, sync }: RealShop,
  { currency, number }: { currency: string; number: number },
): Promise<RandomShop> {
  if (!('runPhp' in store)) throw new Error('Only a real store can be furnished');
  const script = await readFile(new URL('./furnish-store.php', import.meta.url), 'utf8');
  const codes = several(random, 4, 6, (index) => `code-${number}-${index}`);
  const plan = {
    options: pickOptions(random),
    taxes: pickTaxes(random),
    categories,
    products,
    coupons: codes.map((code) => ({ code, ...makeCoupon(random) })),
  };
  const printed = await store.runPhp(script.replace(/^<\?php/, ''), {
    FINDERS_FEE_PLAN: JSON.stringify(plan),
  });
  const made = JSON.parse(printed) as { products: number[][]; categories: number[] };
  const ids = { products: made.products.flat(), categories: made.categories };

  const settings = pickSettings(random);
  expectOk(await owner.put('settings', settings));
  await sync();
  const programs = await inTurn(random.int(1, 2), async (): Promise<Shop['programs'][number]> => {
    const terms = makeTerms(random, currency, ids);
    const status = random.chance(0.05) ? 'paused' : 'active';
    const program = expectOk(await owner.post('programs', { name: 'Podcast', status, ...terms }));
    return { id: program.id, paused: status === 'paused', versions: [versionOf(program)] };
  });
  const affiliates = await inTurn(random.int(2, 3), async (): Promise<Shop['affiliates'][number]> => {
    const programId = random.pick(programs).id;
    const rate = random.chance(0.2) ? makeRate(random, currency) : null;
    const status = random.chance(0.05) ? 'suspended' : 'active';
    const body = { name: 'John', program_id: programId, status, rate };
    const affiliate = expectOk(await owner.post('affiliates', body));
    return {
      ...{
        id: affiliate.id,
        programId,
        active: status === 'active',
        rates: [{ rate, validFrom: longBefore }],
      },
      linkCode: new URL(affiliate.link ?? 'http://none/').searchParams.get('ref') ?? '',
    };
  });
  const coupons: Shop['coupons'] = [];
  for (const coupon of await readCoupons(woo, codes)) {
    const rate = random.chance(0.2) ? makeRate(random, currency) : null;
    const owned = random.chance(0.9) ? (affiliates[coupons.length % affiliates.length]?.id ?? null) : null;
    expectOk(await owner.put(`coupons/${coupon.couponId}`, { affiliate_id: owned, rate }));
    coupons.push({ ...coupon, rates: [{ rate, validFrom: longBefore }], periods: [] });
  }
  const shop: Shop = {
    ...{ currency, programs, affiliates, coupons },
    policy: settings.multiple_coupons,
    earningStatuses: settings.earning_statuses,
    linkDays: settings.link_days,
    categories: await readCategories(woo, ids.products),
    ...{ couponsEarn: true, paysPermanentCode: false, permanentCode: { given: null, set: [] } },
  };
  const readPeriods = async () => {
    for (const coupon of coupons) {
      const periods = expectOk(await owner.get(`coupons/${coupon.couponId}/owners`)) as any[];
      coupon.periods = periods.map(({ affiliate_id: affiliateId, from, to }) => {
        return { affiliateId, from: from ?? longBefore, to };
      });
    }
  };
  await readPeriods();
  await turnOfSecond();
  return {
    ...{ shop, codes, products: made.products, links: affiliates.map(({ linkCode }) => linkCode) },
    changeMind: async (chance) => {
      await turnOfSecond();
      const now = new Date(Math.floor(Date.now() / 1000) * 1000).toISOString();
      const other = pickSettings(chance);
      expectOk(await owner.put('settings', other));
      shop.policy = other.multiple_coupons;
      shop.earningStatuses = other.earning_statuses;
      shop.linkDays = other.link_days;
      for (const program of programs.filter(() => chance.chance(0.5))) {
        const { versions } = program;
        const changed = expectOk(await owner.put(`programs/${program.id}`, makeTerms(chance, currency, ids)));
        if (changed.version > versions.length) versions.push(versionOf(changed));
      }
      const anotherRate = async (path: string, rates: OwnRate[]) => {
        const rate = chance.chance(0.5) ? makeRate(chance, currency) : null;
        expectOk(await owner.put(path, { rate }));
        rates.push({ rate, validFrom: now });
      };
      for (const { id, rates } of affiliates)
        if (chance.chance(0.3)) await anotherRate(`affiliates/${id}`, rates);
      for (const { couponId, rates } of coupons) {
        if (chance.chance(0.2)) await anotherRate(`coupons/${couponId}`, rates);
        if (chance.chance(0.2)) {
          const next = chance.chance(0.8) ? chance.pick(affiliates).id : null;
          expectOk(await owner.put(`coupons/${couponId}`, { affiliate_id: next }));
        }
      }
      await readPeriods();
      await turnOfSecond();
    },
  };
}

const categories = [
  { name: 'Clothing', parent: null },
  { name: 'Hoodies', parent: 0 },
  { name: 'Home', parent: null },
];

const product = {
  ...{ price: '', salePrice: '', categories: [] as number[], taxStatus: 'taxable', taxClass: '' },
  variations: {} as Record<string, string>,
};
const products = [
  { ...product, sku: 'hoodie', price: '50.00', categories: [1] },
  { ...product, sku: 'mug', price: '9.99', categories: [2], taxClass: 'reduced-rate' },
  { ...product, sku: 'sticker', price: '0.035' },
  { ...product, sku: 'shirt', price: '33.33', salePrice: '19.95', categories: [0] },
  { ...product, sku: 'flyer', price: '0' },
  { ...product, sku: 'stamp', price: '7.77', taxStatus: 'none', categories: [2] },
  { ...product, sku: 'cap', categories: [0], variations: { S: '17.77', L: '21.3' } },
];

function pickOptions(random: Random): Record<string, string> {
  const either = (probability: number) => (random.chance(probability) ? 'yes' : 'no');
  return {
    woocommerce_calc_taxes: either(0.8),
    woocommerce_prices_include_tax: either(0.5),
    woocommerce_tax_round_at_subtotal: either(0.4),
    woocommerce_calc_discounts_sequentially: either(0.5),
    woocommerce_shipping_tax_class: random.pick(['inherit', '', 'reduced-rate']),
    woocommerce_price_decimal_sep: random.pick(['.', '.', ',']),
    woocommerce_price_thousand_sep: random.pick([',', '.', "'"]),
  };
}

function pickTaxes(random: Random): Record<string, string | number>[] {
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

/** Products are named by their place and that of their variation. */
function makeCoupon(random: Random) {
  const type = random.pick(['percent', 'percent', 'percent', 'fixed_cart', 'fixed_cart', 'fixed_product']);
  const someProducts = () => several(random, 1, 2, () => [random.int(0, products.length - 1), 0]);
  const aVariation = () => [[products.length - 1, random.int(1, 2)]];
  const someCategories = () => several(random, 1, 2, () => random.int(0, categories.length - 1));
  const free = { products: [], excludedProducts: [], categories: [], excludedCategories: [] };
  const restrictions = random.pick([
    ...[{}, {}, {}, {}, {}],
    { products: someProducts() },
    { products: aVariation() },
    { categories: someCategories() },
    { excludedProducts: someProducts() },
    { excludedCategories: someCategories() },
    { categories: [0], excludedProducts: aVariation() },
  ]);
  return {
    type,
    amount:
      type === 'percent'
        ? random.pick(['10', '15', '33.33', '100', '0', '12.5'])
        : random.pick(['5', '7.77', '0.333', '100', '1']),
    items: random.chance(0.15) ? random.int(1, 2) : null,
    freeShipping: random.chance(0.1),
    excludeSale: random.chance(0.15),
    ...free,
    ...restrictions,
  };
}

function pickSettings(random: Random) {
  return {
    multiple_coupons: random.pick(['first', 'last', 'largest', 'split', 'split', 'split'] as const),
    earning_statuses: random.pick([
      ['processing', 'completed'],
      ['processing', 'completed'],
      ['processing', 'completed'],
      ['completed'],
      ['on-hold', 'processing', 'completed'],
    ]),
    link_days: random.pick([30, 30, 7, 0]),
  };
}

function makeTerms(
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

function versionOf(program: any): PromisedFrom {
  const { rate, base, product_rates, excluded, minimum, version_since: validFrom } = program;
  return { rate, base, product_rates, excluded, minimum, validFrom };
}

/** As WooCommerce's REST API has them. */
async function readCoupons(woo: RealShop['woo'], codes: readonly string[]) {
  const all = expectOk(await woo.get('coupons', { per_page: 100, orderby: 'id' })) as any[];
  return codes.map((code) => {
    const coupon = all.find((one) => one.code === code);
    const [productIds, categoryIds, excludedProductIds, excludedCategoryIds] = [
      ...[coupon.product_ids, coupon.product_categories],
      ...[coupon.excluded_product_ids, coupon.excluded_product_categories],
    ].map((ids) => Object.values(ids) as number[]) as [number[], number[], number[], number[]];
    return {
      ...{ couponId: coupon.id as number, code },
      restrictions: { productIds, categoryIds, excludedProductIds, excludedCategoryIds },
    };
  });
}

/** Of each product with all that stand above. */
async function readCategories(woo: RealShop['woo'], ids: readonly number[]): Promise<Shop['categories']> {
  const groups = expectOk(await woo.get('products/categories', { per_page: 100 })) as any[];
  const above = (id: number): number[] => {
    const parent = groups.find((group) => group.id === id)?.parent as number;
    return parent ? [id, ...above(parent)] : [id];
  };
  const all = expectOk(await woo.get('products', { per_page: 100, include: ids.join(',') })) as any[];
  return Object.fromEntries(
    all.map(({ id, categories: own }) => [id, own.flatMap((group: { id: number }) => above(group.id))]),
  );
}

async function inTurn<T>(count: number, make: () => Promise<T>): Promise<T[]> {
  const made: T[] = [];
  while (made.length < count) made.push(await make());
  return made;
}

/** Orders know their second only: what is promised from one on must not fall into that of an order before it. */
async function turnOfSecond(): Promise<void> {
  await wait(1000 - (Date.now() % 1000) + 5);
}
