import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import { anApi, fieldsOf, type Api } from '../../support/an-api.ts';

const ten = { name: 'Podcast', rate: { type: 'percent', value: '10' } };

describe('programs', () => {
  let api: Api;
  beforeAll(async () => {
    api = await anApi();
  });
  afterAll(() => api.stop());

  test('a new program counts what the contract says by default', async () => {
    const { status, body } = await api.owner('POST', '/programs', ten);
    expect(status).toBe(201);
    expect(body).toMatchObject({
      ...ten,
      status: 'active',
      base: { price: 'after_discount', include_tax: false, include_shipping: false, include_fees: false },
      hold_days: null,
      product_rates: [],
      excluded: { product_ids: [], category_ids: [] },
      minimum: null,
      starts_at: null,
      ends_at: null,
      metadata: {},
      version: 1,
      affiliates_count: 0,
      coupons_count: 0,
    });
    expect((await api.owner('GET', `/programs/${body.id}`)).body).toEqual(body);
  });

  test.each([
    ['a new rate', { rate: { type: 'percent', value: '12.5' } }],
    ['a new base', { base: { include_tax: true } }],
    ['a new hold', { hold_days: 14 }],
    [
      'a new rate for products',
      { product_rates: [{ product_ids: [7], category_ids: [], rate: { type: 'percent', value: '5' } }] },
    ],
    ['a new exclusion', { excluded: { product_ids: [], category_ids: [3] } }],
    ['a new minimum', { minimum: { amount: '80.00', currency: 'EUR' } }],
  ])('%s is a new version from now on', async (_what, change) => {
    const { body: program } = await api.owner('POST', '/programs', ten);
    const { body: changed } = await api.owner('PUT', `/programs/${program.id}`, change);
    expect(changed.version).toBe(2);
    expect(Date.parse(changed.version_since)).toBeGreaterThan(Date.parse(program.version_since));
    expect(changed).toMatchObject(change);
  });

  test('a new name, end or note, or the same terms once more, is no new version (S4-04)', async () => {
    const terms = { ...ten, minimum: { amount: '80' }, excluded: { product_ids: [7] } };
    const { body: program } = await api.owner('POST', '/programs', terms);
    const change = {
      ...terms,
      minimum: { amount: '80.00', currency: 'EUR' },
      name: 'Radio',
      status: 'paused',
      ends_at: '2099-01-01T00:00:00+01:00',
      metadata: { season: 'autumn' },
    };
    const { body: changed } = await api.owner('PUT', `/programs/${program.id}`, change);
    expect(changed).toMatchObject({
      name: 'Radio',
      status: 'paused',
      ends_at: '2098-12-31T23:00:00.000Z',
      metadata: { season: 'autumn' },
      version: 1,
    });
  });

  test('two changes at once become two versions', async () => {
    const { body: program } = await api.owner('POST', '/programs', ten);
    const change = (value: string) =>
      api.owner('PUT', `/programs/${program.id}`, { rate: { type: 'percent', value } });
    const answers = await Promise.all([change('11'), change('12'), change('13')]);
    expect(answers.map(({ status }) => status)).toEqual([200, 200, 200]);
    expect((await api.owner('GET', `/programs/${program.id}`)).body.version).toBe(4);
  });

  test.each(['0', '0.00', '101', '-5', '10,5', '1e1', '', '12.34567'])(
    'a rate of "%s" is refused',
    async (value) => {
      const refused = await api.owner('POST', '/programs', {
        ...ten,
        rate: { type: 'percent', value },
      });
      expect(refused.status).toBe(400);
      expect(fieldsOf(refused)).toContain('body.rate.value');
    },
  );
});
