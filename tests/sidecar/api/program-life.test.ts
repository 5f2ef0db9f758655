import { afterAll, afterEach, beforeAll, describe, expect, test } from '@jest/globals';
import { fill, type Filling } from '../../support/a-filled-shop.ts';
import { anApi, fieldsOf, type Api } from '../../support/an-api.ts';
import { expectCleanBooks } from '../../support/expect-clean-books.ts';

const ten = { name: 'Podcast', rate: { type: 'percent', value: '10' } };
const placed = (placedAt: string) => ({ placedAt });

describe('the life of a program', () => {
  let api: Api;
  let shop: Filling;
  let now = new Date('2026-11-10T12:00:00.400Z');
  beforeAll(async () => {
    api = await anApi({ clock: () => now });
    shop = fill(api);
  });
  afterEach(() => expectCleanBooks(api.services.database));
  afterAll(() => api.stop());
  const program = async (change: Record<string, unknown>) =>
    (await api.owner('POST', '/programs', { ...ten, ...change })).body as { id: string };
  const change = (id: string, given: Record<string, unknown>) => api.owner('PUT', `/programs/${id}`, given);
  const amountOf = async (orderId: number) =>
    ((await api.owner('GET', `/commissions?order_id=${orderId}`)).body as { amount: string }[])[0]?.amount;
  const reasonsOf = async (orderId: number) =>
    ((await api.owner('GET', `/redemptions?order_id=${orderId}`)).body as { reasons: string[] }[])[0]
      ?.reasons;

  test('orders earn from its start until its end', async () => {
    const { id } = await program({ starts_at: '2026-11-12T00:00:00Z', ends_at: '2026-11-14T00:00:00Z' });
    const coupon = await shop.coupon('two-days', await shop.affiliate({ program_id: id }));
    const orders = [
      await shop.order([coupon], placed('2026-11-11T23:59:59Z')),
      await shop.order([coupon], placed('2026-11-12T00:00:00Z')),
      await shop.order([coupon], placed('2026-11-13T23:59:59Z')),
      await shop.order([coupon], placed('2026-11-14T00:00:00Z')),
    ];
    expect(await Promise.all(orders.map(amountOf))).toEqual([undefined, '13.50', '13.50', undefined]);
    expect(await reasonsOf(orders[0] ?? 0)).toEqual(['program_not_started']);
    expect(await reasonsOf(orders[3] ?? 0)).toEqual(['program_ended']);
  });

  test('an end that is put off changes nothing for the orders refused before', async () => {
    const { id } = await program({ ends_at: '2026-11-12T00:00:00Z' });
    const coupon = await shop.coupon('put-off', await shop.affiliate({ program_id: id }));
    const refused = await shop.order([coupon], placed('2026-11-12T10:00:00Z'));
    expect((await change(id, { ends_at: null })).body.ends_at).toBeNull();
    const later = await shop.order([coupon], placed('2026-11-12T11:00:00Z'));
    await shop.order([coupon], {
      orderId: refused,
      number: String(refused),
      placedAt: '2026-11-12T10:00:00Z',
      modifiedAt: '2026-11-13T00:00:00Z',
      status: 'completed',
    });
    expect([await amountOf(refused), await amountOf(later)]).toEqual([undefined, '13.50']);
  });

  test('the start can be moved until it has come, and then no more (S4-16)', async () => {
    const { id } = await program({ starts_at: '2026-11-12T00:00:00Z' });
    expect((await change(id, { starts_at: '2026-11-11T00:00:00Z' })).status).toBe(200);
    now = new Date('2026-11-11T00:00:00Z');
    const refused = await change(id, { starts_at: '2026-11-12T00:00:00Z', name: 'Radio' });
    expect(refused).toMatchObject({ status: 409, body: { code: 'conflict' } });
    expect(fieldsOf(refused)).toEqual(['body.starts_at']);
    expect(refused.body.message).toContain('"Podcast" has begun (2026-11-11T00:00:00.000Z)');
    expect((await change(id, { starts_at: null })).status).toBe(409);
    const same = { starts_at: '2026-11-11T01:00:00+01:00', ends_at: '2026-12-01T00:00:00Z', name: 'Radio' };
    expect((await change(id, same)).body).toMatchObject({ name: 'Radio', version: 1 });
  });

  test('a program without a start has begun when it is made', async () => {
    const { id } = await program({});
    expect((await change(id, { starts_at: '2027-01-01T00:00:00Z' })).status).toBe(409);
    expect((await change(id, { starts_at: null, rate: { type: 'percent', value: '11' } })).status).toBe(200);
  });

  test.each([
    [{ starts_at: '2026-11-20T00:00:00Z', ends_at: '2026-11-20T00:00:00Z' }, 'body.ends_at'],
    [{ starts_at: '2026-11-20T00:00:00Z', ends_at: '2026-11-20T00:30:00+01:00' }, 'body.ends_at'],
    [{ starts_at: '2026-02-30T00:00:00Z' }, 'body.starts_at'],
    [{ ends_at: '2026-11-20' }, 'body.ends_at'],
    [{ ends_at: '1969-12-31T00:00:00Z' }, 'body.ends_at'],
    [{ ends_at: 'tomorrow' }, 'body.ends_at'],
  ])('%j is refused', async (given, field) => {
    const refused = await api.owner('POST', '/programs', { ...ten, ...given });
    expect(refused).toMatchObject({ status: 400, body: { code: 'invalid_request' } });
    expect(fieldsOf(refused)).toEqual([field]);
  });

  test('an end before the start that is there already is refused', async () => {
    const { id } = await program({ starts_at: '2027-01-01T00:00:00Z' });
    const refused = await change(id, { ends_at: '2026-12-31T00:00:00Z' });
    expect([refused.status, fieldsOf(refused)]).toEqual([400, ['body.ends_at']]);
  });

  test('a change counts for an order of the same second, which is all the store tells', async () => {
    const { id } = await program({});
    const coupon = await shop.coupon('same-second', await shop.affiliate({ program_id: id }));
    now = new Date('2026-11-15T10:00:00.900Z');
    await change(id, { rate: { type: 'percent', value: '20' } });
    const before = await shop.order([coupon], placed('2026-11-15T09:59:59Z'));
    const after = await shop.order([coupon], placed('2026-11-15T10:00:00Z'));
    expect([await amountOf(before), await amountOf(after)]).toEqual(['13.50', '27.00']);
  });

  test('what depends on it is told before it is paused, ended or deleted (S4-05)', async () => {
    const { id } = await program({});
    const affiliate = await shop.affiliate({ program_id: id });
    await shop.affiliate({ program_id: id });
    const coupon = await shop.coupon('one-of-two', affiliate);
    await shop.coupon('in-the-trash', affiliate, { status: 'trash' });
    await shop.order([coupon]);
    await shop.order([coupon], { status: 'cancelled' });
    const expected = { affiliates: 2, coupons: 1, links: 2, commissions_waiting: 1 };
    expect((await api.owner('GET', `/programs/${id}/consequences`)).body).toEqual(expected);
    await api.owner('PUT', '/settings', { link_days: 0 });
    const unlinked = { ...expected, links: 0 };
    expect((await api.owner('GET', `/programs/${id}/consequences`)).body).toEqual(unlinked);
    await api.owner('PUT', '/settings', { link_days: 30 });
    expect((await api.owner('GET', `/programs/${id}`)).body).toMatchObject({
      affiliates_count: 2,
      coupons_count: 1,
    });
    const unknown = `prg_${'0'.repeat(32)}`;
    expect(await api.owner('GET', `/programs/${unknown}/consequences`)).toMatchObject({
      status: 404,
      body: { code: 'not_found' },
    });
  });

  test('a deleted program leaves its books, its affiliates, and coupons that earn nothing until they are moved', async () => {
    const { id } = await program({});
    const affiliate = await shop.affiliate({ program_id: id, wordpress_user_id: 4711 });
    const coupon = await shop.coupon('programless', affiliate);
    const before = await shop.order([coupon], placed('2026-11-15T12:00:00Z'));
    expect((await api.owner('DELETE', `/programs/${id}`)).status).toBe(200);
    for (const [method, path] of [
      ['GET', ''],
      ['GET', '/consequences'],
      ['PUT', ''],
      ['DELETE', ''],
    ] as const)
      expect(
        (await api.owner(method, `/programs/${id}${path}`, method === 'PUT' ? {} : undefined)).status,
      ).toBe(404);
    expect((await api.owner('GET', `/affiliates/${affiliate}`)).body).toMatchObject({
      program_id: id,
      program_name: 'Podcast',
    });
    expect((await api.as(4711)('GET', '/me')).body).toMatchObject({ program: { name: 'Podcast' } });
    const meanwhile = await shop.order([coupon], placed('2026-11-15T13:00:00Z'));
    expect(await amountOf(before)).toBe('13.50');
    expect([await amountOf(meanwhile), await reasonsOf(meanwhile)]).toEqual([undefined, ['program_deleted']]);
    const refused = await api.owner('POST', '/affiliates', { name: 'Late', program_id: id });
    expect([refused.status, fieldsOf(refused)]).toEqual([400, ['body.program_id']]);
    const other = await shop.program();
    expect((await api.owner('PUT', `/affiliates/${affiliate}`, { program_id: other })).status).toBe(200);
    const moved = await shop.order([coupon], placed('2026-11-15T14:00:00Z'));
    expect(await amountOf(moved)).toBe('13.50');
  });
});
