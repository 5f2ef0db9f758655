import { describe, expect, test } from '@jest/globals';
import { formatMinor, formatRatio, type RateRule } from '@finders-fee/shared';
import type { Settlement } from '@finders-fee/sidecar/domain/settle-order';
import { aCoupon, aLine, anExtra, anOrder, aRefund, oneHoodie, bareRefund } from '../support/an-order.ts';
import { printedSums } from '../support/printed-sums.ts';
import { settleTogether } from '../support/settle-together.ts';
import { someTerms } from '../support/terms.ts';

const perItem = { type: 'fixed_per_item' as const, value: '2', currency: 'EUR' };
const perOrder = { type: 'fixed_per_order' as const, value: '5', currency: 'EUR' };
const twoCoupons = [
  aCoupon({ couponId: 1, code: 'ann10', discount: '9.00' }),
  aCoupon({ couponId: 2, code: 'ben5', discount: '6.00' }),
];

/** Hoodie 2 × 50 less 10, Beanie 50 less 5: `ann10` took 9 off, `ben5` 6. */
const order = anOrder({ coupons: twoCoupons });
const ann = (terms = someTerms()) => ({ terms, coupons: { ann10: null } });
const ben = (terms = someTerms()) => ({ terms, coupons: { ben5: null } });

/** Base and amount of each, in minor units, after looking at the receipts. */
function worth(settled: Record<string, Settlement>, exponent = 2): Record<string, [bigint, bigint]> {
  for (const settlement of Object.values(settled)) {
    expect(printedSums(settlement.steps)).toEqual(printedSums.of(settlement, exponent));
  }
  return Object.fromEntries(
    Object.entries(settled).map(([name, { baseMinor, amountMinor }]) => [name, [baseMinor, amountMinor]]),
  );
}

describe('an order with two affiliates’ coupons', () => {
  test('is split in proportion to the discounts', () => {
    const settled = settleTogether(order, { ann: ann(), ben: ben() }, { policy: 'split' });
    expect(worth(settled)).toEqual({ ann: [8100n, 810n], ben: [5400n, 540n] });
    expect([settled.ann.share, settled.ben.share].map((share) => formatRatio(share, 4))).toEqual([
      '0.6000',
      '0.4000',
    ]);
    expect(settled.ann.summary).toEqual({
      code: 'earned',
      values: { amount: '8.10', rate: '10 %', base: '81.00', share: '60 %' },
      text: '8.10: 10 % of 81.00, 60 % of a shared order',
    });
  });

  test('pays each by the own program', () => {
    const before = someTerms({ rate: '20', base: { price: 'before_discount' } });
    const settled = settleTogether(order, { ann: ann(before), ben: ben() }, { policy: 'split' });
    expect(worth(settled)).toEqual({ ann: [9000n, 1800n], ben: [5400n, 540n] });
  });

  test('splits pieces and the rate per order as it splits the base', () => {
    const settled = settleTogether(
      order,
      { ann: ann(someTerms({ rate: perItem })), ben: ben(someTerms({ rate: perOrder })) },
      { policy: 'split' },
    );
    expect(worth(settled)).toEqual({ ann: [8100n, 360n], ben: [5400n, 200n] });
    expect(settled.ann.steps.at(-2)?.label).toBe(
      '2.00 per item, 1.8 items (program Podcast, since 2026-10-01)',
    );
    expect(settled.ben.steps.at(-2)?.label).toBe(
      '5.00 per order, 40 % of it (program Podcast, since 2026-10-01)',
    );
  });

  test('loses refunds in the same parts', () => {
    const refunded = { ...order, refunds: [oneHoodie, bareRefund] };
    const settled = settleTogether(refunded, { ann: ann(), ben: ben() }, { policy: 'split' });
    expect(worth(settled)).toEqual({ ann: [2970n, 297n], ben: [1980n, 198n] });
    expect(settled.ann.beforeRefundsMinor).toBe(810n);
    expect(settled.ann.summary.text).toBe(
      '8.10 less 5.13: 1 of 3 pieces refunded and 54.00 refunded without naming items',
    );
  });

  test('says what the other has of each line', () => {
    const { ann: settled } = settleTogether(order, { ann: ann(), ben: ben() }, { policy: 'split' });
    expect(settled.steps.slice(0, 3)).toEqual([
      {
        code: 'line',
        label: 'Hoodie, 2 × 50.00',
        values: { name: 'Hoodie', quantity: 2, unit: '50.00' },
        amount: '100.00',
      },
      {
        code: 'discount',
        label: 'Discount ann10, ben5',
        values: { name: 'Hoodie', codes: 'ann10, ben5' },
        amount: '-10.00',
      },
      {
        code: 'shared',
        label: 'Shared: 60 % through ann10, the rest through ben5',
        values: { name: 'Hoodie', share: '60 %', codes: 'ann10', other_codes: 'ben5' },
        amount: '-36.00',
      },
    ]);
  });
});

