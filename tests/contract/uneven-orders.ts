/** An order whose figures do not come out even, and what WooCommerce makes of it at 20 % tax. */
export interface UnevenOrder {
  coupons: Record<string, unknown>[];
  /** Pieces and the price of all of them, `3 for 59.97`. */
  lines: string[];
  fees?: string[];
  shipping?: string[];
  expected: {
    /** Of the lines, after discounts, and of the fees. */
    totals: string[];
    /** Of the coupons, without tax and with tax only. */
    discounts: [string, string][];
    total: string;
    totalTax: string;
  };
}

const percent = (amount: string, more = {}) => ({ discount_type: 'percent', amount, ...more });
const offCart = (amount: string, more = {}) => ({ discount_type: 'fixed_cart', amount, ...more });
const offPiece = (amount: string, more = {}) => ({ discount_type: 'fixed_product', amount, ...more });

export const unevenOrders: Record<string, UnevenOrder> = {
  'percent of uneven prices': {
    coupons: [percent('10')],
    lines: ['2 for 100.00', '3 for 59.97'],
    expected: { totals: ['89.99', '53.98'], discounts: [['16', '3.2']], total: '172.77', totalTax: '28.80' },
  },
  'half a cent is left to the shop': {
    coupons: [percent('5')],
    lines: ['1 for 29.90', '1 for 16.80'],
    expected: { totals: ['28.41', '15.96'], discounts: [['2.33', '0.47']], total: '53.24', totalTax: '8.87' },
  },
  'a percentage with decimals over three lines': {
    coupons: [percent('7.5')],
    lines: ['1 for 19.99', '1 for 9.95', '1 for 33.33'],
    expected: {
      totals: ['18.49', '9.20', '30.83'],
      discounts: [['4.75', '0.95']],
      total: '70.23',
      totalTax: '11.71',
    },
  },
  'a third over three lines': {
    coupons: [percent('33.33')],
    lines: ['3 for 59.97', '1 for 0.05', '1 for 33.34'],
    expected: {
      totals: ['39.98', '0.04', '22.22'],
      discounts: [['31.12', '6.22']],
      total: '74.69',
      totalTax: '12.45',
    },
  },
  'a percentage that binary fractions miss is made up for on the dearest line': {
    coupons: [percent('29')],
    lines: ['1 for 1.00', '1 for 10.00'],
    expected: { totals: ['0.72', '7.09'], discounts: [['3.19', '0.64']], total: '9.37', totalTax: '1.56' },
  },
  'a percentage of some pieces': {
    coupons: [percent('12.5', { limit_usage_to_x_items: 2 })],
    lines: ['3 for 59.97', '1 for 33.33'],
    expected: {
      totals: ['57.48', '29.16'],
      discounts: [['6.66', '1.33']],
      total: '103.97',
      totalTax: '17.33',
    },
  },
  'an amount off the cart': {
    coupons: [offCart('10')],
    lines: ['2 for 100.00', '3 for 59.97'],
    expected: { totals: ['96.00', '53.97'], discounts: [['10', '2']], total: '179.96', totalTax: '29.99' },
  },
  'an amount off the cart leaves cents over': {
    coupons: [offCart('10.00')],
    lines: ['1 for 19.99', '1 for 9.95', '1 for 33.33'],
    expected: {
      totals: ['16.66', '6.62', '29.99'],
      discounts: [['10', '2.01']],
      total: '63.92',
      totalTax: '10.65',
    },
  },
  'an amount off the cart that is more than one line has': {
    coupons: [offCart('11.69')],
    lines: ['5 for 22.77', '1 for 10.00', '4 for 3.33'],
    expected: {
      totals: ['15.81', '8.60', '0.00'],
      discounts: [['11.69', '2.34']],
      total: '29.29',
      totalTax: '4.88',
    },
  },
  'less off the cart than it has pieces': {
    coupons: [offCart('0.04')],
    lines: ['3 for 59.97', '2 for 100.00'],
    expected: { totals: ['59.95', '99.98'], discounts: [['0.04', '0']], total: '191.92', totalTax: '31.99' },
  },
  'an amount off each piece': {
    coupons: [offPiece('3.33')],
    lines: ['2 for 100.00', '3 for 59.97'],
    expected: {
      totals: ['93.34', '49.98'],
      discounts: [['16.65', '3.33']],
      total: '171.99',
      totalTax: '28.67',
    },
  },
  'more off each piece than a cheap one costs': {
    coupons: [offPiece('4.00')],
    lines: ['3 for 10.00', '2 for 40.01'],
    expected: { totals: ['0.00', '32.01'], discounts: [['18', '3.6']], total: '38.41', totalTax: '6.40' },
  },
  'an amount off some pieces': {
    coupons: [offPiece('4.00', { limit_usage_to_x_items: 4 })],
    lines: ['3 for 10.00', '2 for 40.01'],
    expected: {
      totals: ['3.33', '32.01'],
      discounts: [['14.666667', '2.93']],
      total: '42.41',
      totalTax: '7.07',
    },
  },
  'an amount with a fraction of a cent': {
    coupons: [offPiece('3.333')],
    lines: ['2 for 100.00', '1 for 19.99'],
    expected: { totals: ['93.33', '16.66'], discounts: [['9.999', '2']], total: '131.99', totalTax: '22.00' },
  },
  'two coupons, each on the full price': {
    coupons: [percent('10'), percent('15')],
    lines: ['2 for 100.00', '3 for 59.97'],
    expected: {
      totals: ['74.98', '44.99'],
      discounts: [
        ['16', '3.2'],
        ['24', '4.8'],
      ],
      total: '143.97',
      totalTax: '24.00',
    },
  },
  'three kinds of coupons at once': {
    coupons: [percent('58'), offCart('1.04'), offPiece('1.36')],
    lines: ['3 for 4.80', '4 for 128.00'],
    expected: {
      totals: ['0.00', '47.72'],
      discounts: [
        ['77.02', '15.41'],
        ['1.04', '0.21'],
        ['7.02', '1.41'],
      ],
      total: '57.26',
      totalTax: '9.54',
    },
  },
  'prices, fees and shipping with fractions of a cent': {
    coupons: [percent('33.33')],
    lines: ['3 for 0.999', '7 for 4.445'],
    fees: ['0.335', '0.335'],
    shipping: ['2.005', '2.005'],
    expected: {
      totals: ['0.67', '2.96', '0.34', '0.34'],
      discounts: [['1.82', '0.37']],
      total: '9.98',
      totalTax: '1.66',
    },
  },
  'a rebate of more than the coupon leaves': {
    coupons: [percent('10')],
    lines: ['1 for 33.33'],
    fees: ['-31.00'],
    expected: { totals: ['30.00', '-30.00'], discounts: [['3.33', '0.67']], total: '0.00', totalTax: '0.00' },
  },
  'a rebate on nothing': {
    coupons: [percent('100')],
    lines: ['1 for 33.33'],
    fees: ['-5.00'],
    expected: { totals: ['0.00', '-5.00'], discounts: [['33.33', '6.67']], total: '-5.00', totalTax: '0.00' },
  },
};
