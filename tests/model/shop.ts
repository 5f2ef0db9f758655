import { currencyExponent, type MultipleCoupons, type Program, type Rate } from '@finders-fee/shared';
import type { CategoriesByProduct } from '@finders-fee/sidecar/domain/books';
import type { OrderSnapshot } from '@finders-fee/sidecar/domain/order-snapshot';
import type { Restrictions } from '@finders-fee/sidecar/domain/store-coupon';
import type { Random } from './random.ts';
import type { EarningCoupon, Promised, Question } from './second-opinion.ts';

/** What a program promises from an instant on. */
export interface PromisedFrom extends Pick<
  Program,
  'rate' | 'base' | 'product_rates' | 'excluded' | 'minimum'
> {
  validFrom: string;
}

export interface OwnRate {
  rate: Rate | null;
  validFrom: string;
}

/** A shop as its owner set it up. Instants are RFC 3339; versions and own rates stand oldest first. */
export interface Shop {
  currency: string;
  policy: MultipleCoupons;
  earningStatuses: string[];
  programs: { id: string; paused: boolean; versions: PromisedFrom[] }[];
  affiliates: { id: string; programId: string; active: boolean; rates: OwnRate[] }[];
  coupons: {
    couponId: number;
    code: string;
    restrictions: Restrictions | null;
    rates: OwnRate[];
    periods: { affiliateId: string; from: string; to: string | null }[];
  }[];
  categories: CategoriesByProduct;
}

/** Orders are placed around here; what is older or younger than that was in force before, or is not yet. */
export const dayOfOrders = '2026-11-03T10:00:00Z';
export const longBefore = '2026-01-01T00:00:00Z';
const shortlyBefore = '2026-11-03T00:00:00Z';
export const longAfter = '2027-06-01T00:00:00Z';

export const products = [11, 12, 13, 14];
/** By product; product 14 has this variation, too. */
export const variations: Record<number, number> = { 14: 140 };

/** Every kind of rate, base, exclusion and restriction, in a shop small enough to read. `firstCouponId`: coupons of several shops do not meet. */
export function makeShop(random: Random, { firstCouponId = 1 } = {}): Shop {
  const currency = random.pick(['EUR', 'JPY', 'KWD']);
  const programs = several(random, 1, 2, (): Shop['programs'][number] => ({
    id: `prg_${hex(random)}`,
    paused: random.chance(0.03),
    versions: makeVersions(random, currency),
  }));
  const affiliates = several(random, random.chance(0.2) ? 1 : 2, 3, () => ({
    id: `aff_${hex(random)}`,
    programId: random.pick(programs).id,
    active: !random.chance(0.04),
    rates: random.chance(0.2) ? makeOwnRates(random, currency) : [],
  }));
  const coupons = several(random, 2, 4, (index) => ({
    couponId: firstCouponId + index,
    code: `code-${firstCouponId + index}`,
    restrictions: random.chance(0.3) ? makeRestrictions(random) : null,
    rates: random.chance(0.2) ? makeOwnRates(random, currency) : [],
    periods: makePeriods(
      random,
      affiliates.map(({ id }) => id),
      index,
    ),
  }));
  return {
    currency,
    policy: random.pick(['first', 'last', 'largest', 'split', 'split', 'split']),
    earningStatuses: random.pick([
      ...Array.from({ length: 4 }, () => ['processing', 'completed']),
      ['completed'],
      ['on-hold', 'processing', 'completed'],
    ]),
    programs,
    affiliates,
    coupons,
    categories: Object.fromEntries(
      products.map((product) => [product, random.shuffled([1, 2, 3]).slice(0, random.int(0, 2))]),
    ),
  };
}

/** The question to the second opinion: who may earn what on this order, by the dates alone. */
export function questionAbout(shop: Shop, order: OrderSnapshot): Question {
  const at = Date.parse(order.placedAt);
  const coupons = new Map<string, EarningCoupon>();
  const promised = new Map<string, Promised>();
  for (const { code, couponId } of order.coupons) {
    const coupon = shop.coupons.find((one) =>
      couponId === null ? one.code === code : one.couponId === couponId,
    );
    const period = coupon?.periods.find(
      ({ from, to }) => Date.parse(from) <= at && (to === null || at < Date.parse(to)),
    );
    const affiliate = shop.affiliates.find(({ id }) => id === period?.affiliateId);
    const program = shop.programs.find(({ id }) => id === affiliate?.programId);
    const version = program && inForce(program.versions, at);
    if (!coupon || !affiliate?.active || !version || program.paused) continue;
    coupons.set(code, {
      affiliateId: affiliate.id,
      restrictions: coupon.restrictions,
      rate: inForce(coupon.rates, at)?.rate ?? null,
    });
    promised.set(affiliate.id, {
      base: version.base,
      excluded: version.excluded,
      minimum: version.minimum,
      affiliateRate: inForce(affiliate.rates, at)?.rate ?? null,
      productRates: version.product_rates,
      programRate: version.rate,
    });
  }
  const exponent = currencyExponent(order.currency);
  const { policy, earningStatuses, categories } = shop;
  return { order, exponent, policy, earningStatuses, categories, coupons, promised };
}

