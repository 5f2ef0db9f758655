import { describe, expect, test } from '@jest/globals';
import fc from 'fast-check';
import {
  add,
  compare,
  formatMinor,
  isPositive,
  multiply,
  parseDecimal,
  ratio,
  round,
  subtract,
  sum,
  toMinor,
  zero,
  type Base,
  type Explanation,
  type MultipleCoupons,
  type Rate,
  type RateRule,
} from '@finders-fee/shared';
import { forAffiliate } from '@finders-fee/sidecar/domain/affiliate-view';
import type { Settlement } from '@finders-fee/sidecar/domain/settle-order';
import { shareLines } from '@finders-fee/sidecar/domain/share-lines';
import type { OrderSnapshot, Refund } from '@finders-fee/sidecar/domain/order-snapshot';
import type { Restrictions } from '@finders-fee/sidecar/domain/store-coupon';
import { aCoupon, aLine, anExtra, anOrder } from '../support/an-order.ts';
import { printedSums } from '../support/printed-sums.ts';
import { settleTogether } from '../support/settle-together.ts';
import { shuffled } from '../support/shuffled.ts';
import { someTerms } from '../support/terms.ts';

const exponents = { EUR: 2, JPY: 0, KWD: 3 } as const;
const currency = fc.constantFrom('EUR' as const, 'JPY' as const, 'KWD' as const);
const policy = fc.constantFrom<MultipleCoupons>('first', 'last', 'largest', 'split');
const categories = { '11': [1, 9], '12': [2, 9], '13': [3] };
const product = fc.constantFrom(11, 12, 13);
const someProducts = fc.subarray([11, 12, 13], { maxLength: 2 });
const someCategories = fc.subarray([1, 2, 9], { maxLength: 1 });

/** Amounts as a shop's plugins make them: mostly cents, at times twelve decimals. */
const amount = (max: number, min = 0) =>
  fc.oneof(
    {
      weight: 4,
      arbitrary: fc.integer({ min: min * 100, max: max * 100 }).map((cents) => formatMinor(BigInt(cents), 2)),
    },
    {
      weight: 1,
      arbitrary: fc
        .bigInt({ min: BigInt(min) * 10n ** 12n, max: BigInt(max) * 10n ** 12n })
        .map((dust) => formatMinor(dust, 12)),
    },
  );

const line = fc
  .record({
    productId: product,
    quantity: fc.integer({ min: 1, max: 7 }),
    total: amount(300),
    off: amount(100),
    tax: amount(60),
  })
  .map(({ productId, quantity, total, off, tax }) => ({
    productId,
    quantity,
    total,
    totalTax: tax,
    subtotalTax: tax,
    subtotal: formatMinor(toMinor(add(parseDecimal(total), parseDecimal(off)), 12), 12),
  }));

const refundLine = fc.record({
  kind: fc.constantFrom('product' as const, 'product' as const, 'shipping' as const, 'fee' as const),
  itemId: fc.constantFrom(1, 2, 3, 21, 31, null),
  quantity: fc.integer({ min: 0, max: 4 }),
  total: amount(120),
  totalTax: amount(20),
});
const refund = fc
  .record({ lines: fc.array(refundLine, { maxLength: 2 }), beyond: fc.oneof(fc.constant('0'), amount(100)) })
  .map(({ lines, beyond }): Omit<Refund, 'refundId'> => {
    const all = [...lines.flatMap(({ total, totalTax }) => [total, totalTax]), beyond].map(parseDecimal);
    return { createdAt: null, amount: formatMinor(toMinor(sum(all), 12), 12), lines };
  });

