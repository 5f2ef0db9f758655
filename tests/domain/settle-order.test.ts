import { describe, expect, test } from '@jest/globals';
import type { Base, ReasonCode } from '@finders-fee/shared';
import type { OrderSnapshot, Refund } from '@finders-fee/sidecar/domain/order-snapshot';
import {
  aLine,
  anExtra,
  anOrder,
  aRefund,
  bareRefund,
  oneHoodie,
  shippingRefund,
} from '../support/an-order.ts';
import { printedSums } from '../support/printed-sums.ts';
import { settleAlone } from '../support/settle-alone.ts';
import { someTerms } from '../support/terms.ts';

const winner = { exponent: 2, reasons: ['winner'] as ReasonCode[] };
const shirts = anOrder({
  total: '120.00',
  lines: [aLine({ quantity: 2, subtotal: '100.00', total: '90.00', totalTax: '18.00' })],
});

describe("the contract's example: 2 × 50 and 1 × 50, 10 % coupon, shipping 10, 20 % tax, rate 10 %", () => {
  test.each<[string, Refund[], bigint, bigint, string]>([
    ['without refunds', [], 13500n, 1350n, '13.50: 10 % of 135.00'],
    [
      'shipping refunded',
      [shippingRefund],
      13500n,
      1350n,
      '13.50: 10 % of 135.00, unchanged by the refund of 12.00 for shipping',
    ],
    ['one A refunded', [oneHoodie], 9000n, 900n, '13.50 less 4.50: 1 of 3 pieces refunded'],
    [
      'one A and shipping refunded',
      [oneHoodie, shippingRefund],
      9000n,
      900n,
      '13.50 less 4.50: 1 of 3 pieces refunded',
    ],
    [
      '54 refunded without lines',
      [bareRefund],
      9310n,
      931n,
      '13.50 less 4.19: 54.00 refunded without naming items',
    ],
    [
      'both',
      [bareRefund, oneHoodie],
      4950n,
      495n,
      '13.50 less 8.55: 1 of 3 pieces refunded and 54.00 refunded without naming items',
    ],
  ])('%s', (_, refunds, base, amount, text) => {
    const settlement = settleAlone(anOrder({ refunds }), someTerms(), winner);
    expect(settlement.baseMinor).toBe(base);
    expect(settlement.amountMinor).toBe(amount);
    expect(settlement.summary.text).toBe(text);
    expect(printedSums(settlement.steps)).toEqual(printedSums.of(settlement, 2));
  });
});

describe('a sentence says', () => {
  test.each<[string, OrderSnapshot, ReasonCode, string]>([
    ['pieces', { ...shirts, refunds: [oneHoodie] }, 'winner', '9.00 less 4.50: 1 of 2 pieces refunded'],
    [
      'money on a line',
      { ...shirts, refunds: [aRefund('12.00', [{ total: '10.00', totalTax: '2.00' }])] },
      'winner',
      '9.00 less 1.00: 10.00 refunded on Hoodie',
    ],
    ['all refunded', { ...shirts, refunds: [aRefund('120.00')] }, 'winner', '9.00 less 9.00: fully refunded'],
    [
      'status refunded',
      { ...shirts, status: 'refunded', refunds: [aRefund('120.00')] },
      'order_refunded',
      '9.00 less 9.00: fully refunded',
    ],
    ['cancelled', { ...shirts, status: 'cancelled' }, 'order_cancelled', 'Nothing: the order was cancelled'],
    ['trashed', { ...shirts, status: 'trash' }, 'order_cancelled', 'Nothing: the order is in the trash'],
    [
      'deleted',
      { ...shirts, status: 'deleted' },
      'order_cancelled',
      'Nothing: the order was deleted in the store',
    ],
    [
      'not paid',
      { ...shirts, status: 'on-hold' },
      'order_not_paid',
      'Nothing yet: the order is not paid (on-hold)',
    ],
    ['failed', { ...shirts, status: 'failed' }, 'order_not_paid', 'Nothing: the payment failed'],
    ['another code', shirts, 'outranked', 'Nothing: another coupon or link on the order earns'],
    [
      'a free order',
      { ...shirts, lines: [aLine({ subtotal: '50.00', total: '0.00' })] },
      'winner',
      'Nothing: no part of the order counts for the commission',
    ],
  ])('%s', (_, order, reason, text) => {
    const settlement = settleAlone(order, someTerms(), { exponent: 2, reasons: [reason] });
    expect(settlement.summary.text).toBe(text);
    expect(printedSums(settlement.steps)).toEqual(printedSums.of(settlement, 2));
  });
});

