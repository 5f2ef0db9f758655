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
      code: 'shipping_refund_not_counted',
      values: { amount: '13.50', rate: '10 %', base: '135.00', refunded: '12.00' },
      text: '13.50: 10 % of 135.00, unchanged by the refund of 12.00 for shipping',
    },
  ];

  test.each(sentences)('says in English what the sidecar says: $code', (sentence) => {
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

  test.each([
    [step('line', { name: 'Hoodie', quantity: 2, unit: '50.00' }), 'Hoodie, 2 × 50.00'],
    [step('discount', { name: 'Hoodie', codes: 'john10' }), 'Discount john10'],
    [step('discount', { name: 'Hoodie', codes: '' }), 'Price edited on the order'],
    [step('refunded', { name: 'Hoodie', on: '2026-11-05', quantity: 1 }), 'Refunded on Nov 5, 2026, 1 piece'],
    [step('refunded', { name: 'Hoodie', on: '', quantity: 0 }), 'Refunded'],
    [step('not_counted', { shipping: '10.00', tax: '29.00' }), 'Shipping and Tax'],
    [
      step('rate', { rate: '10 %', program: 'Podcast', since: '2026-10-01' }),
      '10 % (program Podcast, since Oct 1, 2026)',
    ],
    [step('fee', { name: 'Gift wrap' }, 'Gift wrap'), 'Gift wrap'],
  ])('%# reads in words', (line, words) => {
    expect(sayStep(line)).toBe(words);
  });
});