const order = fc
  .record({
    currency,
    lines: fc.array(line, { maxLength: 4 }),
    shipping: amount(20),
    fee: amount(10, -30),
    refunds: fc.array(refund, { maxLength: 3 }),
    discounts: fc.array(fc.oneof(fc.constant('0.00'), amount(50)), { minLength: 1, maxLength: 4 }),
  })
  .map(({ lines, shipping, fee, refunds, discounts, ...rest }): OrderSnapshot => {
    const parts = {
      lines: lines.map((overrides, index) =>
        aLine({ itemId: index + 1, name: `Line ${index}`, ...overrides }),
      ),
      shipping: [anExtra({ itemId: 21, total: shipping })],
      fees: [anExtra({ itemId: 31, total: fee })],
    };
    const all = [...parts.lines, ...parts.shipping, ...parts.fees];
    const gross = sum(all.flatMap(({ total, totalTax }) => [parseDecimal(total), parseDecimal(totalTax)]));
    return anOrder({
      ...rest,
      ...parts,
      total: formatMinor(isPositive(gross) ? toMinor(gross, 12) : 0n, 12),
      coupons: discounts.map((discount, index) => aCoupon({ couponId: index, code: `c${index}`, discount })),
      refunds: refunds.map((overrides, index) => ({ refundId: index + 1, ...overrides })),
    });
  });

const percent = fc
  .constantFrom('10', '12.5', '0.0001', '33.3333', '100')
  .map((value): Rate => ({ type: 'percent', value }));
const fixed = fc
  .record({
    type: fc.constantFrom('fixed_per_item' as const, 'fixed_per_order' as const),
    value: fc.constantFrom('1', '25'),
    currency,
  })
  .map((rate): Rate => rate);
const anyRate = fc.oneof(percent, percent, fixed);
const base = fc.record<Base>({
  price: fc.constantFrom('after_discount', 'before_discount'),
  include_tax: fc.boolean(),
  include_shipping: fc.boolean(),
  include_fees: fc.boolean(),
});
const restrictions = fc.option(
  fc.record<Restrictions>({
    productIds: someProducts,
    excludedProductIds: fc.subarray([11, 12], { maxLength: 1 }),
    categoryIds: someCategories,
    excludedCategoryIds: fc.subarray([3], { maxLength: 1 }),
  }),
  { nil: null, freq: 1 },
);
const names = ['ann', 'ben', 'cas'] as const;

/** Three affiliates, each coupon one's of them or nobody's. */
const earners = (rate: fc.Arbitrary<Rate>) =>
  fc
    .record({
      terms: fc.tuple(
        ...names.map(() =>
          fc.record({ rate, base, own: fc.option(rate), ofProduct: fc.option(rate), excluded: someProducts }),
        ),
      ),
      owners: fc.array(fc.record({ owner: fc.integer({ min: 0, max: 3 }), restrictions }), {
        minLength: 4,
        maxLength: 4,
      }),
    })
    .map(({ terms, owners }) =>
      Object.fromEntries(
        names.map((name, index) => {
          const { own, ofProduct, excluded, ...basic } = terms[index] ?? {
            rate: { type: 'percent' as const, value: '10' },
            base: {},
          };
          const rates: RateRule[] = [
            ...(own ? [{ source: 'coupon' as const, coupon_code: 'c1', rate: own }] : []),
            ...(ofProduct ? [{ source: 'product' as const, product_ids: [11], rate: ofProduct }] : []),
            ...(ofProduct ? [{ source: 'category' as const, category_ids: [2], rate: ofProduct }] : []),
          ];
          const mine = owners.flatMap(({ owner, restrictions: limits }, code) =>
            owner === index ? [[`c${code}`, limits] as const] : [],
          );
          return [
            name,
            {
              terms: someTerms({ ...basic, rates, excluded: { product_ids: (excluded ?? []).slice(1) } }),
              coupons: Object.fromEntries(mine),
            },
          ];
        }),
      ),
    );

function seenByAffiliate({ steps, summary }: Settlement): Explanation {
  const rest = {
    commission_id: '',
    currency: '',
    amount: '',
    base_amount: '',
    entries: [],
    payable_from: null,
  };
  return forAffiliate({ ...rest, steps, summary, terms: someTerms() });
}

const rulesOf = (sold: OrderSnapshot, chosen: MultipleCoupons) => ({
  policy: chosen,
  categories,
  exponent: exponents[sold.currency as keyof typeof exponents],
});