describe('lines won by different coupons', () => {
  const hoodiesOnly = { terms: someTerms(), coupons: { ben5: { productIds: [11] } } };
  const mixed = anOrder({
    coupons: twoCoupons,
    lines: [
      aLine({ itemId: 1, productId: 11, name: 'Hoodie', quantity: 2, subtotal: '100.00' }),
      aLine({ itemId: 2, productId: 12, name: 'Beanie', subtotal: '50.00' }),
    ],
  });

  test('belong to whoever won them, and the rest is told in a word', () => {
    const settled = settleTogether(mixed, { ann: ann(), ben: hoodiesOnly });
    expect(worth(settled)).toEqual({ ann: [5000n, 500n], ben: [10000n, 1000n] });
    expect(settled.ann.steps.map(({ code, label, amount }) => [code, label, amount])).toEqual([
      ['line', 'Beanie, 1 × 50.00', '50.00'],
      ['other_coupon', '1 line earned by ben5', null],
      ['not_counted', 'Shipping, tax: not counted', null],
      ['base', 'Base', '50.00'],
      ['rate', '10 % of 50.00 (program Podcast, since 2026-10-01)', '5.00'],
      ['amount', 'Commission', '5.00'],
    ]);
    expect(settled.ann.summary.text).toBe('5.00: 10 % of 50.00');
  });

  test('pay a rate per order whole to each of them, unless the order is split', () => {
    const terms = someTerms({ rate: perOrder });
    const earners = { ann: ann(terms), ben: { ...hoodiesOnly, terms } };
    expect(worth(settleTogether(mixed, earners))).toEqual({ ann: [5000n, 500n], ben: [10000n, 500n] });
    // 9 off 150 is 6 off the hoodies, beside ben's 6: half of 100 each.
    expect(worth(settleTogether(mixed, earners, { policy: 'split' }))).toEqual({
      ann: [10000n, 333n],
      ben: [5000n, 167n],
    });
  });

  test('nobody’s coupon is for are told too', () => {
    const settled = settleTogether(mixed, { ben: hoodiesOnly });
    expect(worth(settled)).toEqual({ ben: [10000n, 1000n] });
    expect(settled.ben.steps.find(({ code }) => code === 'not_counted')).toEqual({
      code: 'not_counted',
      label: 'Items that the coupon is not for, shipping, tax: not counted',
      values: { items: '50.00', shipping: '10.00', tax: '2.00' },
      amount: null,
    });
    expect(settled.ben.share).toEqual({ numerator: 1n, denominator: 1n });
  });

  test('a refund of another’s line is no reason for the own amount', () => {
    const settled = settleTogether({ ...mixed, refunds: [oneHoodie] }, { ann: ann(), ben: hoodiesOnly });
    expect(settled.ann.summary.text).toBe('5.00: 10 % of 50.00, unchanged by the refund of 54.00');
    expect(settled.ben.summary.text).toBe('10.00 less 4.50: 1 of 2 pieces refunded');
  });
});

describe('several coupons of one affiliate', () => {
  const own: RateRule = { source: 'coupon', coupon_code: 'ben5', rate: { type: 'percent', value: '20' } };

  test('make one commission, each part at its own rate, named after the one that brought most', () => {
    const john = { terms: someTerms({ rates: [own] }), coupons: { ann10: null, ben5: null } };
    const settled = settleTogether(order, { john }, { policy: 'split' });
    expect(worth(settled)).toEqual({ john: [13500n, 810n + 1080n] });
    expect(settled.john.mainPosition).toBe(0);
    expect(settled.john.steps.filter(({ code }) => code === 'rate').map(({ label }) => label)).toEqual([
      '10 % of 81.00 (program Podcast, since 2026-10-01)',
      '20 % of 54.00 (coupon ben5)',
    ]);
    expect(settled.john.steps.some(({ code }) => code === 'shared')).toBe(false);
  });

  test('of which two brought the same are named after the one applied first', () => {
    const coupons = twoCoupons.map((coupon) => ({ ...coupon, discount: '7.50' }));
    const john = { terms: someTerms(), coupons: { ann10: null, ben5: null } };
    expect(settleTogether({ ...order, coupons }, { john }, { policy: 'split' }).john.mainPosition).toBe(0);
  });

  test('of which the last earns are named after it', () => {
    const john = { terms: someTerms(), coupons: { ann10: null, ben5: null } };
    expect(settleTogether(order, { john }).john.mainPosition).toBe(1);
  });
});

