import { setTimeout as wait } from 'node:timers/promises';
import { linkParameter, type Program } from '@finders-fee/shared';
import { expectOk, type Shop as RealShop } from '../../support/a-shop.ts';
import type { Random } from '../../model/random.ts';
import {
  longBefore,
  makeRate,
  several,
  type OwnRate,
  type PromisedFrom,
  type Shop,
} from '../../model/shop.ts';
import { planFurniture, planSettings, planTerms } from './plan-store.ts';
import { runScript } from './run-script.ts';

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

interface Made {
  random: Random;
  real: RealShop;
  currency: string;
  ids: { products: number[]; categories: number[] };
}

/** `number` tells the shops of one store apart; they share its products and categories. */
export async function aRandomShop(
  random: Random,
  real: RealShop,
  { currency, number }: { currency: string; number: number },
): Promise<RandomShop> {
  const codes = several(random, 4, 6, (index) => `code-${number}-${index}`);
  const furnished = await runScript<{ products: number[][]; categories: number[] }>(
    real,
    'furnish-store.php',
    planFurniture(random, codes),
  );
  const ids = { products: furnished.products.flat(), categories: furnished.categories };
  const made = { random, real, currency, ids };
  // With links, because an affiliate's code is only to be seen while there are any.
  const settings = { ...planSettings(random), link_days: 30 };
  expectOk(await real.owner.put('settings', settings));
  await real.sync();
  const programs = await inTurn(random.int(1, 2), (index) => makeProgram(made, index));
  const affiliates = await inTurn(random.int(2, 3), (index) => makeAffiliate(made, programs, index));
  const shop: Shop = {
    ...{ currency, programs, affiliates, coupons: await shareOutCoupons(made, codes, affiliates) },
    ...rulesOf(settings),
    categories: await readCategories(real.woo, ids.products),
    ...{ couponsEarn: true, paysPermanentCode: false, permanentCode: { given: null, set: [] } },
  };
  await readPeriods(real, shop);
  await turnOfSecond();
  return {
    ...{ shop, codes, products: furnished.products, links: affiliates.map(({ linkCode }) => linkCode) },
    changeMind: (chance) => changeMind({ ...made, random: chance }, shop),
  };
}

/** The first one always earns. */
async function makeProgram(
  { random, real, currency, ids }: Made,
  index: number,
): Promise<Shop['programs'][number]> {
  const status = index > 0 && random.chance(0.1) ? 'paused' : 'active';
  const terms = planTerms(random, currency, ids);
  const program = expectOk(await real.owner.post<Program>('programs', { name: 'Podcast', status, ...terms }));
  return { id: program.id, paused: status === 'paused', versions: [versionOf(program)] };
}

async function makeAffiliate(
  { random, real, currency }: Made,
  programs: Shop['programs'],
  index: number,
): Promise<Shop['affiliates'][number]> {
  const program = index === 0 ? programs[0] : random.pick(programs);
  const rate = random.chance(0.2) ? makeRate(random, currency) : null;
  const status = index > 0 && random.chance(0.07) ? 'suspended' : 'active';
  const body = { name: 'John', program_id: program?.id, status, rate };
  const { id, link } = expectOk(await real.owner.post<{ id: string; link: string }>('affiliates', body));
  return {
    ...{ id, programId: program?.id ?? '', active: status === 'active' },
    rates: [{ rate, validFrom: longBefore }],
    linkCode: new URL(link).searchParams.get(linkParameter) ?? '',
  };
}

/** One after the other; some stay the store's own. */
async function shareOutCoupons(
  { random, real: { owner, woo }, currency }: Made,
  codes: readonly string[],
  affiliates: Shop['affiliates'],
): Promise<Shop['coupons']> {
  const coupons: Shop['coupons'] = [];
  for (const coupon of await readCoupons(woo, codes)) {
    const rate = random.chance(0.2) ? makeRate(random, currency) : null;
    const whose = random.chance(0.9) ? (affiliates[coupons.length % affiliates.length]?.id ?? null) : null;
    expectOk(await owner.put(`coupons/${coupon.couponId}`, { affiliate_id: whose, rate }));
    coupons.push({ ...coupon, rates: [{ rate, validFrom: longBefore }], periods: [] });
  }
  return coupons;
}

