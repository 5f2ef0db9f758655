import { describe, expect, test } from '@jest/globals';
import type { OrderSnapshot } from '@finders-fee/sidecar/domain/order-snapshot';
import { secondOpinion, type EarningCoupon, type Promised, type Question } from '../model/second-opinion.ts';
import {
  aCoupon,
  aLine,
  anExtra,
  anOrder,
  aRefund,
  bareRefund,
  oneHoodie,
  shippingRefund,
} from '../support/an-order.ts';

const ten: Promised = {
  base: { price: 'after_discount', include_tax: false, include_shipping: false, include_fees: false },
  excluded: { product_ids: [], category_ids: [] },
  affiliateRate: null,
  productRates: [],
  programRate: { type: 'percent', value: '10' },
  minimum: null,
};
const johns: EarningCoupon = { affiliateId: 'john', restrictions: null, rate: null };
const onlyProduct = (productId: number) => ({
  ...{ productIds: [productId], excludedProductIds: [] },
  ...{ categoryIds: [], excludedCategoryIds: [] },
});

interface Asked extends Partial<Omit<Question, 'order' | 'coupons' | 'links' | 'promised'>> {
  order?: Partial<OrderSnapshot>;
  coupons?: Record<string, EarningCoupon>;
  links?: Record<string, string>;
  promised?: Record<string, Partial<Promised>>;
}

/** Amounts by affiliate in minor units, as numbers. */
function amountsOf({
  order = {},
  coupons = { john10: johns },
  links = {},
  promised = { john: {} },
  ...rest
}: Asked) {
  const opinions = secondOpinion({
    order: anOrder(order),
    exponent: 2,
    policy: 'last',
    earningStatuses: ['processing', 'completed'],
    categories: { 11: [1] },
    coupons: new Map(Object.entries(coupons)),
    links: new Map(Object.entries(links)),
    linkDays: 30,
    permanentCode: null,
    promised: new Map(Object.entries(promised).map(([id, terms]) => [id, { ...ten, ...terms }])),
    ...rest,
  });
  return Object.fromEntries([...opinions].map(([id, { amountMinor }]) => [id, Number(amountMinor)]));
}

describe('the second opinion says of the example in the contract', () => {
  test.each([
    ['13.50 as it was bought', [], 1350],
    ['13.50 after the shipping was refunded', [shippingRefund], 1350],
    ['9.00 after one hoodie was refunded', [oneHoodie], 900],
    ['9.31 after 54 were refunded without lines', [bareRefund], 931],
    ['4.95 after both', [oneHoodie, bareRefund], 495],
  ])('%s', (_, refunds, amount) => {
    expect(amountsOf({ order: { refunds } })).toEqual({ john: amount });
  });

  test.each(['on-hold', 'failed', 'cancelled', 'refunded', 'trash', 'deleted'])(
    'nothing while it is %s',
    (status) => {
      expect(amountsOf({ order: { status } })).toEqual({ john: 0 });
    },
  );
});

describe('the second opinion shares an order', () => {
  const order = {
    coupons: [aCoupon(), aCoupon({ couponId: 78, code: 'mary', discount: '5.00' })],
    lines: [
      aLine({ itemId: 1, productId: 11, quantity: 2, subtotal: '100.00', total: '90.00' }),
      aLine({ itemId: 2, productId: 12, quantity: 1, subtotal: '50.00', total: '45.00' }),
    ],
  };
  const marys: EarningCoupon = { affiliateId: 'mary', restrictions: null, rate: null };
  const both = { order, coupons: { john10: johns, mary: marys }, promised: { john: {}, mary: {} } };

  test.each([
    ['the first coupon', 'first', { john: 1350, mary: 0 }],
    ['the last coupon', 'last', { john: 0, mary: 1350 }],
    ['the largest discount', 'largest', { john: 1350, mary: 0 }],
    ['each by its discount', 'split', { john: 1013, mary: 337 }],
  ] as const)('by the policy %s', (_, policy, amounts) => {
    expect(amountsOf({ ...both, policy })).toEqual(amounts);
  });

  test('so that a coupon for one product earns on that product alone', () => {
    const coupons = { john10: johns, mary: { ...marys, restrictions: onlyProduct(12) } };
    expect(amountsOf({ ...both, coupons })).toEqual({ john: 900, mary: 450 });
  });

  test('so that each fixed amount of an order is paid by shares', () => {
    const rate = { type: 'fixed_per_order', value: '4', currency: 'EUR' } as const;
    const promised = { john: { programRate: rate }, mary: { programRate: rate } };
    expect(amountsOf({ ...both, promised, policy: 'split' })).toEqual({ john: 300, mary: 100 });
  });

  test('so that a cent that cannot be halved goes to the smaller id', () => {
    const lines = [aLine({ subtotal: '10.50', total: '10.50' })];
    const coupons = order.coupons.map((coupon) => ({ ...coupon, discount: '0.00' }));
    expect(amountsOf({ ...both, order: { lines, coupons }, policy: 'split' })).toEqual({
      john: 53,
      mary: 52,
    });
  });
});

