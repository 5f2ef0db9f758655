import { describe, expect, test } from '@jest/globals';
import type { RateRule } from '@finders-fee/shared';
import { aLine, anExtra, anOrder, aRefund, oneHoodie, bareRefund } from '../support/an-order.ts';
import { printedSums } from '../support/printed-sums.ts';
import { settleAlone } from '../support/settle-alone.ts';
import { someTerms } from '../support/terms.ts';

const percent = (value: string) => ({ type: 'percent' as const, value });
const perItem = (value: string, currency = 'EUR') => ({ type: 'fixed_per_item' as const, value, currency });
const perOrder = (value: string, currency = 'EUR') => ({ type: 'fixed_per_order' as const, value, currency });

/** Hoodie 100 (product 11, variation 111, category 5 in 50), Beanie 50 (product 12, category 6), shipping 10. */
const order = anOrder({
  total: '160.00',
  lines: [
    aLine({ itemId: 1, name: 'Hoodie', productId: 11, variationId: 111, quantity: 2, subtotal: '100.00' }),
    aLine({ itemId: 2, name: 'Beanie', productId: 12, subtotal: '50.00' }),
  ],
  shipping: [anExtra({ itemId: 3, name: 'Flat rate', total: '10.00' })],
});
const categories = { '11': [5, 50], '12': [6] };

const coupon: RateRule = { source: 'coupon', rate: percent('1'), coupon_code: 'john10' };
const affiliate: RateRule = { source: 'affiliate', rate: percent('2') };
const hoodie: RateRule = { source: 'product', rate: percent('3'), product_ids: [11] };
const red: RateRule = { source: 'product', rate: percent('30'), product_ids: [111] };
const clothes: RateRule = { source: 'category', rate: percent('4'), category_ids: [50] };
const hats: RateRule = { source: 'category', rate: percent('40'), category_ids: [6] };

describe('the rate of a line is the first that exists of', () => {
  test.each<[string, RateRule[], bigint]>([
    ['the coupon’s, for shipping too', [coupon, affiliate, hoodie], 160n],
    ['the affiliate’s', [affiliate, hoodie, clothes], 320n],
    ['the product’s, the program’s for the others', [hoodie, clothes], 300n + 600n],
    ['the first that names the product or its variation', [red, hoodie], 3000n + 600n],
    ['a category above the product’s own', [clothes], 400n + 600n],
    ['a category for one and a product for another', [hoodie, clothes, hats], 300n + 2000n + 100n],
    ['the program’s', [], 1600n],
    ['another coupon’s rate is not for this one', [{ ...coupon, coupon_code: 'other' }], 1600n],
  ])('%s', (_, rates, expected) => {
    const terms = someTerms({ rates, base: { include_shipping: true } });
    const settlement = settleAlone(order, terms, { categories });
    expect(settlement.amountMinor).toBe(expected);
    expect(printedSums(settlement.steps)).toEqual(printedSums.of(settlement, 2));
  });

  test('is said for every rate that was used, with its part', () => {
    const { steps, summary } = settleAlone(order, someTerms({ rates: [hoodie] }), { categories });
    expect(steps.slice(-4).map(({ label, amount }) => [label, amount])).toEqual([
      ['Base', '150.00'],
      ['3 % of 100.00 (product rate)', '3.00'],
      ['10 % of 50.00 (program Podcast, since 2026-10-01)', '5.00'],
      ['Commission', '8.00'],
    ]);
    expect(summary).toEqual({
      code: 'earned',
      values: { amount: '8.00', type: 'mixed', rates: 2, base: '150.00' },
      text: '8.00: 2 rates on 150.00',
    });
  });
});

describe('a fixed rate', () => {
  test.each<[string, Parameters<typeof someTerms>[0], Partial<typeof order>, bigint, string]>([
    ['per item', { rate: perItem('2.50') }, {}, 750n, '7.50: 2.50 per item, 3 items'],
    [
      'per item, one piece refunded',
      { rate: perItem('2.50') },
      { refunds: [oneHoodie] },
      500n,
      '7.50 less 2.50: 1 of 3 pieces refunded',
    ],
    [
      'per item, an amount refunded',
      { rate: perItem('2.50') },
      { refunds: [bareRefund] },
      750n,
      '7.50: 2.50 per item, 3 items, unchanged by the refund of 54.00',
    ],
    [
      'per item, everything refunded as an amount',
      { rate: perItem('2.50') },
      { refunds: [aRefund('160.00')] },
      0n,
      '7.50 less 7.50: fully refunded',
    ],
    ['per order', { rate: perOrder('5') }, {}, 500n, '5.00: 5.00 per order'],
    [
      'per order, a part refunded',
      { rate: perOrder('5') },
      { refunds: [oneHoodie] },
      500n,
      '5.00: 5.00 per order, unchanged by the refund of 54.00',
    ],
    [
      'per order, everything refunded',
      { rate: perOrder('5') },
      { refunds: [aRefund('160.00')] },
      0n,
      '5.00 less 5.00: fully refunded',
    ],
    [
      'per order on a free order',
      { rate: perOrder('5') },
      { lines: [aLine({ total: '0.00' })] },
      0n,
      'Nothing: no part of the order counts for the commission',
    ],
    [
      'per order of a coupon, once for all lines',
      { rates: [{ ...coupon, rate: perOrder('4.00') }] },
      {},
      400n,
      '4.00: 4.00 per order',
    ],
    [
      'per order for a product, and the program’s once beside it',
      { rate: perOrder('5'), rates: [{ ...hoodie, rate: perOrder('1.25') }] },
      {},
      625n,
      '6.25: 2 rates on 150.00',
    ],
    [
      'per order twice the same from one source counts once',
      {
        rates: [
          { ...hoodie, rate: perOrder('5') },
          { ...hoodie, product_ids: [12], rate: perOrder('5.00') },
        ],
      },
      {},
      500n,
      '5.00: 5.00 per order',
    ],
    [
      'per item by weight',
      { rate: perItem('2') },
      { lines: [aLine({ quantity: 1.25 })] },
      250n,
      '2.50: 2.00 per item, 1.25 items',
    ],
  ])('%s', (_, terms, overrides, expected, text) => {
    const settlement = settleAlone({ ...order, ...overrides }, someTerms(terms), { categories });
    expect(settlement.amountMinor).toBe(expected);
    expect(settlement.summary.text).toBe(text);
    expect(printedSums(settlement.steps)).toEqual(printedSums.of(settlement, 2));
  });

  test.each<[string, RateRule[], string]>([
    ['per item', [{ ...affiliate, rate: perItem('2.50') }], "2.50 per item, 3 items (affiliate's own rate)"],
    ['per order', [{ ...coupon, rate: perOrder('5') }], '5.00 per order (coupon john10)'],
    [
      'of a category',
      [
        { ...clothes, rate: perItem('1') },
        { ...hats, rate: perItem('1') },
      ],
      '1.00 per item, 3 items (category rate)',
    ],
  ])('%s is said with its source', (_, rates, label) => {
    const { steps } = settleAlone(order, someTerms({ rates }), { categories });
    expect(steps.find(({ code }) => code === 'rate')?.label).toBe(label);
  });
});

