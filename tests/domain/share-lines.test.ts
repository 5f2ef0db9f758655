import { describe, expect, test } from '@jest/globals';
import type { MultipleCoupons } from '@finders-fee/shared';
import { coversAnyLine, shareLines, type Candidate } from '@finders-fee/sidecar/domain/share-lines';
import type { Restrictions } from '@finders-fee/sidecar/domain/store-coupon';
import { aLine, anExtra, anOrder } from '../support/an-order.ts';

/** Hoodie 100 (product 11, its red variation, category 5 in 50), Beanie 50 (product 12), shipping, a fee. */
const order = anOrder({
  lines: [
    aLine({ itemId: 1, name: 'Hoodie', productId: 11, variationId: 111, subtotal: '100.00' }),
    aLine({ itemId: 2, name: 'Beanie', productId: 12, subtotal: '50.00' }),
  ],
  shipping: [anExtra({ itemId: 3 })],
  fees: [anExtra({ itemId: 4 })],
});
const categories = { '11': [5, 50], '12': [6] };

const only = (limits: Partial<Restrictions>): Restrictions => ({
  productIds: [],
  excludedProductIds: [],
  categoryIds: [],
  excludedCategoryIds: [],
  ...limits,
});

function coupon(position: number, discount = '10.00', restrictions: Restrictions | null = null): Candidate {
  const couponCode = ['ann', 'ben', 'cas'][position] ?? 'dee';
  return { position, couponCode, affiliateId: `aff_${couponCode}`, discount, restrictions };
}

/** `"1:ann"`, `"1:ann 2/3"`: which line went to whom. */
function won(candidates: Candidate[], multipleCoupons: MultipleCoupons): string[] {
  return shareLines(order, candidates, { multipleCoupons, categories }).map(
    ({ itemId, couponCode, share: { numerator, denominator } }) =>
      `${itemId}:${couponCode}${numerator === denominator ? '' : ` ${numerator}/${denominator}`}`,
  );
}

describe('of several coupons on a line', () => {
  test.each<[MultipleCoupons, Candidate[], string[]]>([
    ['first', [coupon(0), coupon(1)], ['1:ann', '2:ann', '3:ann', '4:ann']],
    ['last', [coupon(0), coupon(1)], ['1:ben', '2:ben', '3:ben', '4:ben']],
    ['largest', [coupon(0, '9.99'), coupon(1, '10.00')], ['1:ben', '2:ben', '3:ben', '4:ben']],
    ['largest', [coupon(0, '10.0'), coupon(1, '10.00')], ['1:ann', '2:ann', '3:ann', '4:ann']],
  ])('the %s earns', (policy, candidates, expected) => {
    expect(won(candidates, policy)).toEqual(expected);
    expect(won([...candidates].reverse(), policy)).toEqual(expected);
  });

  test.each<MultipleCoupons>(['first', 'last', 'largest', 'split'])(
    'one alone earns everything, by %s too',
    (policy) => {
      expect(won([coupon(0, '0')], policy)).toEqual(['1:ann', '2:ann', '3:ann', '4:ann']);
    },
  );

  test('nobody earns where there is none', () => {
    expect(won([], 'split')).toEqual([]);
  });
});

describe('a coupon for some products', () => {
  test.each<[string, Partial<Restrictions>, string[]]>([
    ['a product', { productIds: [11] }, ['1:ben', '2:ann', '3:ann', '4:ann']],
    ['a variation', { productIds: [111] }, ['1:ben', '2:ann', '3:ann', '4:ann']],
    ['a category', { categoryIds: [6] }, ['1:ann', '2:ben', '3:ann', '4:ann']],
    ['a category above the product’s own', { categoryIds: [50] }, ['1:ben', '2:ann', '3:ann', '4:ann']],
    ['a product or a category', { productIds: [11], categoryIds: [6] }, ['1:ben', '2:ben', '3:ann', '4:ann']],
    ['all but a product', { excludedProductIds: [12] }, ['1:ben', '2:ann', '3:ann', '4:ann']],
    ['all but a category', { excludedCategoryIds: [50] }, ['1:ann', '2:ben', '3:ann', '4:ann']],
    [
      'a product in an excluded category',
      { productIds: [11], excludedCategoryIds: [5] },
      ['1:ann', '2:ann', '3:ann', '4:ann'],
    ],
    ['nothing named', {}, ['1:ben', '2:ben', '3:ben', '4:ben']],
  ])('earns %s, and never shipping or a fee', (_, limits, expected) => {
    expect(won([coupon(0), coupon(1, '10.00', only(limits))], 'last')).toEqual(expected);
  });

  test('leaves a line to nobody where no other coupon covers it', () => {
    expect(won([coupon(0, '10.00', only({ productIds: [11] }))], 'last')).toEqual(['1:ann']);
  });

  test('covers some line of the order, or none', () => {
    expect(coversAnyLine(order, only({ productIds: [12] }), categories)).toBe(true);
    expect(coversAnyLine(order, only({ productIds: [13] }), categories)).toBe(false);
    expect(coversAnyLine(anOrder({ lines: [] }), null, {})).toBe(true);
  });
});

describe('split', () => {
  test('parts each line by the discounts spread over their lines', () => {
    // ann takes 9 off 150: 6 on the hoodie, 3 on the beanie. ben takes 3 off the hoodie alone.
    expect(won([coupon(0, '9.00'), coupon(1, '3.00', only({ productIds: [11] }))], 'split')).toEqual([
      '1:ann 2/3',
      '1:ben 1/3',
      '2:ann',
      '3:ann',
      '4:ann',
    ]);
  });

  test('parts shipping and fees by the whole discounts of those that may discount everything', () => {
    expect(won([coupon(0, '9.00'), coupon(1, '3.00')], 'split').slice(4)).toEqual([
      '3:ann 3/4',
      '3:ben 1/4',
      '4:ann 3/4',
      '4:ben 1/4',
    ]);
  });

  test('gives equal parts where no coupon took anything off', () => {
    expect(won([coupon(0, '0.00'), coupon(1, '0.00'), coupon(2, '0')], 'split').slice(0, 3)).toEqual([
      '1:ann 1/3',
      '1:ben 1/3',
      '1:cas 1/3',
    ]);
  });

  test('gives nothing to a coupon that took nothing off beside one that did', () => {
    expect(won([coupon(0, '5.00'), coupon(1, '0.00')], 'split')).toEqual([
      '1:ann',
      '2:ann',
      '3:ann',
      '4:ann',
    ]);
  });
});
