import {
  currencyExponent,
  linkCodeAlphabet,
  linkCodeLength,
  type MultipleCoupons,
  type Program,
  type Rate,
} from '@finders-fee/shared';
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
  affiliates: { id: string; programId: string; active: boolean; rates: OwnRate[]; linkCode: string }[];
  coupons: {
    couponId: number;
    code: string;
    restrictions: Restrictions | null;
    rates: OwnRate[];
    periods: { affiliateId: string; from: string; to: string | null }[];
  }[];
  categories: CategoriesByProduct;
  /** The module switch, which is about coupons and codes, not links. */
  couponsEarn: boolean;
  /** 0: no links. */
  linkDays: number;
  paysPermanentCode: boolean;
  /** The one buyer's code: of the order that gave it, and what an administrator made of it from an instant on, oldest first. */
  permanentCode: {
    given: { code: string; placedAt: string; orderId: number } | null;
    set: { code: string | null; from: string }[];
  };
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
    linkCode: makeLinkCode(random),
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
    couponsEarn: !random.chance(0.04),
    linkDays: random.pick([30, 30, 30, 7, 1, 0]),
    paysPermanentCode: random.chance(0.5),
    permanentCode: makePermanentCode(
      random,
      coupons.map(({ code }) => code),
    ),
  };
}

/** The question to the second opinion: who may earn what on this order, by the dates alone. */
export function questionAbout(shop: Shop, order: OrderSnapshot): Question {
  const at = Date.parse(order.placedAt);
  const promised = new Map<string, Promised>();
  for (const affiliate of shop.affiliates) {
    const program = shop.programs.find(({ id }) => id === affiliate.programId);
    const version = program && inForce(program.versions, at);
    if (!affiliate.active || !version || program.paused) continue;
    promised.set(affiliate.id, {
      base: version.base,
      excluded: version.excluded,
      minimum: version.minimum,
      affiliateRate: inForce(affiliate.rates, at)?.rate ?? null,
      productRates: version.product_rates,
      programRate: version.rate,
    });
  }
  const earning = (couponId: number | null, code: string): EarningCoupon | null => {
    const coupon = shop.coupons.find((one) =>
      couponId === null ? one.code === code : one.couponId === couponId,
    );
    const period = coupon?.periods.find(
      ({ from, to }) => Date.parse(from) <= at && (to === null || at < Date.parse(to)),
    );
    if (!coupon || !period || !shop.couponsEarn || !promised.has(period.affiliateId)) return null;
    const rate = inForce(coupon.rates, at)?.rate ?? null;
    return { affiliateId: period.affiliateId, restrictions: coupon.restrictions, rate };
  };
  const coupons = order.coupons.map(({ couponId, code }) => [code, earning(couponId, code)] as const);
  const links = shop.affiliates.filter(({ id }) => promised.has(id));
  const carried = shop.paysPermanentCode ? carriedCode(shop, order) : null;
  const { policy, earningStatuses, categories, linkDays } = shop;
  return {
    ...{ order, policy, earningStatuses, categories, promised, linkDays },
    exponent: currencyExponent(order.currency),
    coupons: new Map(coupons.flatMap(([code, coupon]) => (coupon ? [[code, coupon]] : []))),
    links: new Map(links.map(({ linkCode, id }) => [linkCode, id])),
    permanentCode: carried === null ? null : earning(null, carried),
  };
}

/** The code that the buyer came with, unless it stands on the order itself. The order that gave it did not have it yet. */
function carriedCode({ permanentCode: { given, set } }: Shop, order: OrderSnapshot): string | null {
  const at = Date.parse(order.placedAt);
  const ofGiver = given ? Date.parse(given.placedAt) : Infinity;
  const isAfter = ofGiver < at || (ofGiver === at && (given?.orderId ?? 0) < order.orderId);
  const word = set.findLast(({ from }) => Date.parse(from) <= at);
  const code = word ? word.code : isAfter ? (given?.code ?? null) : null;
  return order.coupons.some((coupon) => coupon.code === code) ? null : code;
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

/** Of everybody's orders that of this model's buyer is number 1000 and more: some were before the first one with a coupon, some after. */
function makePermanentCode(random: Random, codes: readonly string[]): Shop['permanentCode'] {
  const code = () => random.pick([...codes, ...codes, 'of-another-shop']);
  const placedAt = random.pick([longBefore, longBefore, longBefore, dayOfOrders, longAfter]);
  const given = { code: code(), placedAt, orderId: random.int(999, 12_000) };
  // An administrator's word is the last one; there is no first order after it.
  const word = random.pick([
    [],
    [],
    [{ code: code(), from: shortlyBefore }],
    [{ code: null, from: shortlyBefore }],
    [{ code: code(), from: longAfter }],
    [
      { code: null, from: longBefore },
      { code: code(), from: dayOfOrders },
    ],
  ]);
  const isFirst = word.every(({ from }) => Date.parse(placedAt) < Date.parse(from));
  return { given: isFirst && random.chance(0.8) ? given : null, set: word };
}

function makeLinkCode(random: Random): string {
  return Array.from({ length: linkCodeLength }, () => random.pick([...linkCodeAlphabet])).join('');
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