describe('a fixed rate in another currency', () => {
  const dollars: RateRule = { source: 'affiliate', rate: perOrder('5', 'USD') };

  test('does not exist for the order: the next one counts', () => {
    expect(settleAlone(order, someTerms({ rates: [dollars] })).amountMinor).toBe(1500n);
  });

  test('leaves nothing where no other is left, and that is said', () => {
    const settlement = settleAlone(order, someTerms({ rate: perItem('2.50', 'USD') }));
    expect(settlement).toMatchObject({ amountMinor: 0n, baseMinor: 15000n, zeroReason: 'other_currency' });
    expect(settlement.summary.text).toBe('Nothing: the rate is for orders in another currency');
    expect(settlement.steps.at(-2)).toMatchObject({
      code: 'rate',
      label: '2.50 USD per item (program Podcast, since 2026-10-01): not for orders in EUR',
      amount: '0.00',
    });
    expect(printedSums(settlement.steps)).toEqual(printedSums.of(settlement, 2));
  });

  test('leaves out only its own lines', () => {
    const rates = [{ ...hoodie, rate: percent('3') }];
    const settlement = settleAlone(order, someTerms({ rate: perOrder('5', 'USD'), rates }));
    expect(settlement).toMatchObject({ amountMinor: 300n, zeroReason: null });
  });
});

describe('what the program excludes', () => {
  test.each<[string, Parameters<typeof someTerms>[0], bigint, string]>([
    ['by product', { excluded: { product_ids: [11] } }, 500n, '5.00: 10 % of 50.00, without 1 excluded line'],
    [
      'by variation',
      { excluded: { product_ids: [111] } },
      500n,
      '5.00: 10 % of 50.00, without 1 excluded line',
    ],
    [
      'by category',
      { excluded: { category_ids: [6] } },
      1000n,
      '10.00: 10 % of 100.00, without 1 excluded line',
    ],
    [
      'counts no piece',
      { excluded: { product_ids: [11] }, rate: perItem('2') },
      200n,
      '2.00: 2.00 per item, 1 item, without 1 excluded line',
    ],
    [
      'brings no rate per order',
      { excluded: { product_ids: [11] }, rate: percent('10'), rates: [{ ...hoodie, rate: perOrder('7') }] },
      500n,
      '5.00: 10 % of 50.00, without 1 excluded line',
    ],
    [
      'everything',
      { excluded: { category_ids: [50, 6] } },
      0n,
      'Nothing: the program excludes what was ordered',
    ],
  ])('%s', (_, terms, expected, text) => {
    const settlement = settleAlone(order, someTerms(terms), { categories });
    expect(settlement.amountMinor).toBe(expected);
    expect(settlement.summary.text).toBe(text);
    expect(printedSums(settlement.steps)).toEqual(printedSums.of(settlement, 2));
  });

  test('stands in the receipt with its product, and refunds of it change nothing', () => {
    const { steps, zeroReason } = settleAlone(
      { ...order, refunds: [oneHoodie] },
      someTerms({ excluded: { product_ids: [11] } }),
    );
    expect(steps.slice(0, 3).map(({ code, label, amount }) => [code, label, amount])).toEqual([
      ['line', 'Hoodie, 2 × 50.00', '100.00'],
      ['excluded', 'Hoodie: excluded by the program', '-100.00'],
      ['line', 'Beanie, 1 × 50.00', '50.00'],
    ]);
    expect(zeroReason).toBeNull();
  });

  test('is the reason where all of it is excluded', () => {
    const settlement = settleAlone(order, someTerms({ excluded: { product_ids: [11, 12] } }));
    expect(settlement.zeroReason).toBe('excluded_product');
  });
});