describe('an order that does not earn', () => {
  test('is worth 0, and its receipt says why', () => {
    const settlement = settleAlone(anOrder({ status: 'cancelled' }), someTerms(), {
      exponent: 2,
      reasons: ['order_cancelled'],
    });
    expect(settlement.amountMinor).toBe(0n);
    expect(settlement.steps.map(({ code, amount }) => [code, amount])).toEqual([
      ['line', '100.00'],
      ['discount', '-10.00'],
      ['line', '50.00'],
      ['discount', '-5.00'],
      ['not_counted', null],
      ['not_earning', '-135.00'],
      ['base', '0.00'],
      ['rate', '0.00'],
      ['amount', '0.00'],
    ]);
  });
});

describe('a base', () => {
  const fees = [
    anExtra({ itemId: 4, total: '-20.00', totalTax: '-4.00' }),
    anExtra({ itemId: 5, total: '5.00', totalTax: '1.00' }),
  ];
  const big = [anExtra({ itemId: 4, total: '-500.00', totalTax: '0.00' })];
  const half = { ...shirts, total: '108.00', refunds: [oneHoodie] };
  const feeBack = aRefund('6.00', [{ kind: 'fee', itemId: 5, total: '5.00', totalTax: '1.00' }]);
  const discountBack = aRefund('30.00', [
    { itemId: 1, quantity: 1, total: '45.00', totalTax: '9.00' },
    { kind: 'fee', itemId: 4, total: '-20.00', totalTax: '-4.00' },
  ]);
  const discountBackAndMore = { ...discountBack, amount: '84.00' };
  const turned = [anExtra({ itemId: 5, total: '-20.00', totalTax: '-4.00' })];
  const tooMuch = aRefund('999.00', [{ itemId: 1, quantity: 9, total: '832.50', totalTax: '166.50' }]);
  const taxOnly = aRefund('18.00', [{ itemId: 1, total: '0.00', totalTax: '18.00' }]);
  const unnamed = aRefund('54.00', [{ itemId: null, quantity: 1, total: '45.00', totalTax: '9.00' }]);
  const gone = aRefund('54.00', [{ itemId: 99, quantity: 1, total: '45.00', totalTax: '9.00' }]);

  test.each<[string, Partial<Base>, OrderSnapshot, bigint]>([
    ['before discount', { price: 'before_discount' }, anOrder(), 15000n],
    ['before discount with tax', { price: 'before_discount', include_tax: true }, anOrder(), 18000n],
    ['with tax', { include_tax: true }, anOrder(), 16200n],
    ['with shipping', { include_shipping: true }, anOrder(), 14500n],
    ['with shipping and tax', { include_shipping: true, include_tax: true }, anOrder(), 17400n],
    ['without fees unless they are included', {}, anOrder({ fees }), 13500n],
    ['with fees, a negative one counting negative', { include_fees: true }, anOrder({ fees }), 12000n],
    ['never below 0', { include_fees: true }, anOrder({ fees: big }), 0n],
    ['scales a refund to the price before discount', { price: 'before_discount' }, half, 5000n],
    ['takes the tax of a refund when tax is included', { include_tax: true }, half, 5400n],
    [
      'takes a shipping refund when shipping is included',
      { include_shipping: true },
      anOrder({ refunds: [shippingRefund] }),
      13500n,
    ],
    [
      'takes a fee refund when fees are included',
      { include_fees: true },
      anOrder({ fees, refunds: [feeBack] }),
      11500n,
    ],
    ['ignores a fee refund otherwise', {}, anOrder({ fees, refunds: [feeBack] }), 13500n],
    [
      'takes the refund of a negative fee as money that the buyer gave back',
      { include_fees: true },
      anOrder({ fees, refunds: [discountBack] }),
      9500n,
    ],
    [
      'counts what a refund took beyond its lines, one of them a negative fee',
      {},
      anOrder({ total: '156.00', fees, refunds: [discountBackAndMore] }),
      5143n,
    ],
    [
      'counts no part of such a refund twice once the negative fee has left the order',
      {},
      anOrder({ total: '174.00', refunds: [discountBackAndMore] }),
      4950n,
    ],
    [
      'does not take the refund of a fee that has become a negative one since for money without a line',
      { include_fees: true },
      anOrder({ total: '150.00', fees: turned, refunds: [feeBack] }),
      11500n,
    ],
    ['loses a line at most once, whatever was refunded on it', {}, anOrder({ refunds: [tooMuch] }), 4500n],
    ['ignores a refund of tax alone', {}, anOrder({ refunds: [taxOnly] }), 13500n],
    [
      'takes a refund of tax alone when tax is included',
      { include_tax: true },
      anOrder({ refunds: [taxOnly] }),
      14400n,
    ],
    ['is 0 when more was refunded than the order had', {}, anOrder({ refunds: [aRefund('999.00')] }), 0n],
    ['shares out a refund whose line names no item', {}, anOrder({ refunds: [unnamed] }), 9310n],
    ['forgets the refund of a line that left the order', {}, anOrder({ refunds: [gone] }), 13500n],
    [
      'allocates what a refund took beyond its lines',
      {},
      anOrder({ refunds: [{ ...oneHoodie, amount: '108.00' }] }),
      4950n,
    ],
  ])('%s', (_, base, order, expected) => {
    const settlement = settleAlone(order, someTerms({ base }), winner);
    expect(settlement.baseMinor).toBe(expected);
    expect(printedSums(settlement.steps)).toEqual(printedSums.of(settlement, 2));
  });
});

