import { describe, expect, test } from '@jest/globals';
import { formatMinor, type Explanation, type ReasonCode, type Sentence } from '@finders-fee/shared';
import { forAffiliate, sayToAffiliate } from '@finders-fee/sidecar/domain/affiliate-view';
import { sayEarned } from '@finders-fee/sidecar/domain/earning-sentence';
import { refusalSentence } from '@finders-fee/sidecar/domain/refusal-sentence';
import type { Settlement } from '@finders-fee/sidecar/domain/settle-order';
import { aCoupon, aLine, anExtra, anOrder, aRefund, oneHoodie, bareRefund } from '../support/an-order.ts';
import { printedSums } from '../support/printed-sums.ts';
import { settleAlone } from '../support/settle-alone.ts';
import { settleTogether } from '../support/settle-together.ts';
import { someTerms } from '../support/terms.ts';

const brief = ({ steps }: Pick<Settlement, 'steps'>) => steps.map(({ label, amount }) => [label, amount]);

describe('the receipt of a plain order', () => {
  test('leads from its lines to the base, and from there to the commission', () => {
    expect(brief(settleAlone(anOrder({ refunds: [oneHoodie] }), someTerms()))).toEqual([
      ['Hoodie, 2 × 50.00', '100.00'],
      ['Discount john10', '-10.00'],
      ['Refunded on 2026-11-05, 1 piece', '-45.00'],
      ['Beanie, 1 × 50.00', '50.00'],
      ['Discount john10', '-5.00'],
      ['Shipping, tax: not counted', null],
      ['Base', '90.00'],
      ['10 % of 90.00 (program Podcast, since 2026-10-01)', '9.00'],
      ['Commission', '9.00'],
    ]);
  });

  test('names money refunded without items', () => {
    expect(
      brief(settleAlone(anOrder({ refunds: [oneHoodie, bareRefund] }), someTerms())).slice(5, 8),
    ).toEqual([
      ['Shipping, tax: not counted', null],
      ['Allocated: 54.00 of 120.00 refunded without naming items', '-40.50'],
      ['Base', '49.50'],
    ]);
  });

  test('says every value that another language needs', () => {
    const { steps } = settleAlone(anOrder(), someTerms());
    expect(steps.find(({ code }) => code === 'rate')?.values).toEqual({
      rate: '10 %',
      type: 'percent',
      source: 'program',
      program: 'Podcast',
      since: '2026-10-01',
      base: '135.00',
    });
  });
});

describe('what printing took from one line and gave to another', () => {
  test('stands in a line of its own, before the base and before the commission', () => {
    const thirds = anOrder({
      shipping: [],
      coupons: [aCoupon({ discount: '0' })],
      lines: [1, 2].map((itemId) =>
        aLine({ itemId, productId: itemId, name: `Tea ${itemId}`, subtotal: '0.333' }),
      ),
    });
    const rates = [1, 2].map((id) => ({
      source: 'product' as const,
      product_ids: [id],
      rate: { type: 'percent' as const, value: id === 1 ? '50' : '49.9' },
    }));
    const settlement = settleAlone(thirds, someTerms({ rates }));
    expect(brief(settlement)).toEqual([
      ['Tea 1, 1 × 0.33', '0.33'],
      ['Tea 2, 1 × 0.33', '0.33'],
      ['Rounding', '0.01'],
      ['Base', '0.67'],
      ['50 % of 0.33 (product rate)', '0.17'],
      ['49.9 % of 0.33 (product rate)', '0.17'],
      ['Rounding', '-0.01'],
      ['Commission', '0.33'],
    ]);
  });
});

