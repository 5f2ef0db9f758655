import type { Explanation, MySale, Sentence } from '@finders-fee/shared';
import type { Canned } from './canned-store.ts';

const day = 24 * 60 * 60 * 1000;
const instant = (daysAgo: number) => new Date(Date.now() - daysAgo * day).toISOString();
const sentence = (code: string, text: string): Sentence => ({ code, text, values: {} });

const pieces: Sentence = {
  code: 'pieces_refunded',
  text: '9.00 less 4.50: 1 of 2 pieces refunded',
  values: { before: '9.00', less: '4.50', pieces: 1, of: 2 },
};

/** John: 60.60 € earned, of which 42.10 leave their hold next. Every call makes a fresh, valid whole. */
export function john(overrides: Partial<Canned> = {}): Canned {
  return {
    loggedIn: true,
    startsTogether: true,
    failing: null,
    me: {
      id: 'aff_1',
      name: 'John',
      status: 'active',
      program: { name: 'Podcast', rate: '10 %' },
      link: 'https://shop.example/?ref=k7m2qd9x',
      time_zone: 'Europe/Berlin',
      balances: [
        {
          currency: 'EUR',
          pending: '60.60',
          held: '0.00',
          approved: '0.00',
          paid: '0.00',
          balance: '60.60',
          next_payable_at: instant(-12),
          next_payable_amount: '42.10',
        },
      ],
    },
    coupons: [{ id: 7, code: 'john10', discount: '10 %', rate: null, expires_on: null, orders: 14 }],
    sales: [
      sale(3, {
        id: 'com_3',
        amount: '4.50',
        summary: pieces,
      }),
      sale(2, {
        status: 'none',
        amount: '0.00',
        summary: sentence('outranked', 'Nothing: another coupon or link on the order earns'),
        payable_from: null,
      }),
      sale(1, {
        id: 'com_1',
        status: 'reversed',
        amount: '0.00',
        summary: sentence('order_refunded', 'Nothing: the order is fully refunded'),
        payable_from: null,
      }),
    ],
    summary: {
      days: [21, 14, 9, 8, 3].map((ago, index) => ({
        day: instant(ago).slice(0, 10),
        currency: 'EUR',
        commission: ['4.50', '13.50', '9.00', '22.10', '11.50'][index] ?? '0.00',
        orders: 1 + (index % 2),
      })),
    },
    explanations: { com_3: receipt('com_3') },
    ...overrides,
  };
}

/** John with a little of everything: a debt, holds, rates of every kind, a sale outside the shop. */
export function johnWithEverything(): Canned {
  const earned = (values: Sentence['values']): Sentence => ({ code: 'earned', text: '', values });
  const whole = john();
  const [balance] = whole.me.balances;
  if (!balance) throw new Error('John has no balance');
  return {
    ...whole,
    me: {
      ...whole.me,
      program: { name: 'Podcast', rate: '5.00 EUR per order' },
      balances: [
        { ...balance, pending: '60.60', held: '3.00', approved: '24.00', paid: '120.00', balance: '87.60' },
        {
          ...balance,
          currency: 'USD',
          pending: '0.00',
          approved: '-4.50',
          paid: '9.00',
          balance: '-4.50',
          next_payable_at: null,
          next_payable_amount: null,
        },
      ],
    },
    coupons: [{ id: 7, code: 'john10', discount: '10 %', rate: '12.5 %', expires_on: null, orders: 14 }],
    sales: [
      sale(9, {
        id: 'com_9',
        amount: '7.50',
        summary: earned({ amount: '7.50', type: 'fixed_per_item', rate: '2.50', items: '3', base: '90.00' }),
      }),
      sale(8, {
        amount: '5.00',
        status: 'held',
        summary: { code: 'held_for_review', text: '', values: { status: 'processing' } },
      }),
      sale(7, {
        amount: '12.70',
        status: 'approved',
        summary: earned({ amount: '12.70', type: 'mixed', rates: 3, base: '135.00', shared: 1, excluded: 2 }),
      }),
      sale(6, {
        amount: '0.00',
        status: 'rejected',
        payable_from: null,
        summary: { code: 'rejected', text: '', values: { status: 'completed' } },
      }),
      sale(5, {
        channel: 'offline',
        order_number: 'order 456',
        amount: '5.00',
        status: 'paid',
        payable_from: null,
        summary: earned({ amount: '5.00', type: 'fixed_per_order', rate: '5.00', base: '99.90' }),
      }),
      sale(4, { channel: 'offline', order_number: '' }),
    ],
    explanations: { com_9: sharedReceipt() },
  };
}

