import { afterAll, afterEach, beforeAll, describe, expect, test } from '@jest/globals';
import { aLife, type Life } from '../../support/a-life.ts';

describe('where to send a proposed payout', () => {
  let life: Life;
  beforeAll(async () => {
    life = await aLife();
  });
  afterEach(() => life.expectSettled());
  afterAll(() => life.stop());

  const account = { method: 'bank', details: '=DE89 3704 0044 0532 0130 00' };
  const accountsOf = async (id: string) =>
    ((await life.owner('GET', `/payouts?affiliate_id=${id}`)).body as { account: unknown }[]).map(
      (row) => row.account,
    );
  async function withAccount(payout: object | null = account) {
    const { id, coupon } = await life.earner({ payout });
    await life.review((await life.commissionOf(await life.shop.order([coupon]))).id, 'approve');
    return id;
  }

  test('is told beside it in the list, by itself and in the CSV, as long as it is proposed', async () => {
    const id = await withAccount();
    const [proposal] = await life.propose(id);
    const one = async () => (await life.owner('GET', `/payouts/${proposal!.id}`)).body.account;
    const csv = async () => (await life.owner('GET', `/payouts?affiliate_id=${id}&format=csv`)).body;
    expect([await one(), ...(await accountsOf(id))]).toEqual([account, account]);
    expect(await csv()).toContain(',bank: =DE89 3704 0044 0532 0130 00,');
    await life.owner('POST', `/payouts/${proposal!.id}/pay`);
    expect([await one(), ...(await accountsOf(id))]).toEqual([null, null]);
    expect(await csv()).not.toContain('DE89');
    await life.owner('POST', `/payouts/${proposal!.id}/cancel`);
    expect(await one()).toBeNull();
  });

  test('is the account as it is now, and none where none is known', async () => {
    const id = await withAccount(null);
    await life.propose(id);
    expect(await accountsOf(id)).toEqual([null]);
    const other = { method: 'paypal', details: 'me@example.com' };
    await life.owner('PUT', `/affiliates/${id}`, { payout: other });
    expect(await accountsOf(id)).toEqual([other]);
  });

  test('is not known any more once the key is lost', async () => {
    const id = await withAccount();
    await life.propose(id);
    const { config } = life.api.services;
    const key = config.key;
    config.key = Buffer.alloc(32, 9);
    try {
      expect(await accountsOf(id)).toEqual([null]);
    } finally {
      config.key = key;
    }
  });

  test('is in no answer to a write, since those are kept', async () => {
    const id = await withAccount();
    const key = { 'Idempotency-Key': `propose-${id}` };
    const { body } = await life.owner('POST', '/payouts', { affiliate_id: id }, key);
    expect(body).toMatchObject([{ status: 'proposed', account: null }]);
    const [rows] = await life.api.services.database.pool.query('SELECT * FROM idempotency_keys');
    const kept = JSON.stringify(rows);
    expect(kept).toContain(body[0].id);
    expect(kept).not.toContain('DE89');
  });

  test('is told to nobody else, not even to the affiliate', async () => {
    const id = await withAccount();
    await life.owner('PUT', `/affiliates/${id}`, { wordpress_user_id: 77 });
    const [proposal] = await life.propose(id);
    const john = life.api.as(77);
    for (const path of ['/payouts', `/payouts/${proposal!.id}`, '/payouts?format=csv'])
      expect((await john('GET', path)).status).toBe(403);
    expect((await john('POST', `/payouts/${proposal!.id}/pay`, { sent: '13.50' })).status).toBe(403);
  });
});
