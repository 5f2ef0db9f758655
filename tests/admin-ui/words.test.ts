import { describe, expect, test } from '@jest/globals';
import { reasonCodes, type Sentence, type Step } from '@finders-fee/shared';
import { refusalSentence as sidecarsRefusal } from '../../sidecar/src/domain/refusal-sentence.ts';
import { saySentence } from '../../admin-ui/src/words/sentence.ts';
import { sayStep } from '../../admin-ui/src/words/step.ts';

describe('the sentence of a row', () => {
  const sentences: Sentence[] = [
    {
      code: 'earned',
      values: { amount: '13.50', rate: '10 %', base: '135.00' },
      text: '13.50: 10 % of 135.00',
    },
    {
      code: 'pieces_refunded',
      values: { before: '9.00', less: '4.50', pieces: 1, of: 2 },
      text: '9.00 less 4.50: 1 of 2 pieces refunded',
    },
    {
      code: 'amount_refunded',
      values: { before: '13.50', less: '4.19', refunded: '54.00' },
      text: '13.50 less 4.19: 54.00 refunded without naming items',
    },
    {
      code: 'line_amount_refunded',
      values: { before: '9.00', less: '1.00', line_refunded: '10.00', item: 'Hoodie' },
      text: '9.00 less 1.00: 10.00 refunded on Hoodie',
    },
    {
      code: 'refunded',
      values: { before: '13.50', less: '8.55', pieces: 1, of: 3, refunded: '54.00' },
      text: '13.50 less 8.55: 1 of 3 pieces refunded and 54.00 refunded without naming items',
    },
    {
      code: 'fully_refunded',
      values: { before: '9.00', less: '9.00' },
      text: '9.00 less 9.00: fully refunded',
    },
    {
      code: 'earned',
      values: { amount: '7.50', type: 'fixed_per_item', rate: '2.50', items: '3', base: '150.00' },
      text: '7.50: 2.50 per item, 3 items',
    },
    {
      code: 'earned',
      values: { amount: '5.00', type: 'fixed_per_order', rate: '5.00', base: '150.00', excluded: 1 },
      text: '5.00: 5.00 per order, without 1 excluded line',
    },
    {
      code: 'earned',
      values: { amount: '12.70', type: 'mixed', rates: 3, base: '135.00', share: '60 %', excluded: 2 },
      text: '12.70: 3 rates on 135.00, 60 % of a shared order, without 2 excluded lines',
    },
    {
      code: 'shipping_refund_not_counted',
      values: { amount: '13.50', rate: '10 %', base: '135.00', refunded: '12.00' },
      text: '13.50: 10 % of 135.00, unchanged by the refund of 12.00 for shipping',
    },
  ];

  test.each(sentences)('says in English what the sidecar says: $code, $text', (sentence) => {
    expect(saySentence({ ...sentence, text: 'not used' })).toBe(sentence.text);
  });

  test.each([...reasonCodes])('is the sidecar’s for the refusal %s', (code) => {
    const sentence = sidecarsRefusal([code], 'pending');
    expect(saySentence({ ...sentence, text: 'not used' })).toBe(sentence.text);
  });

  test('is the sidecar’s own where the page does not know its code', () => {
    expect(saySentence({ code: 'from_next_year', values: {}, text: 'A new reason' })).toBe('A new reason');
  });
});

describe('a line of the receipt', () => {
  const step = (code: Step['code'], values: Step['values'], label = 'as the sidecar says') => ({
    code,
    values,
    label,
    amount: null,
  });

  const percent = { type: 'percent', rate: '10 %', base: '90.00' };

  test.each([
    [step('line', { name: 'Hoodie', quantity: 2, unit: '50.00' }), 'Hoodie, 2 × 50.00'],
    [step('discount', { name: 'Hoodie', codes: 'john10' }), 'Discount john10'],
    [step('discount', { name: 'Hoodie', codes: '' }), 'Price edited on the order'],
    [step('refunded', { name: 'Hoodie', on: '2026-11-05', quantity: 1 }), 'Refunded on Nov 5, 2026, 1 piece'],
    [step('refunded', { name: 'Hoodie', on: '', quantity: 0 }), 'Refunded'],
    [step('not_counted', { shipping: '10.00', tax: '29.00' }), 'Shipping and Tax'],
    [
      step('rate', { ...percent, source: 'program', program: 'Podcast', since: '2026-10-01' }),
      '10 % of 90.00 (program Podcast, since Oct 1, 2026)',
    ],
    [
      step('rate', { type: 'fixed_per_item', rate: '2.50', items: '3', source: 'product' }),
      '2.50 per item, 3 items (product rate)',
    ],
    [
      step('rate', { type: 'fixed_per_order', rate: '5.00', share: '60 %', source: 'affiliate' }),
      '5.00 per order, 60 % of it (affiliate’s own rate)',
    ],
    [step('rate', { ...percent, source: 'coupon', codes: 'john10' }), '10 % of 90.00 (coupon john10)'],
    [
      step('rate', {
        ...{ type: 'fixed_per_order', rate: '5.00', currency: 'EUR', order_currency: 'USD' },
        source: 'category',
      }),
      '5.00 EUR, not for orders in USD (category rate)',
    ],
    [step('excluded', { name: 'Gift card' }), 'Gift card: excluded by the program'],
    [
      step('shared', { name: 'Hoodie', share: '60 %', codes: 'john10', other_codes: 'mia' }),
      'Shared: 60 % through john10, the rest through mia',
    ],
    [step('other_coupon', { lines: 2, codes: 'mia' }), '2 lines earned by mia'],
    [step('not_counted', { items: '50.00' }), 'Items that the coupon is not for'],
    [step('rejected', {}), 'Nothing: rejected by the store'],
    [step('amount_rounding', {}), 'Rounding'],
    [step('fee', { name: 'Gift wrap' }, 'Gift wrap'), 'Gift wrap'],
  ])('%# reads in words', (line, words) => {
    expect(sayStep(line)).toBe(words);
  });
});