describe('a commission below 0', () => {
  test('is held to 0, and the receipt says so', () => {
    const order = anOrder({
      lines: [aLine({ subtotal: '100.00' })],
      fees: [anExtra({ itemId: 4, name: 'Voucher', total: '-90.00' })],
    });
    const rates = [
      { source: 'product' as const, product_ids: [11], rate: { type: 'percent' as const, value: '1' } },
    ];
    const settlement = settleAlone(order, someTerms({ rates, base: { include_fees: true } }));
    expect(settlement).toMatchObject({ baseMinor: 1000n, amountMinor: 0n, zeroReason: 'zero_base' });
    expect(brief(settlement).slice(-4)).toEqual([
      ['1 % of 100.00 (product rate)', '1.00'],
      ['10 % of -90.00 (program Podcast, since 2026-10-01)', '-9.00'],
      ['A commission is never below 0', '8.00'],
      ['Commission', '0.00'],
    ]);
  });
});

describe('an order that earns nothing', () => {
  test.each<[ReasonCode, string]>([
    ['no_coupon', 'Nothing: the order no longer carries the coupon or code'],
    ['program_ended', 'Nothing: the program had ended when the order came'],
    ['below_minimum', 'Nothing: the order is below the minimum of the program'],
    ['product_restricted', 'Nothing: the coupon is for none of the products ordered'],
  ])('%s is said in its sentence, and every sum is 0', (reason, text) => {
    const settlement = settleAlone(anOrder(), someTerms(), { reasons: [reason] });
    expect(settlement.summary.text).toBe(text);
    expect(settlement.steps.find(({ code }) => code === 'not_earning')?.label).toBe(text);
    expect(settlement).toMatchObject({ baseMinor: 0n, amountMinor: 0n, zeroReason: null });
    expect(printedSums(settlement.steps)).toEqual(printedSums.of(settlement, 2));
  });

  test('to somebody who won no line of it says who did', () => {
    const { ann } = settleTogether(anOrder(), {
      john: { terms: someTerms(), coupons: { john10: null } },
      ann: { terms: someTerms(), coupons: {}, reasons: ['outranked'] },
    });
    expect(brief(ann)).toEqual([
      ['2 lines earned by john10', null],
      ['Shipping, tax: not counted', null],
      ['Nothing: another coupon or link on the order earns', '0.00'],
      ['Base', '0.00'],
      ['10 % of 0.00 (program Podcast, since 2026-10-01)', '0.00'],
      ['Commission', '0.00'],
    ]);
  });
});

describe('a commission that waits for a review', () => {
  test('has its amount, and the sentence of it where nothing else is known', () => {
    expect(
      settleAlone(anOrder(), someTerms(), { reasons: ['held_for_review', 'self_referral'] }),
    ).toMatchObject({ amountMinor: 1350n, summary: { text: 'Held: the buyer looks like the affiliate' } });
    expect(settleAlone(anOrder(), someTerms(), { reasons: ['winner', 'held_for_review'] }).summary.text).toBe(
      '13.50: 10 % of 135.00',
    );
  });
});

