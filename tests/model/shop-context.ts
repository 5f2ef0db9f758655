import type { AffiliateState, OwnershipPeriod } from '@finders-fee/sidecar/domain/attribute';
import type { DecisionContext } from '@finders-fee/sidecar/domain/decide-order';
import type { Customer } from '@finders-fee/sidecar/domain/identify-buyers';
import {
  periodsOf,
  type CodeHolder,
  type CodePeriod,
} from '@finders-fee/sidecar/domain/referral-code-periods';
import type { ProgramTerms } from '@finders-fee/sidecar/domain/freeze-terms';
import { longAfter, longBefore, type OwnRate, type Shop } from './shop.ts';

/** Where some orders fall on another day than in UTC. */
export const timeZone = '+14:00';

/** The shop as the domain gets to see it, but for the hour. */
export function contextOf(shop: Shop, makeId: DecisionContext['makeId']): Omit<DecisionContext, 'now'> {
  return {
    commissionsEnabled: shop.couponsEarn,
    rules: {
      multipleCoupons: shop.policy,
      earningStatuses: shop.earningStatuses,
      linkDays: shop.linkDays,
      payPermanentCode: shop.paysPermanentCode,
    },
    holdDays: 30,
    keepsFirstCoupon: false,
    affiliateByLink: new Map(shop.affiliates.map(({ linkCode, id }) => [linkCode, id])),
    referralCodes: new Map([[theCustomer.id, periodsOfCode(shop)]]),
    couponIdByCode: new Map(shop.coupons.map(({ code, couponId }) => [code, couponId])),
    deletedCoupons: new Set(),
    restrictions: new Map(shop.coupons.map(({ couponId, restrictions }) => [couponId, restrictions])),
    ownerships: new Map(shop.coupons.map(({ couponId, periods }) => [couponId, periods.map(toOwnership)])),
    affiliates: new Map(
      shop.affiliates.map(({ id, active, programId }): [string, AffiliateState] => [
        id,
        { active, programId },
      ]),
    ),
    affiliateRates: new Map(shop.affiliates.map(({ id, rates }) => [id, rates.map(toRateVersion)])),
    couponRates: new Map(shop.coupons.map(({ couponId, rates }) => [couponId, rates.map(toRateVersion)])),
    programs: new Map(shop.programs.map((program) => [program.id, toProgramTerms(program)])),
    categories: new Map(
      Object.entries(shop.categories).map(([product, categories]) => [Number(product), categories]),
    ),
    selfReferrals: new Set(),
    store: { currency: 'EUR', decimals: 2 },
    timeZone,
    makeId,
  };
}

/** Whoever buys in memory. */
export const theCustomer: Customer = {
  ...{ id: 'cus_ann', wordpressUserId: 7, canonicalEmail: null, email: null, name: '' },
  ...{ referralCode: null, referralCodeSetAt: null, referralCodeOrderId: null, referralCodeSource: null },
  ...{ firstOrderId: null, firstOrderAt: null, createdAt: new Date(longBefore) },
};

function periodsOfCode({ permanentCode: { given, set } }: Shop): CodePeriod[] {
  const last = set.at(-1);
  const setAt = new Date(last?.from ?? given?.placedAt ?? longBefore);
  const holder: CodeHolder = {
    referralCode: last ? last.code : (given?.code ?? null),
    referralCodeSetAt: last?.code === null || (!last && !given) ? null : setAt,
    referralCodeOrderId: last ? null : (given?.orderId ?? null),
    referralCodeSource: last ? 'administrator' : given ? 'first_order' : null,
    couponId: null,
    firstGiver: null,
  };
  const change = { orderId: null, orderPlacedAt: null, couponId: null };
  const ofOrder = given && {
    ...change,
    ...{ codeAfter: given.code, source: 'first_order' as const, orderId: given.orderId },
    ...{ changedAt: new Date(given.placedAt), orderPlacedAt: new Date(given.placedAt) },
  };
  const words = set.map(({ code, from }) => ({
    ...change,
    ...{ codeAfter: code, source: 'administrator' as const, changedAt: new Date(from) },
  }));
  return periodsOf(holder, [...(ofOrder ? [ofOrder] : []), ...words]);
}

/**
 * Everything that an owner may change once an order is known, changed: nothing of it may touch what that order earns.
 * What a version or a rate promises holds from its day on; only a coupon that comes onto the order later meets the new owner's switches.
 */
export function changeEverything(shop: Shop): Shop {
  const policies = ['first', 'last', 'largest', 'split'] as const;
  const other = { type: 'percent', value: '99' } as const;
  const afterwards = { rate: other, validFrom: longAfter };
  return {
    ...shop,
    policy: policies.find((policy) => policy !== shop.policy) ?? 'last',
    earningStatuses: ['on-hold', 'some-other'],
    couponsEarn: !shop.couponsEarn,
    linkDays: shop.linkDays === 0 ? 30 : 0,
    paysPermanentCode: !shop.paysPermanentCode,
    programs: shop.programs.map((program) => ({
      ...program,
      paused: !program.paused,
      versions: [...program.versions, { ...lastOf(program.versions), rate: other, validFrom: longAfter }],
    })),
    affiliates: shop.affiliates.map((affiliate) => ({
      ...affiliate,
      active: !affiliate.active,
      rates: affiliate.rates.length > 0 ? [...affiliate.rates, afterwards] : [],
    })),
    coupons: shop.coupons.map((coupon) => ({
      ...coupon,
      restrictions: coupon.restrictions ? null : { ...nothing, productIds: [999] },
      rates: coupon.rates.length > 0 ? [...coupon.rates, afterwards] : [],
    })),
    categories: Object.fromEntries(Object.keys(shop.categories).map((product) => [product, [1, 2, 3, 4]])),
  };
}

const nothing = { productIds: [], excludedProductIds: [], categoryIds: [], excludedCategoryIds: [] };

function lastOf<T>(things: readonly T[]): T {
  const last = things.at(-1);
  if (last === undefined) throw new RangeError('There is none');
  return last;
}

function toOwnership({ affiliateId, from, to }: Shop['coupons'][number]['periods'][number]): OwnershipPeriod {
  return { affiliateId, validFrom: new Date(from), validTo: to === null ? null : new Date(to) };
}

function toRateVersion({ rate, validFrom }: OwnRate) {
  return { rate, validFrom: new Date(validFrom) };
}

function toProgramTerms({ id, paused, versions }: Shop['programs'][number]): ProgramTerms {
  return {
    programId: id,
    name: 'Podcast',
    status: paused ? 'paused' : 'active',
    startsAt: new Date(longBefore),
    endsAt: null,
    deleted: false,
    versions: versions.map((version, index) => ({
      version: index + 1,
      rate: version.rate,
      base: version.base,
      holdDays: null,
      productRates: version.product_rates,
      excluded: version.excluded,
      minimum: version.minimum,
      validFrom: new Date(version.validFrom),
    })),
  };
}
