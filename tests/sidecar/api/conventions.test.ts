import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import { routes } from '@finders-fee/sidecar/http/routes';
import { aToken } from '../../support/a-token.ts';
import { anApi, fieldsOf, type Api } from '../../support/an-api.ts';

const lists = routes.filter((route) => route.paged && !route.path.includes('{') && route.access === 'owner');
const program = { name: 'Podcast', rate: { type: 'percent', value: '10' } };

describe('the conventions of the API', () => {
  let api: Api;
  let programId: string;
  beforeAll(async () => {
    api = await anApi();
    programId = (await api.owner('POST', '/programs', program)).body.id;
    for (let number = 1; number <= 25; number += 1) {
      const name = `Affiliate ${String(number).padStart(2, '0')}${number === 7 ? ' 100%_sure\\' : ''}`;
      await api.owner('POST', '/affiliates', {
        name,
        program_id: programId,
        email: `a${number}@example.com`,
      });
    }
  });
  afterAll(() => api.stop());

  test.each(lists.map(({ path }) => [path]))('%s is a list with totals in the headers', async (path) => {
    const answer = await api.owner('GET', `${path}?page=1&per_page=5`);
    expect(answer.status).toBe(200);
    const total = Number(answer.headers.get('X-WP-Total'));
    expect(answer.headers.get('X-WP-TotalPages')).toBe(String(Math.ceil(total / 5)));
    expect(answer.body).toHaveLength(Math.min(total, 5));
    expect(answer.headers.get('Cache-Control')).toBe('no-store');
  });

  test.each(lists.map(({ path }) => [path]))('%s names a parameter that it does not know', async (path) => {
    const answer = await api.owner('GET', `${path}?colour=red&shape=round`);
    expect(answer).toMatchObject({ status: 400, body: { code: 'invalid_request' } });
    expect(fieldsOf(answer)).toEqual(['query.colour', 'query.shape']);
    expect(answer.body.data.details[0].message).toContain('per_page');
  });

  test.each([
    ['page=0', 'query.page'],
    ['page=two', 'query.page'],
    ['page=1&page=2', 'query.page'],
    ['per_page=101', 'query.per_page'],
    ['orderby=password', 'query.orderby'],
    ['order=up', 'query.order'],
    ['after=yesterday', 'query.after'],
    ['before=2026-02-30T00:00:00Z', 'query.before'],
    ['after=0000-01-01T00:00:00Z', 'query.after'],
    ['status=sleeping', 'query.status'],
  ])('affiliates?%s is refused at its parameter', async (query, field) => {
    const answer = await api.owner('GET', `/affiliates?${query}`);
    expect(answer.status).toBe(400);
    expect(fieldsOf(answer)).toEqual([field]);
  });

  test('every row is on exactly one page, in the order asked for', async () => {
    const pages = await Promise.all(
      [1, 2, 3, 4].map((page) =>
        api.owner('GET', `/affiliates?per_page=8&page=${page}&orderby=name&order=asc`),
      ),
    );
    const names = pages.flatMap(({ body }) =>
      (body as { name: string }[]).map(({ name }) => name.slice(0, 12)),
    );
    expect(pages.map(({ body }) => (body as unknown[]).length)).toEqual([8, 8, 8, 1]);
    expect(names).toEqual(
      Array.from({ length: 25 }, (_, index) => `Affiliate ${String(index + 1).padStart(2, '0')}`),
    );
    expect(pages[0]?.headers.get('X-WP-Total')).toBe('25');
  });

  test.each(['100%', '%_sure', '_', '\\', '100%_sure\\', "' OR 1=1 --"])(
    'a search for "%s" takes it literally',
    async (text) => {
      const { body } = await api.owner(
        'GET',
        `/affiliates?${new URLSearchParams({ search: text }).toString()}`,
      );
      expect(body).toHaveLength(text.startsWith("'") ? 0 : 1);
    },
  );

  test('a span is half-open', async () => {
    const { body } = await api.owner('GET', '/affiliates?orderby=created_at&order=asc&per_page=2');
    const [first, second] = body as { created_at: string }[];
    const span = `after=${first?.created_at}&before=${second?.created_at}`;
    expect((await api.owner('GET', `/affiliates?${span}`)).headers.get('X-WP-Total')).toBe('1');
  });

  test('an unknown field of a body is named with what is accepted', async () => {
    const answer = await api.owner('POST', '/programs', {
      ...program,
      colour: 'red',
      rate: { type: 'percent', value: '10', unit: 'item' },
    });
    expect(answer.status).toBe(400);
    expect(answer.body.data.details).toEqual([
      { field: 'body.rate.unit', message: 'Unknown; accepted: type, value, currency' },
      {
        field: 'body.colour',
        message:
          'Unknown; accepted: name, status, rate, base, hold_days, product_rates, excluded, minimum, starts_at, ends_at, metadata',
      },
    ]);
  });

  test('a missing field is named', async () => {
    const answer = await api.owner('POST', '/programs', { name: 'Podcast' });
    expect(answer.body.data.details).toEqual([{ field: 'body.rate', message: 'Missing; expected object' }]);
    expect((await api.owner('POST', '/programs')).body.data.details).toEqual([
      { field: 'body', message: 'Missing; expected object' },
    ]);
  });

  test.each([
    ['{"hold_days":', 'application/json', 400, 'invalid_json'],
    ['hold_days=7', 'application/x-www-form-urlencoded', 415, 'unsupported_media_type'],
  ])('a body %s as %s is refused', async (body, type, status, code) => {
    const token = await aToken(api.store, { method: 'PUT', path: '/v1/settings', body });
    const headers = { Authorization: `Bearer ${token}`, 'Content-Type': type };
    expect(await api.send('PUT', '/v1/settings', body, headers)).toMatchObject({ status, body: { code } });
  });

  test('an unknown id is a 404 and a malformed one a 400', async () => {
    expect((await api.owner('GET', `/programs/prg_${'0'.repeat(32)}`)).status).toBe(404);
    expect(fieldsOf(await api.owner('GET', '/programs/7'))).toEqual(['path.id']);
    expect((await api.owner('GET', '/orders/999999/attribution')).status).toBe(404);
  });
});