describe('any order of several affiliates, with any rates and refunds', () => {
  test('prints receipts that add up, for the affiliate’s eyes too, and hands out exactly the rounded whole', () => {
    fc.assert(
      fc.property(order, earners(anyRate), policy, (sold, everybody, chosen) => {
        const rules = rulesOf(sold, chosen);
        const settled = Object.values(settleTogether(sold, everybody, rules));
        for (const settlement of settled) {
          expect(printedSums(settlement.steps)).toEqual(printedSums.of(settlement, rules.exponent));
          expect(printedSums(seenByAffiliate(settlement).steps)).toEqual(
            printedSums.of(settlement, rules.exponent),
          );
          expect(settlement.amountMinor).toBeGreaterThanOrEqual(0n);
          expect(settlement.zeroReason === null).toBe(isPositive(settlement.exact));
          expect(compare(settlement.share, ratio(1n))).not.toBe(1);
          const away = subtract(
            settlement.exact,
            ratio(settlement.amountMinor, 10n ** BigInt(rules.exponent)),
          );
          expect(Math.abs(Number(toMinor(away, rules.exponent + 3)))).toBeLessThanOrEqual(1000);
        }
        const whole = sum(settled.map(({ exact }) => exact));
        const handed = settled.reduce((total, { amountMinor }) => total + amountMinor, 0n);
        expect(handed).toBe(round(multiply(whole, ratio(10n ** BigInt(rules.exponent)))));
      }),
      { numRuns: 400 },
    );
  });

  test('gives each line away once, and no line to nobody who could have it', () => {
    fc.assert(
      fc.property(
        order,
        fc.array(restrictions, { maxLength: 4 }),
        policy,
        (sold, limits, multipleCoupons) => {
          const candidates = sold.coupons.flatMap(({ code, discount }, position) => {
            const own = limits[position];
            return own === undefined
              ? []
              : [{ position, couponCode: code, discount, affiliateId: `aff_${position}`, restrictions: own }];
          });
          const shares = shareLines(sold, candidates, { multipleCoupons, categories });
          const byLine = new Map<string, typeof shares>();
          for (const share of shares) {
            const key = `${share.kind}${share.itemId}`;
            byLine.set(key, [...(byLine.get(key) ?? []), share]);
          }
          for (const parts of byLine.values()) {
            expect(sum(parts.map(({ share }) => share))).toEqual(ratio(1n));
            expect(parts.every(({ share }) => isPositive(share))).toBe(true);
            if (multipleCoupons !== 'split') expect(parts).toHaveLength(1);
          }
          if (candidates.some((candidate) => candidate.restrictions === null)) {
            expect(byLine.size).toBe(sold.lines.length + 2);
          }
        },
      ),
      { numRuns: 200 },
    );
  });

  test('pays no more than the highest rate of what the lines came to when they were bought', () => {
    fc.assert(
      fc.property(order, earners(percent), policy, (sold, everybody, chosen) => {
        const rules = rulesOf(sold, chosen);
        const settled = Object.values(settleTogether(sold, everybody, rules));
        const rates = Object.values(everybody).flatMap(({ terms }) =>
          terms.rates.map(({ rate }) => parseDecimal(rate.value)),
        );
        const highest = rates.reduce((high, rate) => (compare(rate, high) > 0 ? rate : high), zero);
        const bought = [
          ...sold.lines.flatMap(({ subtotal, subtotalTax }) => [subtotal, subtotalTax]),
          ...[...sold.shipping, ...sold.fees].map(({ total }) => total),
        ]
          .map(parseDecimal)
          .filter(isPositive);
        const paid = sum(settled.map(({ exact }) => exact));
        expect(compare(paid, multiply(sum(bought), multiply(highest, ratio(1n, 100n))))).not.toBe(1);
      }),
      { numRuns: 200 },
    );
  });

  test('does not depend on the order in which affiliates, coupons’ owners and refunds are looked at', () => {
    fc.assert(
      fc.property(order, earners(anyRate), policy, (sold, everybody, chosen) => {
        const rules = rulesOf(sold, chosen);
        const amountsOf = (settled: ReturnType<typeof settleTogether>) =>
          Object.entries(settled)
            .map(([name, { baseMinor, amountMinor }]) => [name, baseMinor, amountMinor])
            .sort();
        const again = settleTogether(
          { ...sold, refunds: shuffled(sold.refunds) },
          Object.fromEntries(shuffled(Object.entries(everybody))),
          rules,
        );
        expect(amountsOf(again)).toEqual(amountsOf(settleTogether(sold, everybody, rules)));
      }),
      { numRuns: 100 },
    );
  });
});