describe('the second opinion gives an order to the first channel that may earn', () => {
  const order = { click: { linkCode: 'lucylink', clickedAt: '2026-10-04T10:00:00Z' } };
  const permanentCode = { affiliateId: 'carl', restrictions: onlyProduct(99), rate: null };
  const promised = { john: {}, lucy: {}, carl: {} };
  const all = { order, links: { lucylink: 'lucy' }, promised, permanentCode };
  const seconds = (clickedAt: string) => ({ order: { click: { ...order.click, clickedAt } } });
  const nobody = { coupons: {} };

  test.each<[string, Asked, Record<string, number>]>([
    ['a coupon before a link', {}, { john: 1350 }],
    ['a link where the coupon is nobody’s', nobody, { lucy: 1350 }],
    [
      'a link where the order is too small for the coupon',
      { promised: { ...promised, john: small() } },
      { lucy: 1350 },
    ],
    [
      'a link where the coupon is for other products',
      { coupons: { john10: { ...johns, restrictions: onlyProduct(99) } } },
      { lucy: 1350 },
    ],
    [
      'the code where the link is a second too old',
      { ...nobody, ...seconds('2026-10-04T09:59:59Z') },
      { carl: 1350 },
    ],
    ['a link of tomorrow', { ...nobody, ...seconds('2026-11-04T10:00:00Z') }, { lucy: 1350 }],
    ['the code where links are off', { ...nobody, linkDays: 0 }, { carl: 1350 }],
    ['nobody', { ...nobody, links: {}, permanentCode: null }, {}],
  ])('%s', (_, change, amounts) => {
    expect(amountsOf({ ...all, ...change })).toEqual(amounts);
  });

  function small(): Partial<Promised> {
    return { minimum: { amount: '135.01', currency: 'EUR' } };
  }
});

describe('the second opinion takes the rate', () => {
  const percent = (value: string) => ({ type: 'percent', value }) as const;
  const perItem = (value: string, currency = 'EUR') => ({ type: 'fixed_per_item', value, currency }) as const;

  test('of the coupon before that of the affiliate, the product and the category', () => {
    const productRates = [
      { product_ids: [], category_ids: [1], rate: percent('40') },
      { product_ids: [11], category_ids: [], rate: percent('30') },
    ];
    const affiliateRate = percent('20');
    const coupons = { john10: { ...johns, rate: percent('1') } };
    expect(amountsOf({ coupons, promised: { john: { affiliateRate, productRates } } })).toEqual({
      john: 135,
    });
    expect(amountsOf({ promised: { john: { affiliateRate, productRates } } })).toEqual({ john: 2700 });
    expect(amountsOf({ promised: { john: { productRates } } })).toEqual({ john: 4050 });
  });

  test('of the next in turn where a fixed one is in another currency', () => {
    const affiliateRate = perItem('3', 'USD');
    expect(amountsOf({ promised: { john: { affiliateRate } } })).toEqual({ john: 1350 });
    expect(amountsOf({ promised: { john: { programRate: affiliateRate } } })).toEqual({ john: 0 });
  });

  test('for each piece that was not refunded by line, and for none once nothing is left of the base', () => {
    const promised = { john: { programRate: perItem('1.50') } };
    expect(amountsOf({ promised })).toEqual({ john: 450 });
    expect(amountsOf({ promised, order: { refunds: [oneHoodie] } })).toEqual({ john: 300 });
    expect(amountsOf({ promised, order: { refunds: [bareRefund] } })).toEqual({ john: 450 });
    expect(amountsOf({ promised, order: { refunds: [aRefund('174.00')] } })).toEqual({ john: 0 });
  });

  test('of a negative fee as of anything else, as long as something is left', () => {
    const base = { ...ten.base, include_fees: true };
    const fees = (total: string) => ({ fees: [anExtra({ total })] });
    expect(amountsOf({ promised: { john: { base } }, order: fees('-35.00') })).toEqual({ john: 1000 });
    expect(amountsOf({ promised: { john: { base } }, order: fees('-135.00') })).toEqual({ john: 0 });
  });
});