describe('Idempotency-Key', () => {
  let api: Api;
  beforeAll(async () => {
    api = await anApi();
  });
  afterAll(() => api.stop());
  const post = (key: string, body: unknown = program) =>
    api.owner('POST', '/programs', body, { 'Idempotency-Key': key });
  const count = async () => Number((await api.owner('GET', '/programs')).headers.get('X-WP-Total'));

  test('the same key and body are done once and answered the same', async () => {
    const [first, again] = [await post('one'), await post('one')];
    expect(again).toMatchObject({ status: 201, body: first.body });
    expect(await count()).toBe(1);
  });

  test('the same key for another body is refused', async () => {
    expect(await post('one', { ...program, name: 'Radio' })).toMatchObject({
      status: 409,
      body: { code: 'idempotency_key_reused' },
    });
  });

  test('ten repeats at once are done once', async () => {
    const before = await count();
    const answers = await Promise.all(Array.from({ length: 10 }, () => post('many')));
    expect(new Set(answers.map(({ body }) => (body as { id: string }).id)).size).toBe(1);
    expect(await count()).toBe(before + 1);
  });

  test('a refusal is remembered too', async () => {
    const bad = { ...program, rate: { type: 'percent', value: '0' } };
    const [first, again] = [await post('bad', bad), await post('bad', bad)];
    expect(first.status).toBe(400);
    expect(again).toMatchObject({ status: 400, body: first.body });
  });

  test('keys of two users never meet', async () => {
    const before = await count();
    await post('mine');
    const body = JSON.stringify(program);
    const token = await aToken(api.store, { method: 'POST', path: '/v1/programs', body, userId: 2 });
    const headers = {
      Authorization: `Bearer ${token}`,
      'Content-Type': 'application/json',
      'Idempotency-Key': 'mine',
    };
    expect((await api.send('POST', '/v1/programs', body, headers)).status).toBe(201);
    expect(await count()).toBe(before + 2);
  });
});
