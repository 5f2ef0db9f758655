import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import { parse } from 'csv-parse/sync';
import { fieldsOf } from '../../support/an-api.ts';
import { aLife, type Life } from '../../support/a-life.ts';
import { bareRefund } from '../../support/an-order.ts';

const jack = 31;
const owing = { approved: '-13.50', paid: '13.50', balance: '-13.50' };

describe('what an affiliate owes after a refund of what was paid (P02, P03)', () => {
  let life: Life;
  let debtor: string;
  beforeAll(async () => {
    life = await aLife();
    const { id, coupon } = await life.earner({ wordpress_user_id: jack });
    debtor = id;
    const orderId = await life.shop.order([coupon]);
    await life.review((await life.commissionOf(orderId)).id, 'approve');
    await life.payAll(id);
    const gone = { refunds: [{ ...bareRefund, amount: '174.00' }], modifiedAt: '2026-11-04T09:00:00Z' };
    await life.shop.order([coupon], { orderId, ...gone });
    const honest = await life.earner();
    await life.shop.order([honest.coupon]);
  });
  afterAll(async () => {
    await life.expectSettled();
    await life.stop();
  });

  test.each(['after=2026-11-09T00:00:00Z', 'before=2026-01-01T00:00:00Z', 'status=active', 'search=x'])(
    'cannot be filtered away: balances know no %s',
    async (filter) => {
      const refused = await life.owner('GET', `/balances?${filter}`);
      expect([refused.status, fieldsOf(refused)]).toEqual([400, [`query.${filter.split('=')[0]}`]]);
    },
  );

  test.each([
    ['2026-11-03T00:00:00Z', '2026-11-04T00:00:00Z'],
    ['2026-11-09T00:00:00Z', '2026-11-10T00:00:00Z'],
    ['2025-01-01T00:00:00Z', '2025-02-01T00:00:00Z'],
  ])(
    'is not set off against what others are owed, whatever period is looked at: from %s',
    async (after, before) => {
      const { body } = await life.owner('GET', `/overview?after=${after}&before=${before}`);
      expect(body.owed).toEqual([{ currency: 'EUR', affiliates: 1, amount: '13.50' }]);
    },
  );

  test('is the same in the list, its CSV and the affiliate’s own view', async () => {
    expect(await life.balanceOf(debtor)).toMatchObject(owing);
    const { body: file } = await life.owner('GET', '/balances?format=csv');
    const rows: Record<string, string>[] = parse(file as string, { columns: true, bom: true });
    expect(rows.find((row) => row['affiliate_id'] === debtor)).toMatchObject(owing);
    expect((await life.api.as(jack)('GET', '/me')).body.balances).toMatchObject([owing]);
  });

  test('stays when the affiliate is suspended, and when there is no such affiliate any more', async () => {
    await life.owner('PUT', `/affiliates/${debtor}`, { status: 'suspended' });
    expect(await life.balanceOf(debtor)).toMatchObject(owing);
    await life.owner('DELETE', `/affiliates/${debtor}`);
    expect(await life.balanceOf(debtor)).toMatchObject(owing);
    const { body } = await life.owner('GET', '/balances');
    expect((body as { affiliate_id: string }[]).map((row) => row.affiliate_id)).toContain(debtor);
  });
});