describe('an order as WooCommerce makes them', () => {
  const fivePieces = [1, 2, 3, 4, 5].map((refundId) =>
    aRefund('1.43', [{ itemId: 1, quantity: 1, total: '1.43' }], { refundId }),
  );
  const theRest = aRefund('2.85', [{ itemId: 1, quantity: 2, total: '2.85' }], { refundId: 6 });
  const pair = [
    aLine({ itemId: 1, subtotal: '20.00', total: '18.00' }),
    aLine({ itemId: 2, subtotal: '20.00', total: '18.00' }),
  ];

  test.each<[string, Partial<Base>, Partial<OrderSnapshot>, number, bigint, bigint]>([
    [
      'coupon discounts of 12 decimals',
      {},
      { lines: [aLine({ subtotal: '100.00', total: '66.666666666667', quantity: 3 })] },
      2,
      6667n,
      667n,
    ],
    [
      'many such lines, rounded once',
      {},
      { lines: [1, 2, 3].map((itemId) => aLine({ itemId, subtotal: '1', total: '0.333333333333' })) },
      2,
      100n,
      10n,
    ],
    [
      'a line of seven refunded in five pieces that do not divide evenly',
      {},
      { lines: [aLine({ quantity: 7, subtotal: '10.00' })], refunds: fivePieces },
      2,
      285n,
      29n,
    ],
    [
      'and the rest of it',
      {},
      { lines: [aLine({ quantity: 7, subtotal: '10.00' })], refunds: [...fivePieces, theRest] },
      2,
      0n,
      0n,
    ],
    [
      'two lines of one product, one refunded',
      {},
      { lines: pair, refunds: [aRefund('18.00', [{ itemId: 2, quantity: 1, total: '18.00' }])] },
      2,
      1800n,
      180n,
    ],
    ['a coupon of 100 %', {}, { lines: [aLine({ subtotal: '50.00', total: '0.00' })] }, 2, 0n, 0n],
    [
      'a coupon of 100 %, counted before discounts',
      { price: 'before_discount' },
      { lines: [aLine({ subtotal: '50.00', total: '0.00' })] },
      2,
      5000n,
      500n,
    ],
    [
      'prices including tax: 119 with 19 % is 100 and 19',
      { include_tax: true },
      { lines: [aLine({ subtotal: '100.00', total: '90.00', totalTax: '17.10' })] },
      2,
      10710n,
      1071n,
    ],
    [
      'before discounts with tax and a refund',
      { price: 'before_discount', include_tax: true },
      {
        lines: [aLine({ quantity: 2, subtotal: '100.00', total: '80.00', totalTax: '16.00' })],
        refunds: [aRefund('48.00', [{ itemId: 1, quantity: 1, total: '40.00', totalTax: '8.00' }])],
      },
      2,
      6000n,
      600n,
    ],
    ['nothing in it', { include_shipping: true }, { lines: [], total: '0.00' }, 2, 0n, 0n],
    ['yen', {}, { lines: [aLine({ subtotal: '1345', total: '1345' })], currency: 'JPY' }, 0, 1345n, 135n],
    [
      'yen with the decimals of tax',
      { include_tax: true },
      { lines: [aLine({ subtotal: '999', total: '999', totalTax: '99.9' })], currency: 'JPY' },
      0,
      1099n,
      110n,
    ],
    [
      'dinars',
      {},
      { lines: [aLine({ subtotal: '12.345', total: '12.345' })], currency: 'KWD' },
      3,
      12345n,
      1235n,
    ],
    [
      'a negative fee larger than shipping',
      { include_fees: true, include_shipping: true },
      { shipping: [anExtra({ total: '5.00' })], fees: [anExtra({ itemId: 8, total: '-15.00' })] },
      2,
      12500n,
      1250n,
    ],
    [
      'shipping and a fee refunded, both counted',
      { include_fees: true, include_shipping: true },
      {
        shipping: [anExtra({ itemId: 7, total: '5.00' })],
        fees: [anExtra({ itemId: 8, total: '4.00' })],
        refunds: [
          aRefund('7.00', [
            { kind: 'shipping', itemId: 7, total: '5.00' },
            { kind: 'fee', itemId: 8, total: '2.00' },
          ]),
        ],
      },
      2,
      13700n,
      1370n,
    ],
  ])('%s', (_, base, overrides, exponent, expectedBase, expected) => {
    const order = anOrder({ shipping: [], ...overrides });
    const settlement = settleAlone(order, someTerms({ base }), { exponent });
    expect([settlement.baseMinor, settlement.amountMinor]).toEqual([expectedBase, expected]);
    expect(printedSums(settlement.steps)).toEqual(printedSums.of(settlement, exponent));
  });
});

describe('rounding', () => {
  test.each<[string, string, number, bigint]>([
    ['half a cent goes up', '0.05', 2, 1n],
    ['less than half a cent goes', '0.04', 2, 0n],
    ['yen have no decimals', '1345', 0, 135n],
    ['dinars have three', '1.235', 3, 124n],
  ])('%s', (_, total, exponent, expected) => {
    const order = anOrder({ lines: [aLine({ subtotal: total, total })], shipping: [], total });
    expect(settleAlone(order, someTerms(), { ...winner, exponent }).amountMinor).toBe(expected);
  });

  test('happens once: thirds of a cent on many lines are not lost', () => {
    const lines = Array.from({ length: 3 }, (_, itemId) =>
      aLine({ itemId, subtotal: '0.333', total: '0.333' }),
    );
    expect(settleAlone(anOrder({ lines, shipping: [] }), someTerms({ rate: '50' }), winner).amountMinor).toBe(
      50n,
    );
  });
});
