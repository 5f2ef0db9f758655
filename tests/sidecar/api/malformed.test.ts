import { afterAll, beforeAll, describe, expect, jest, test } from '@jest/globals';
import { z } from 'zod';
import { routes } from '@finders-fee/sidecar/http/routes';
import type { Route } from '@finders-fee/sidecar/http/route';
import { fill } from '../../support/a-filled-shop.ts';
import { anApi, type Api } from '../../support/an-api.ts';

jest.setTimeout(60_000);

const odd = [
  '',
  ' ',
  '0',
  '-1',
  '1.5',
  '9007199254740991',
  '1e300',
  'NaN',
  '\u0000',
  '😀'.repeat(50),
  'a'.repeat(3000),
  '\'"`;--',
  '%',
  '\\',
  '../../settings',
  'asc',
  '2026-02-30T00:00:00Z',
  '1969-01-01T00:00:00Z',
  '2199-12-31T23:59:59Z',
  'com_' + '0'.repeat(32),
];
const nested = `${'['.repeat(100_000)}${']'.repeat(100_000)}`;
const bodies = [
  '',
  '{',
  'null',
  '[]',
  '"x"',
  '7',
  '{"__proto__":{"name":"x"}}',
  '{"constructor":{"prototype":{}}}',
  nested,
  `{"name":${nested}}`,
  '\ufeff{}',
  '{"name":"\\ud800"}',
  '{"name":"\\u0000"}',
];
/** The store of these tests does not run, and asking it is not what they are about. */
const asksTheStore = new Set(['POST /sync', 'POST /coupons', 'DELETE /coupons/{id}']);

describe('whatever is asked, the answer is none of a fault inside:', () => {
  let api: Api;
  let ids: Record<string, string>;
  beforeAll(async () => {
    api = await anApi();
    const shop = fill(api);
    const affiliate = await shop.affiliate({ name: 'John', wordpress_user_id: 1 });
    const coupon = await shop.coupon('john10', affiliate);
    const order = await shop.order([coupon]);
    const [commission] = (await api.owner('GET', '/commissions')).body as { id: string }[];
    const [program] = (await api.owner('GET', '/programs')).body as { id: string }[];
    const note = await api.owner('POST', `/affiliates/${affiliate}/notes`, { text: 'Met at the fair.' });
    const [customer] = (await api.owner('GET', '/customers')).body as { id: string }[];
    ids = {
      affiliates: affiliate,
      notes: (note.body as { id: string }).id,
      commissions: commission?.id ?? '',
      programs: program?.id ?? '',
      customers: customer?.id ?? '',
      coupons: String(coupon.couponId),
      orders: String(order),
    };
  });
  afterAll(() => api.stop());

  const asked = routes.filter(({ method, path }) => !asksTheStore.has(`${method} ${path}`));

  test.each(asked.map((route) => [route.method, route.path, route] as const))(
    '%s %s',
    async (_m, _p, route) => {
      const path = existing(route);
      for (const query of queries(route)) await expectNoFault(route, path + query);
      if (route.path !== path)
        for (const value of odd.filter((text) => text.trim() !== ''))
          await expectNoFault(route, route.path.replace(/\{\w+\}/g, encodeURIComponent(value)));
      if (route.method === 'GET') return;
      for (const body of [...bodies, ...fieldsGoneWrong(route)]) await expectNoFault(route, path, body);
    },
  );

  function existing({ path }: Route): string {
    return path.replace(/(\w+)\/\{\w+\}/g, (_, noun: string) => `${noun}/${ids[noun]}`);
  }

  async function expectNoFault({ method }: Route, path: string, body?: string): Promise<void> {
    const answer = await api.ownerSends(method, path, body);
    if (answer.status >= 500)
      throw new Error(`${method} ${path.slice(0, 200)} ${body?.slice(0, 200)}: ${answer.status}`);
    expect(answer.status).toBeGreaterThanOrEqual(200);
  }
});

function queries({ query }: Route): string[] {
  const names = [...Object.keys(query.shape), '__proto__', 'a[b]'];
  return names.flatMap((name) => [
    ...odd.map((value) => `?${encodeURIComponent(name)}=${encodeURIComponent(value)}`),
    `?${name}=1&${name}=2`,
    `?${name}=%ff%fe`,
    `?${name}`,
  ]);
}

/** The body's own fields with values of every wrong kind. */
function fieldsGoneWrong({ body }: Route): string[] {
  if (!(body instanceof z.ZodObject)) return [];
  const wrong = [
    null,
    true,
    -1,
    1.5,
    1e300,
    '',
    '\u0000',
    'x'.repeat(5000),
    '😀',
    '0',
    '100',
    [],
    {},
    [[]],
    { a: 1 },
  ];
  return Object.keys(body.shape).flatMap((name) => wrong.map((value) => JSON.stringify({ [name]: value })));
}
