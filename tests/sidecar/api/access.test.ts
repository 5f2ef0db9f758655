import { randomUUID } from 'node:crypto';
import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import { settings } from '@finders-fee/sidecar/database/schema/settings';
import { usedTokens } from '@finders-fee/sidecar/database/schema/connection';
import { routes } from '@finders-fee/sidecar/http/routes';
import { aToken, type TokenFor } from '../../support/a-token.ts';
import { anApi, type Api } from '../../support/an-api.ts';

const example = (path: string) => `/v1${path.replace(/\{\w+\}/g, '1')}`;
const table = routes.map((route) => [route.method, example(route.path), route.access] as const);
const change = { method: 'PUT', path: '/v1/settings', body: '{"hold_days":7}' } satisfies TokenFor;
const now = () => Math.floor(Date.now() / 1000);

describe('the door of the API', () => {
  let api: Api;
  beforeAll(async () => {
    api = await anApi();
  });
  afterAll(() => api.stop());

  const send = (token: string | undefined, request: TokenFor & { body?: string } = change) =>
    api.send(request.method, request.path, request.body, {
      'Content-Type': 'application/json',
      ...(token === undefined ? {} : { Authorization: `Bearer ${token}` }),
    });
  const written = async () => [
    await api.services.database.db.select().from(settings),
    await api.services.database.db.select().from(usedTokens),
  ];

  test.each(table)('%s %s is refused to whoever shows no token', async (method, path) => {
    const answer = await api.send(method, path);
    expect(answer).toMatchObject({ status: 401, body: { code: 'invalid_token', data: { status: 401 } } });
    expect(answer.headers.get('cache-control')).toBe('no-store');
  });

  test.each(table.filter(([, , access]) => access === 'owner'))(
    '%s %s is refused to an affiliate',
    async (method, path) => {
      const token = await aToken(api.store, { method, path, userId: 7, role: 'affiliate' });
      const answer = await send(token, { method, path });
      expect(answer).toMatchObject({ status: 403, body: { code: 'forbidden' } });
    },
  );

  test('a token of the plugin opens it once', async () => {
    const token = await aToken(api.store, change);
    expect((await send(token)).status).toBe(200);
    expect(await send(token)).toMatchObject({ status: 401, body: { code: 'replayed_token' } });
  });

  test('of a token shown ten times at once, one request gets through', async () => {
    const token = await aToken(api.store, change);
    const answers = await Promise.all(Array.from({ length: 10 }, () => send(token)));
    expect(answers.map(({ status }) => status).sort()).toEqual([200, ...Array<number>(9).fill(401)]);
  });

  const refused: [string, (api: Api) => Promise<string>][] = [
    ['made with another secret', (api) => aToken({ ...api.store, tokenSecret: 'x'.repeat(64) }, change)],
    ['of another store', (api) => aToken({ ...api.store, storeUrl: 'https://other.example' }, change)],
    ['for somebody else', (api) => aToken(api.store, change, { aud: 'another-service' })],
    ['that has expired', (api) => aToken(api.store, change, { iat: now() - 120, exp: now() - 60 })],
    ['that lives too long', (api) => aToken(api.store, change, { exp: now() + 3600 })],
    ['made long ago', (api) => aToken(api.store, change, { iat: now() - 600, exp: now() + 30 })],
    ['without an end', (api) => aToken(api.store, change, { exp: undefined })],
    ['for another method', (api) => aToken(api.store, { ...change, method: 'POST' })],
    ['for another path', (api) => aToken(api.store, { ...change, path: '/v1/programs' })],
    ['for another query', (api) => aToken(api.store, { ...change, path: '/v1/settings?x=1' })],
    ['for another body', (api) => aToken(api.store, { ...change, body: '{"hold_days":8}' })],
    ['without an id of its own', (api) => aToken(api.store, change, { jti: 'again' })],
    ['with an unknown role', (api) => aToken(api.store, change, { role: 'root' })],
    ['without a user', (api) => aToken(api.store, change, { sub: '0' })],
    ['without a signature', async (api) => unsigned(await aToken(api.store, change))],
    ['that is no token', () => Promise.resolve('a.b.c')],
  ];
  test.each(refused)('a token %s is refused and nothing is written', async (_why, make) => {
    const before = await written();
    expect(await send(await make(api))).toMatchObject({ status: 401, body: { code: 'invalid_token' } });
    expect(await written()).toEqual(before);
  });

  test.each([
    ['GET', '/v1/settings'],
    ['OPTIONS', '/v1/settings'],
    ['GET', '/v1/openapi.json'],
    ['OPTIONS', '/v1/connection'],
    ['GET', '/metrics'],
  ])('a page of another site may not read the answer to %s %s', async (method, path) => {
    const headers = { Origin: 'https://evil.example', 'Access-Control-Request-Method': 'GET' };
    const answer = await fetch(api.url + path, { method, headers });
    expect([...answer.headers.keys()].filter((name) => name.startsWith('access-control'))).toEqual([]);
    expect(answer.headers.get('x-content-type-options')).toBe('nosniff');
    expect(answer.headers.get('x-powered-by')).toBeNull();
  });

  test('a clock that is a few seconds off does no harm', async () => {
    const token = await aToken(api.store, change, { iat: now() + 3, exp: now() + 63 });
    expect((await send(token)).status).toBe(200);
  });

  test('a body over 1 MB is refused', async () => {
    const body = JSON.stringify({ hold_days: 7, filling: 'x'.repeat(1_100_000) });
    const answer = await send(await aToken(api.store, { ...change, body }), { ...change, body });
    expect(answer).toMatchObject({ status: 413, body: { code: 'body_too_large' } });
  });

  test('a sidecar without a store says so', async () => {
    const lonely = await anApi({ connected: false });
    try {
      expect(await lonely.owner('GET', '/settings')).toMatchObject({
        status: 409,
        body: { code: 'not_connected' },
      });
    } finally {
      await lonely.stop();
    }
  });
});

function unsigned(token: string): string {
  const [, claims] = token.split('.');
  const header = Buffer.from(JSON.stringify({ alg: 'none', typ: 'JWT' })).toString('base64url');
  return `${header}.${claims}.${Buffer.from(randomUUID()).toString('base64url')}`;
}
