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
      version: 1,
      affiliates_count: 0,
    });
    expect((await api.owner('GET', `/programs/${body.id}`)).body).toEqual(body);
  });

  test.each([
    ['a new rate', { rate: { type: 'percent', value: '12.5' } }],
    ['a new base', { base: { include_tax: true } }],
    ['a new hold', { hold_days: 14 }],
  ])('%s is a new version from now on', async (_what, change) => {
    const { body: program } = await api.owner('POST', '/programs', ten);
    const { body: changed } = await api.owner('PUT', `/programs/${program.id}`, change);
    expect(changed.version).toBe(2);
    expect(Date.parse(changed.version_since)).toBeGreaterThan(Date.parse(program.version_since));
    expect(changed).toMatchObject(change);
  });

  test('a new name, or the same terms once more, is no new version', async () => {
    const { body: program } = await api.owner('POST', '/programs', ten);
    const { body: changed } = await api.owner('PUT', `/programs/${program.id}`, {
      ...ten,
      name: 'Radio',
      status: 'paused',
    });
    expect(changed).toMatchObject({ name: 'Radio', status: 'paused', version: 1 });
  });

  test('two changes at once become two versions', async () => {
    const { body: program } = await api.owner('POST', '/programs', ten);
    const change = (value: string) =>
      api.owner('PUT', `/programs/${program.id}`, { rate: { type: 'percent', value } });
    const answers = await Promise.all([change('11'), change('12'), change('13')]);
    expect(answers.map(({ status }) => status)).toEqual([200, 200, 200]);
    expect((await api.owner('GET', `/programs/${program.id}`)).body.version).toBe(4);
  });

  test('a program that affiliates are in stays, and the answer says how many', async () => {
    const { body: program } = await api.owner('POST', '/programs', ten);
    const { body: affiliate } = await api.owner('POST', '/affiliates', {
      name: 'John',
      program_id: program.id,
    });
    const refused = await api.owner('DELETE', `/programs/${program.id}`);
    expect(refused).toMatchObject({ status: 409, body: { code: 'conflict' } });
    expect(refused.body.message).toContain('1 affiliate');
    await api.owner('DELETE', `/affiliates/${affiliate.id}`);
    expect((await api.owner('DELETE', `/programs/${program.id}`)).status).toBe(200);
    expect((await api.owner('GET', `/programs/${program.id}`)).status).toBe(404);
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