async function changeMind({ random, real, currency, ids }: Made, shop: Shop): Promise<void> {
  const { owner } = real;
  await turnOfSecond();
  const now = new Date(Math.floor(Date.now() / 1000) * 1000).toISOString();
  const settings = planSettings(random);
  expectOk(await owner.put('settings', settings));
  Object.assign(shop, rulesOf(settings));
  for (const { id, versions } of shop.programs.filter(() => random.chance(0.5))) {
    const changed = expectOk(await owner.put<Program>(`programs/${id}`, planTerms(random, currency, ids)));
    if (changed.version > versions.length) versions.push(versionOf(changed));
  }
  const anotherRate = async (path: string, rates: OwnRate[]) => {
    const rate = random.chance(0.5) ? makeRate(random, currency) : null;
    expectOk(await owner.put(path, { rate }));
    rates.push({ rate, validFrom: now });
  };
  for (const { id, rates } of shop.affiliates) {
    if (random.chance(0.3)) await anotherRate(`affiliates/${id}`, rates);
  }
  for (const { couponId, rates } of shop.coupons) {
    if (random.chance(0.2)) await anotherRate(`coupons/${couponId}`, rates);
    const next = random.chance(0.8) ? random.pick(shop.affiliates).id : null;
    if (random.chance(0.2)) expectOk(await owner.put(`coupons/${couponId}`, { affiliate_id: next }));
  }
  await readPeriods(real, shop);
  await turnOfSecond();
}

function rulesOf(settings: ReturnType<typeof planSettings>) {
  const { multiple_coupons: policy, earning_statuses: earningStatuses, link_days: linkDays } = settings;
  return { policy, earningStatuses, linkDays };
}

function versionOf({ rate, base, product_rates, excluded, minimum, version_since }: Program): PromisedFrom {
  return { rate, base, product_rates, excluded, minimum, validFrom: version_since };
}

async function readPeriods({ owner }: RealShop, { coupons }: Shop): Promise<void> {
  for (const coupon of coupons) {
    const periods = expectOk(
      await owner.get<{ affiliate_id: string; from: string | null; to: string | null }[]>(
        `coupons/${coupon.couponId}/owners`,
      ),
    );
    coupon.periods = periods.map(({ affiliate_id: affiliateId, from, to }) => {
      return { affiliateId, from: from ?? longBefore, to };
    });
  }
}

/** As WooCommerce's REST API has them. */
async function readCoupons(woo: RealShop['woo'], codes: readonly string[]) {
  const all = expectOk(await woo.get<any[]>('coupons', { per_page: 100, orderby: 'id' }));
  return codes.map((code) => {
    const coupon = all.find((one) => one.code === code);
    return {
      ...{ couponId: coupon.id as number, code },
      restrictions: {
        productIds: Object.values<number>(coupon.product_ids),
        categoryIds: Object.values<number>(coupon.product_categories),
        excludedProductIds: Object.values<number>(coupon.excluded_product_ids),
        excludedCategoryIds: Object.values<number>(coupon.excluded_product_categories),
      },
    };
  });
}

/** Of each product with all that stand above. */
async function readCategories(woo: RealShop['woo'], ids: readonly number[]): Promise<Shop['categories']> {
  const groups = expectOk(
    await woo.get<{ id: number; parent: number }[]>('products/categories', { per_page: 100 }),
  );
  const upwards = (id: number): number[] => {
    const parent = groups.find((group) => group.id === id)?.parent ?? 0;
    return parent === 0 ? [id] : [id, ...upwards(parent)];
  };
  const products = expectOk(
    await woo.get<{ id: number; categories: { id: number }[] }[]>('products', {
      per_page: 100,
      include: ids.join(','),
    }),
  );
  return Object.fromEntries(
    products.map(({ id, categories: own }) => [id, own.flatMap((one) => upwards(one.id))]),
  );
}

async function inTurn<T>(count: number, make: (index: number) => Promise<T>): Promise<T[]> {
  const made: T[] = [];
  while (made.length < count) made.push(await make(made.length));
  return made;
}

/** Orders know their second only: what is promised from one on must not fall into that of an order before it. */
async function turnOfSecond(): Promise<void> {
  await wait(1000 - (Date.now() % 1000) + 5);
}
