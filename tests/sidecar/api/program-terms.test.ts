import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import { anApi, fieldsOf, type Api } from '../../support/an-api.ts';

const percent = (value: string) => ({ type: 'percent', value });
const perItem = (value: string, currency?: string) => ({
  type: 'fixed_per_item',
  value,
  ...(currency === undefined ? {} : { currency }),
});
const name = 'Podcast';

describe('the terms of a program', () => {
  let api: Api;
  beforeAll(async () => {
    api = await anApi();
  });
  afterAll(() => api.stop());

  test('amounts without a currency are in the store’s', async () => {
    const { body } = await api.owner('POST', '/programs', {
      name,
      rate: { type: 'fixed_per_order', value: '5' },
      product_rates: [{ product_ids: [7, 8], rate: perItem('2.50') }],
      minimum: { amount: '80' },
    });
    expect(body).toMatchObject({
      rate: { type: 'fixed_per_order', value: '5', currency: 'EUR' },
      product_rates: [
        {
          product_ids: [7, 8],
          category_ids: [],
          rate: { type: 'fixed_per_item', value: '2.50', currency: 'EUR' },
        },
      ],
      minimum: { amount: '80.00', currency: 'EUR' },
    });
    expect((await api.owner('GET', `/programs/${body.id}`)).body).toEqual(body);
    expect((await api.owner('GET', '/programs')).body).toContainEqual(body);
  });

  test('amounts may be in any currency, with its own decimals', async () => {
    const { body } = await api.owner('POST', '/programs', {
      name,
      rate: perItem('500', 'JPY'),
      product_rates: [{ category_ids: [3], rate: perItem('1.250', 'KWD') }],
      minimum: { amount: '12', currency: 'KWD' },
    });
    expect(body).toMatchObject({
      rate: { value: '500', currency: 'JPY' },
      product_rates: [{ rate: { value: '1.250', currency: 'KWD' } }],
      minimum: { amount: '12.000', currency: 'KWD' },
    });
  });

  test.each<[string, Record<string, unknown>, string[]]>([
    ['a negative amount', { rate: perItem('-1') }, ['body.rate.value']],
    ['an amount of nothing', { rate: perItem('0.00') }, ['body.rate.value']],
    ['an over-long amount', { rate: perItem('1234567890123') }, ['body.rate.value']],
    ['an amount that is no number', { rate: perItem('five') }, ['body.rate.value']],
    ['an amount with a comma', { rate: perItem('2,50') }, ['body.rate.value']],
    ['a number in place of text', { rate: { type: 'percent', value: 10 } }, ['body.rate.value']],
    ['an unknown kind of rate', { rate: { type: 'per_hour', value: '1' } }, ['body.rate.type']],
    ['a percentage in a currency', { rate: { ...percent('10'), currency: 'EUR' } }, ['body.rate.currency']],
    ['a finer amount than the store’s currency has', { rate: perItem('2.505') }, ['body.rate.value']],
    ['a finer amount than its currency has', { rate: perItem('2.5', 'JPY') }, ['body.rate.value']],
    ['a currency that does not exist', { rate: perItem('2', 'XQZ') }, ['body.rate.currency']],
    ['a currency in small letters', { rate: perItem('2', 'eur') }, ['body.rate.currency']],
    ['a minimum that is finer than its currency', { minimum: { amount: '80.555' } }, ['body.minimum.amount']],
    ['a minimum below 0', { minimum: { amount: '-80' } }, ['body.minimum.amount']],
    [
      'a minimum in a currency that does not exist',
      { minimum: { amount: '80', currency: 'XQZ' } },
      ['body.minimum.currency'],
    ],
    [
      'rates for products, two of them wrong',
      {
        product_rates: [
          { product_ids: [1], rate: perItem('1.005') },
          { product_ids: [2], rate: percent('5') },
          { product_ids: [3], rate: perItem('1', 'XQZ') },
        ],
      },
      ['body.product_rates.0.rate.value', 'body.product_rates.2.rate.currency'],
    ],
    [
      'a rate for no product',
      { product_rates: [{ rate: percent('5') }] },
      ['body.product_rates.0.product_ids'],
    ],
    ['a product that is no id', { excluded: { product_ids: ['7'] } }, ['body.excluded.product_ids.0']],
    ['a category 0', { excluded: { category_ids: [0] } }, ['body.excluded.category_ids.0']],
    ['a field nobody knows', { excluded: { brands: [1] } }, ['body.excluded.brands']],
    ['a hold of more than a year', { hold_days: 366 }, ['body.hold_days']],
    ['a note that is no text', { metadata: { season: 1 } }, ['body.metadata.season']],
  ])('%s is refused by its name, when it is made and when it is changed', async (_what, change, fields) => {
    const { body: program } = await api.owner('POST', '/programs', { name, rate: percent('10') });
    const refused = [
      await api.owner('POST', '/programs', { name, rate: percent('10'), ...change }),
      await api.owner('PUT', `/programs/${program.id}`, change),
    ];
    for (const answer of refused) {
      expect(answer).toMatchObject({ status: 400, body: { code: 'invalid_request' } });
      expect(fieldsOf(answer)).toEqual(fields);
      expect(answer.body.message).toContain(fields[0]);
    }
    expect((await api.owner('GET', `/programs/${program.id}`)).body).toEqual(program);
  });
});

describe('a store with a currency of its own', () => {
  test('pays in it, even if a plugin invented it', async () => {
    const api = await anApi({ facts: { currency: 'XQZ' } });
    const fixed = { name, rate: { type: 'fixed_per_order', value: '5' } };
    expect((await api.owner('POST', '/programs', fixed)).body.rate).toEqual({
      ...fixed.rate,
      currency: 'XQZ',
    });
    await api.stop();
  });
});