function sharedReceipt(): Explanation {
  const rate = { type: 'fixed_per_order', source: 'affiliate', program: 'Podcast', since: '2026-10-01' };
  return {
    ...receipt('com_9'),
    amount: '5.00',
    steps: [
      { code: 'shared', label: '', values: { name: 'Hoodie' }, amount: '54.00' },
      { code: 'excluded', label: '', values: { name: 'Gift card' }, amount: null },
      { code: 'other_coupon', label: '', values: { lines: 2 }, amount: null },
      { code: 'base', label: '', values: {}, amount: '54.00' },
      {
        code: 'rate',
        label: '',
        values: { ...rate, rate: '5.00', base: '54.00', shared: 1 },
        amount: '3.00',
      },
      {
        code: 'rate',
        label: '',
        values: { ...rate, source: 'coupon', codes: 'john10', rate: '2.00', base: '54.00' },
        amount: '1.99',
      },
      { code: 'amount_rounding', label: '', values: {}, amount: '0.01' },
      { code: 'amount', label: '', values: {}, amount: '5.00' },
    ],
    entries: [
      entry('earned', '5.00', 7),
      { ...entry('adjusted', '0.00', 6), moved: '5.00', from: 'pending', to: 'held' },
      { ...entry('adjusted', '0.00', 5), moved: '5.00', from: 'held', to: 'pending' },
    ],
  };
}

/** A sale of so many days ago that counts. */
export function sale(number: number, overrides: Partial<MySale> = {}): MySale {
  return {
    id: null,
    order_number: String(1040 + number),
    coupon_code: 'john10',
    channel: 'coupon',
    status: 'pending',
    currency: 'EUR',
    amount: '9.00',
    summary: { code: 'earned', text: '', values: { amount: '9.00', rate: '10 %', base: '90.00' } },
    placed_at: instant(4 + number),
    payable_from: instant(-26 + number),
    ...overrides,
  };
}

function receipt(id: string): Explanation {
  return {
    commission_id: id,
    currency: 'EUR',
    amount: '4.50',
    base_amount: '45.00',
    summary: pieces,
    steps: [
      {
        code: 'line',
        label: 'Hoodie, 2 × 50.00',
        values: { name: 'Hoodie', quantity: 2, unit: '50.00' },
        amount: '100.00',
      },
      { code: 'discount', label: 'Discount', values: {}, amount: '-10.00' },
      { code: 'refunded', label: 'Refunded, 1 piece', values: { quantity: 1 }, amount: '-45.00' },
      { code: 'not_counted', label: 'Shipping, tax: not counted', values: {}, amount: null },
      { code: 'base', label: 'Base', values: {}, amount: '45.00' },
      {
        code: 'rate',
        label: '10 % of 45.00 (program Podcast, since 2026-10-01)',
        values: {
          rate: '10 %',
          type: 'percent',
          source: 'program',
          program: 'Podcast',
          since: '2026-10-01',
          base: '45.00',
        },
        amount: '4.50',
      },
      { code: 'amount', label: 'Commission', values: {}, amount: '4.50' },
    ],
    terms: {
      program_id: 'pro_1',
      program_name: 'Podcast',
      program_version: 1,
      program_version_since: instant(60),
      rate: { type: 'percent', value: '10' },
      rate_source: 'program',
      rates: [{ source: 'program', rate: { type: 'percent', value: '10' } }],
      base: { price: 'after_discount', include_tax: false, include_shipping: false, include_fees: false },
      excluded: { product_ids: [], category_ids: [] },
      minimum: null,
    },
    entries: [entry('earned', '9.00', 7), entry('adjusted', '-4.50', 5)],
    payable_from: instant(-23),
  };
}

function entry(kind: 'earned' | 'adjusted', amount: string, daysAgo: number): Explanation['entries'][number] {
  return {
    id: `trf_${kind}`,
    affiliate_id: 'aff_1',
    commission_id: 'com_3',
    order_id: 1043,
    currency: 'EUR',
    kind,
    amount,
    moved: amount.replace('-', ''),
    from: amount.startsWith('-') ? 'pending' : 'expense',
    to: amount.startsWith('-') ? 'expense' : 'pending',
    reference: kind,
    reason: kind,
    occurred_at: instant(daysAgo),
    recorded_at: instant(daysAgo),
  };
}