/** The one in force at the instant, the first one for what is older than all. */
function inForce<T extends { validFrom: string }>(versions: readonly T[], at: number): T | undefined {
  return versions.filter(({ validFrom }) => Date.parse(validFrom) <= at).at(-1) ?? versions[0];
}

function makeVersions(random: Random, currency: string): PromisedFrom[] {
  const instants = random.pick([[longBefore], [longBefore], [longBefore, shortlyBefore], [longAfter]]);
  return instants.map((validFrom) => ({
    validFrom,
    rate: makeRate(random, currency),
    base: {
      price: random.pick(['after_discount', 'after_discount', 'before_discount']),
      include_tax: random.chance(0.3),
      include_shipping: random.chance(0.3),
      include_fees: random.chance(0.5),
    },
    product_rates: several(random, 0, random.chance(0.3) ? 2 : 0, () => ({
      ...random.pick([
        { product_ids: [random.pick([...products, 140])], category_ids: [] },
        { product_ids: [], category_ids: [random.int(1, 3)] },
        { product_ids: [random.pick(products)], category_ids: [random.int(1, 3)] },
      ]),
      rate: makeRate(random, currency),
    })),
    excluded: random.chance(0.2)
      ? random.pick([
          { product_ids: [random.pick([...products, 140])], category_ids: [] },
          { product_ids: [], category_ids: [random.int(1, 3)] },
        ])
      : { product_ids: [], category_ids: [] },
    minimum: random.chance(0.07)
      ? { amount: String(random.int(1, 120)), currency: random.chance(0.8) ? currency : 'USD' }
      : null,
  }));
}

const percentages = ['5', '7', '10', '10', '12.5', '20', '33.3333', '99.9999', '100', '0.0001'];

/** Some fixed ones are in a currency that the order is not in. */
export function makeRate(random: Random, currency: string): Rate {
  const type = random.pick(['percent', 'percent', 'percent', 'fixed_per_order', 'fixed_per_item'] as const);
  if (type === 'percent') return { type, value: random.pick(percentages) };
  const own = random.chance(0.9) ? currency : 'USD';
  const decimals = currencyExponent(own);
  const whole = String(random.int(1, 12));
  const value = decimals === 0 ? whole : `${whole}.${String(random.int(0, 99)).padEnd(decimals, '5')}`;
  return { type, value, currency: own };
}

function makeOwnRates(random: Random, currency: string): OwnRate[] {
  const rate = () => makeRate(random, currency);
  return random.pick([
    [{ rate: rate(), validFrom: longBefore }],
    [
      { rate: rate(), validFrom: longBefore },
      { rate: null, validFrom: shortlyBefore },
    ],
    [
      { rate: rate(), validFrom: longBefore },
      { rate: rate(), validFrom: longAfter },
    ],
  ]);
}

function makeRestrictions(random: Random): Restrictions {
  const none = { productIds: [], excludedProductIds: [], categoryIds: [], excludedCategoryIds: [] };
  const product = random.pick([...products, 140]);
  const category = random.int(1, 3);
  return random.pick([
    { ...none, productIds: [product, random.pick(products)] },
    { ...none, categoryIds: [category] },
    { ...none, productIds: [product], categoryIds: [category] },
    { ...none, excludedProductIds: [product] },
    { ...none, excludedCategoryIds: [category] },
    { ...none, categoryIds: [category], excludedProductIds: [product] },
  ]);
}

/** Mostly one owner for good, coupon by coupon another; some changed hands before or after the orders, some are the store's own. */
function makePeriods(
  random: Random,
  affiliateIds: readonly string[],
  index: number,
): Shop['coupons'][number]['periods'] {
  const owner = () => random.pick(affiliateIds);
  const inTurn = affiliateIds[index % affiliateIds.length] ?? owner();
  return random.pick([
    ...Array.from({ length: 12 }, () => [{ affiliateId: inTurn, from: longBefore, to: null }]),
    [{ affiliateId: owner(), from: longBefore, to: null }],
    [],
    [{ affiliateId: owner(), from: longBefore, to: shortlyBefore }],
    [
      { affiliateId: owner(), from: longBefore, to: shortlyBefore },
      { affiliateId: inTurn, from: shortlyBefore, to: longAfter },
      { affiliateId: owner(), from: longAfter, to: null },
    ],
  ]);
}

export function several<T>(random: Random, min: number, max: number, make: (index: number) => T): T[] {
  return Array.from({ length: random.int(min, max) }, (_, index) => make(index));
}

export function hex(random: Random): string {
  const eight = () => random.int(0, 0xffff_ffff).toString(16).padStart(8, '0');
  return eight() + eight() + eight() + eight();
}