describe('the one rounding of an order', () => {
  const cent = (total: string, codes: string[]) =>
    anOrder({
      lines: [aLine({ subtotal: total, total })],
      shipping: [],
      total,
      coupons: codes.map((code) => aCoupon({ code, discount: '1.00' })),
    });
  const earners = (rates: Record<string, string>) =>
    Object.fromEntries(
      Object.entries(rates).map(([code, rate]) => [
        code,
        { terms: someTerms({ rate }), coupons: { [code]: null } },
      ]),
    );

  test.each<[string, string, Record<string, string>, Record<string, string>, number]>([
    [
      'an odd cent of two equal parts goes to the smaller id',
      '1.00',
      { b: '50', a: '50' },
      { a: '0.25', b: '0.25' },
      2,
    ],
    ['half a cent each makes one cent', '0.10', { b: '10', a: '10' }, { a: '0.01', b: '0.00' }, 2],
    [
      'three thirds of 10 make 10',
      '100.00',
      { a: '10', b: '10', c: '10' },
      { a: '3.34', b: '3.33', c: '3.33' },
      2,
    ],
    ['the largest remainder goes first', '10.00', { a: '10.02', b: '10.1' }, { a: '0.50', b: '0.51' }, 2],
    ['yen', '1000', { a: '10', b: '10', c: '10' }, { a: '34', b: '33', c: '33' }, 0],
    ['dinars', '10.000', { a: '10', b: '10', c: '10' }, { a: '0.334', b: '0.333', c: '0.333' }, 3],
  ])('%s', (_, total, rates, expected, exponent) => {
    const settled = settleTogether(cent(total, Object.keys(rates)), earners(rates), {
      policy: 'split',
      exponent,
    });
    const amounts = Object.entries(settled).map(([name, { amountMinor }]) => [
      name,
      formatMinor(amountMinor, exponent),
    ]);
    expect(Object.fromEntries(amounts)).toEqual(expected);
    worth(settled, exponent);
  });

  test('is the same for everybody when one of them was rejected or is held', () => {
    const three = cent('100.00', ['a', 'b', 'c']);
    const all = earners({ a: '10', b: '10', c: '10' });
    const settled = settleTogether(
      three,
      {
        a: { ...all['a'], reasons: ['winner', 'rejected'] },
        b: { ...all['b'], reasons: ['winner', 'held_for_review', 'self_referral'] },
        c: all['c'],
      } as typeof all,
      { policy: 'split' },
    );
    expect(worth(settled)).toEqual({ a: [3333n, 0n], b: [3333n, 333n], c: [3333n, 333n] });
    expect(settled['a']?.summary.text).toBe('Nothing: rejected by the store');
    expect(settled['a']?.steps.slice(-4).map(({ code, amount }) => [code, amount])).toEqual([
      ['rate', '3.33'],
      ['amount_rounding', '0.01'],
      ['rejected', '-3.34'],
      ['amount', '0.00'],
    ]);
  });
});

describe('a negative fee in a shared order', () => {
  test('never makes a part larger than the whole', () => {
    const fees = [anExtra({ itemId: 9, name: 'Voucher', total: '-120.00' })];
    const terms = someTerms({ rate: perOrder, base: { include_fees: true } });
    const settled = settleTogether(
      { ...order, fees },
      { ann: { terms, coupons: { ann10: { productIds: [11] } } }, ben: ben(terms) },
      { policy: 'split' },
    );
    expect(settled.ann.amountMinor).toBe(500n);
    expect(worth(settled)['ben']).toEqual([0n, 0n]);
    expect(settled.ben.steps.map(({ code }) => code)).toContain('floor');
  });

  test('takes from each what each has of it', () => {
    const fees = [anExtra({ itemId: 9, name: 'Voucher', total: '-35.00' })];
    const terms = someTerms({ base: { include_fees: true } });
    const settled = settleTogether(
      { ...order, fees },
      { ann: ann(terms), ben: ben(terms) },
      { policy: 'split' },
    );
    expect(worth(settled)).toEqual({ ann: [6000n, 600n], ben: [4000n, 400n] });
  });
});

describe('a refund that leaves nothing', () => {
  test('keeps the parts that everybody had', () => {
    const gone = { ...order, refunds: [aRefund('174.00')] };
    const settled = settleTogether(gone, { ann: ann(), ben: ben() }, { policy: 'split' });
    expect(worth(settled)).toEqual({ ann: [0n, 0n], ben: [0n, 0n] });
    expect(formatRatio(settled.ann.share, 2)).toBe('0.60');
    expect(settled.ann).toMatchObject({ zeroReason: 'order_refunded', beforeRefundsMinor: 810n });
  });
});