describe('what an affiliate sees', () => {
  const shared = anOrder({
    lines: [
      aLine({ itemId: 1, productId: 11, name: 'Hoodie', quantity: 2, subtotal: '100.00', total: '90.00' }),
      aLine({ itemId: 2, productId: 12, name: 'Beanie', subtotal: '50.00', total: '45.00' }),
      aLine({ itemId: 5, productId: 13, name: 'Gift card', subtotal: '77.00' }),
      aLine({ itemId: 6, productId: 14, name: 'Mug', subtotal: '66.00' }),
    ],
    coupons: [
      aCoupon({ code: 'ann10', discount: '9.00' }),
      aCoupon({ code: 'ben5', discount: '6.00' }),
      aCoupon({ code: 'mugs', discount: '1.00' }),
    ],
    refunds: [bareRefund],
    total: '300.00',
  });
  const perOrder = { type: 'fixed_per_order' as const, value: '5', currency: 'EUR' };
  const settled = settleTogether(
    shared,
    {
      ann: {
        terms: someTerms({
          excluded: { product_ids: [13] },
          rates: [{ source: 'product', product_ids: [12], rate: perOrder }],
        }),
        coupons: { ann10: { excludedProductIds: [14] } },
      },
      ben: { terms: someTerms(), coupons: { ben5: { productIds: [11] } } },
      cas: { terms: someTerms(), coupons: { mugs: { productIds: [14] } } },
    },
    { policy: 'split' },
  );
  const explain = ({ steps, summary, amountMinor, baseMinor }: Settlement): Explanation => ({
    commission_id: 'com_1',
    currency: 'EUR',
    amount: formatMinor(amountMinor, 2),
    base_amount: formatMinor(baseMinor, 2),
    summary,
    steps,
    terms: someTerms(),
    entries: [],
    payable_from: null,
  });
  const { steps, summary } = forAffiliate(explain(settled.ann));

  test('adds up as the owner’s does', () => {
    expect(printedSums(steps)).toEqual(printedSums.of(settled.ann, 2));
  });

  test('shows the own part of what is shared', () => {
    expect(brief({ steps }).slice(0, 3)).toEqual([
      ['Hoodie: your part', steps[0]?.amount],
      ['Beanie, 1 × 50.00', '50.00'],
      ['Discount', '-5.00'],
    ]);
    expect(brief({ steps })).toContainEqual(['Gift card: excluded by the program', null]);
    expect(brief({ steps })).toContainEqual(['1 line earned by another code', null]);
  });

  test('names no other coupon and no amount of the order beyond the own base', () => {
    const said = JSON.stringify({ steps, summary });
    for (const secret of [
      'ben5',
      'mugs',
      '77.00',
      '66.00',
      '100.00',
      '90.00',
      '300.00',
      '54.00',
      '%"',
      ' % of it',
    ]) {
      expect(said.replace('"10 %"', '').includes(secret) ? secret : '').toBe('');
    }
  });

  test.each<[string, Sentence['values'], string]>([
    [
      'earned',
      { amount: '8.10', rate: '10 %', base: '81.00', share: '60 %' },
      '8.10: 10 % of 81.00, part of a shared order',
    ],
    [
      'refund_not_counted',
      { amount: '7.50', type: 'fixed_per_item', rate: '2.50', items: '3', base: '150.00', refunded: '54.00' },
      '7.50: 2.50 per item, 3 items, unchanged by a refund',
    ],
    [
      'shipping_refund_not_counted',
      { amount: '13.50', rate: '10 %', base: '135.00', refunded: '12.00' },
      '13.50: 10 % of 135.00, unchanged by a refund',
    ],
    [
      'amount_refunded',
      { before: '13.50', less: '4.19', refunded: '54.00' },
      '13.50 less 4.19: part of the order was refunded',
    ],
    ['self_referral', { status: 'processing' }, 'Held: waiting for a review'],
  ])('is told %s without the order’s own figures', (code, values, text) => {
    const told = sayToAffiliate({ code, values, text: 'as the owner reads it' });
    expect(told.text).toBe(text);
    expect(Object.keys(told.values)).not.toContain('refunded');
    expect(Object.keys(told.values)).not.toContain('share');
  });

  test('keeps a refusal as it is', () => {
    const refusal = refusalSentence(['program_paused'], 'processing');
    expect(sayToAffiliate(refusal)).toEqual(refusal);
  });
});

describe('what was earned', () => {
  test.each<[Sentence['values'], string]>([
    [
      { amount: '5.00', type: 'fixed_per_item', rate: '5.00', items: '1', base: '9.00' },
      '5.00: 5.00 per item, 1 item',
    ],
    [{ amount: '9.10', type: 'mixed', rates: 2, base: '91.00' }, '9.10: 2 rates on 91.00'],
    [
      { amount: '4.50', rate: '10 %', base: '45.00', share: '50 %', excluded: 2 },
      '4.50: 10 % of 45.00, 50 % of a shared order, without 2 excluded lines',
    ],
  ])('is said from its values: %j', (values, text) => {
    expect(sayEarned(values)).toBe(text);
  });

  test('less a refund names only what was refunded of the own lines', () => {
    const refunds = [aRefund('10.00', [{ itemId: 1, total: '10.00' }], { refundId: 7 }), oneHoodie];
    expect(settleAlone(anOrder({ refunds }), someTerms()).summary.text).toBe(
      '13.50 less 5.50: 1 of 3 pieces refunded and 10.00 refunded on Hoodie',
    );
  });
});
