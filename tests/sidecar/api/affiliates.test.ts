import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import { fill, type Filling } from '../../support/a-filled-shop.ts';
import { anApi, fieldsOf, type Api } from '../../support/an-api.ts';

const bank = { method: 'bank', details: 'IBAN DE02 1203 0000 0000 2020 51' };
const unknown = `aff_${'0'.repeat(32)}`;

describe('affiliates', () => {
  let api: Api;
  let shop: Filling;
  let program: string;
  beforeAll(async () => {
    api = await anApi();
    shop = fill(api);
    program = await shop.program();
  });
  afterAll(() => api.stop());
  const create = (change: Record<string, unknown> = {}) =>
    api.owner('POST', '/affiliates', { name: 'John', program_id: program, ...change });
  const change = (id: string, given: Record<string, unknown>) => api.owner('PUT', `/affiliates/${id}`, given);
  const rowOf = async (id: string) => {
    const [rows] = await api.services.database.pool.query('SELECT * FROM affiliates WHERE id = ?', [id]);
    return (rows as Record<string, unknown>[])[0];
  };

  test('a new affiliate has no rate, telephone number or payout account of their own', async () => {
    const { status, body } = await create();
    expect(status).toBe(201);
    expect(body).toMatchObject({ rate: null, phone: null, payout: null });
  });

  test('where somebody is paid is told where that one is asked for, and nowhere else', async () => {
    const { body: created } = await create({ payout: bank, phone: '+49 30 1234567' });
    const hidden = { method: 'bank', details: null };
    expect(created).toMatchObject({ payout: hidden, phone: '+49 30 1234567' });
    expect((await api.owner('GET', `/affiliates/${created.id}`)).body.payout).toEqual(bank);
    const { body: list } = await api.owner('GET', '/affiliates?per_page=100');
    expect(JSON.stringify(list)).not.toContain('IBAN');
    expect(list).toContainEqual(expect.objectContaining({ id: created.id, payout: hidden }));
    expect((await change(created.id, { name: 'Johnny' })).body.payout).toEqual(hidden);
    expect((await api.owner('GET', `/affiliates/${created.id}`)).body.payout).toEqual(bank);
    expect((await api.owner('DELETE', `/affiliates/${created.id}`)).body.payout).toEqual(hidden);
  });

  test('a kept answer to a repeated request does not hold it either', async () => {
    const headers = { 'Idempotency-Key': 'payout-1' };
    const body = { name: 'Kept', program_id: program, payout: bank };
    await api.owner('POST', '/affiliates', body, headers);
    const [rows] = await api.services.database.pool.query('SELECT * FROM idempotency_keys');
    expect(rows).toHaveLength(1);
    expect(JSON.stringify(rows)).not.toContain('IBAN');
  });

  test('the database holds it sealed, for this affiliate alone', async () => {
    const { body: john } = await create({ payout: bank });
    const { body: jane } = await create({ name: 'Jane' });
    const sealed = (await rowOf(john.id))?.['payout'] as string;
    expect(Buffer.from(sealed, 'base64').toString('latin1')).not.toContain('IBAN');
    await api.services.database.pool.query('UPDATE affiliates SET payout = ? WHERE id = ?', [
      sealed,
      jane.id,
    ]);
    expect((await api.owner('GET', `/affiliates/${jane.id}`)).body.payout).toBeNull();
    expect((await api.owner('GET', '/affiliates?search=Jane')).body).toMatchObject([{ payout: null }]);
    await api.owner('PUT', `/affiliates/${john.id}`, { payout: null });
    expect((await rowOf(john.id))?.['payout']).toBeNull();
  });

  test.each(['支'.repeat(500), '\u0001'.repeat(500), '😀'.repeat(250), 'Zeile 1\nZeile 2'])(
    'details of any script come back as they were',
    async (details) => {
      const { body } = await create({ payout: { method: 'other', details } });
      expect((await api.owner('GET', `/affiliates/${body.id}`)).body.payout.details).toBe(details);
    },
  );

  test.each<[Record<string, unknown>, string]>([
    [{ rate: { type: 'percent', value: '0' } }, 'body.rate.value'],
    [{ rate: { type: 'fixed_per_order', value: '2.505' } }, 'body.rate.value'],
    [{ rate: { type: 'fixed_per_order', value: '2', currency: 'XQZ' } }, 'body.rate.currency'],
    [{ phone: '12' }, 'body.phone'],
    [{ phone: '1'.repeat(41) }, 'body.phone'],
    [{ payout: { method: 'cash', details: 'x' } }, 'body.payout.method'],
    [{ payout: { method: 'bank' } }, 'body.payout.details'],
    [{ payout: { method: 'bank', details: 'x'.repeat(501) } }, 'body.payout.details'],
    [{ payout: { method: 'bank', details: null } }, 'body.payout.details'],
    [{ email: 'john' }, 'body.email'],
    [{ program_id: `prg_${'0'.repeat(32)}` }, 'body.program_id'],
  ])('%j is refused, and nothing of it is kept', async (given, field) => {
    const { body: before } = await create({ name: 'Before' });
    for (const refused of [await create(given), await change(before.id, { name: 'After', ...given })]) {
      expect(refused).toMatchObject({ status: 400, body: { code: 'invalid_request' } });
      expect(fieldsOf(refused)).toEqual([field]);
    }
    expect((await api.owner('GET', `/affiliates/${before.id}`)).body).toEqual(before);
  });

  test('what deleting somebody concerns is told before it is done', async () => {
    const { body: ann } = await create({ name: 'Ann' });
    const coupon = await shop.coupon('ann10', ann.id);
    await shop.coupon('ann-trashed', ann.id, { status: 'trash' });
    await shop.order([coupon]);
    expect((await api.owner('GET', `/affiliates/${ann.id}/consequences`)).body).toEqual({
      coupons: 1,
      balances: [
        expect.objectContaining({ currency: 'EUR', pending: '13.50', paid: '0.00', balance: '13.50' }),
      ],
    });
    await api.owner('DELETE', `/affiliates/${ann.id}`);
    expect((await api.owner('GET', `/affiliates/${ann.id}/consequences`)).status).toBe(404);
    expect((await api.owner('GET', `/balances?affiliate_id=${ann.id}`)).body).toMatchObject([
      { balance: '13.50' },
    ]);
  });

  describe('notes', () => {
    test('are written down with who and when, and listed from the newest', async () => {
      const { body: john } = await create();
      const path = `/affiliates/${john.id}/notes`;
      const { status, body: first } = await api.owner('POST', path, { text: ' Met at the fair. ' });
      expect([status, first.text, first.written_by_user_id]).toEqual([201, 'Met at the fair.', 1]);
      const { body: second } = await api.owner('POST', path, { text: 'Wants 12 %.' });
      const { body, headers } = await api.owner('GET', `${path}?per_page=1`);
      expect([body, headers.get('X-WP-Total')]).toEqual([[second], '2']);
      expect((await api.owner('GET', `${path}?per_page=1&page=2`)).body).toEqual([first]);
    });

    test('are taken away one by one, each from its own affiliate', async () => {
      const { body: john } = await create();
      const { body: jane } = await create({ name: 'Jane' });
      const { body: note } = await api.owner('POST', `/affiliates/${john.id}/notes`, { text: 'Hello' });
      const gone = { status: 404, body: { code: 'not_found' } };
      expect(await api.owner('DELETE', `/affiliates/${jane.id}/notes/${note.id}`)).toMatchObject(gone);
      expect((await api.owner('DELETE', `/affiliates/${john.id}/notes/${note.id}`)).body).toEqual(note);
      expect(await api.owner('DELETE', `/affiliates/${john.id}/notes/${note.id}`)).toMatchObject(gone);
      expect((await api.owner('GET', `/affiliates/${john.id}/notes`)).body).toEqual([]);
    });

    test.each(['', '   ', 'x'.repeat(2001), 7, null])('%j is no note', async (text) => {
      const { body: john } = await create();
      const refused = await api.owner('POST', `/affiliates/${john.id}/notes`, { text });
      expect([refused.status, fieldsOf(refused)]).toEqual([400, ['body.text']]);
    });

    test('about nobody are refused', async () => {
      const path = `/affiliates/${unknown}/notes`;
      expect((await api.owner('GET', path)).status).toBe(404);
      expect((await api.owner('POST', path, { text: 'Hello' })).status).toBe(404);
      expect((await api.owner('DELETE', `${path}/not_${'0'.repeat(32)}`)).status).toBe(404);
      expect((await api.owner('DELETE', `${path}/7`)).status).toBe(400);
    });

    test('are for the owner alone', async () => {
      const { body: john } = await create({ wordpress_user_id: 31 });
      await api.owner('POST', `/affiliates/${john.id}/notes`, { text: 'Secret' });
      expect((await api.as(31)('GET', `/affiliates/${john.id}/notes`)).status).toBe(403);
      expect(JSON.stringify((await api.as(31)('GET', '/me')).body)).not.toContain('Secret');
    });
  });
});
