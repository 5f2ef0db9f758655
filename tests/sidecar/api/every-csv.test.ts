import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import { parse } from 'csv-parse/sync';
import { z } from 'zod';
import { replaceCategories, saveProducts } from '@finders-fee/sidecar/database/products';
import { treeOf } from '@finders-fee/sidecar/domain/store-product';
import { routes } from '@finders-fee/sidecar/http/routes';
import { csvSender } from '../../support/a-csv-sender.ts';
import { aLife, type Life } from '../../support/a-life.ts';
import { aBuyer, bareRefund } from '../../support/an-order.ts';

const jack = 31;
/** Every route that answers rows. */
const lists = routes.filter(({ method, answer }) => method === 'GET' && answer instanceof z.ZodArray);
/** What a spreadsheet would run. */
const armed = /^[=+\-@\t\r\n]/;
const isNumber = /^[+-]?\d+(\.\d+)?$/;

describe('every list of the API, filled by somebody who means harm,', () => {
  let life: Life;
  const ids: Record<string, string> = {};
  beforeAll(async () => {
    life = await aLife();
    const { api, shop, owner } = life;
    const { db } = api.services.database;
    const tree = treeOf([{ categoryId: 20, parentId: null, name: '@Clothing' }]);
    const product = { productId: 7, name: '=1+1', categoryIds: [20], isTrashed: false };
    await replaceCategories(db, tree, api.services.clock());
    await saveProducts(db, [product], tree, api.services.clock());
    const program_id = await shop.program({
      name: "=cmd|' /C calc'!A0",
      metadata: { '=a': '=b' },
      hold_days: 0,
    });
    const affiliate = await shop.affiliate({ name: '=2+5', program_id, wordpress_user_id: jack });
    const coupon = await shop.coupon('@sum(1)', affiliate);
    const buyer = { buyer: aBuyer({ name: '+1-1', email: '-1@example.com' }) };
    const sold = await shop.order([coupon], { number: '=1+1' }, buyer);
    await life.review((await life.commissionOf(sold)).id, 'approve', '=note');
    await life.payAll(affiliate);
    const gone = { refunds: [{ ...bareRefund, amount: '174.00' }], modifiedAt: '2026-11-04T09:00:00Z' };
    await shop.order([coupon], { orderId: sold, number: '=1+1', ...gone }, buyer);
    const debt = { currency: 'EUR', amount: '3.50', reason: '@reason' };
    expect((await owner('POST', `/affiliates/${affiliate}/write-offs`, debt)).status).toBe(201);
    expect((await owner('POST', `/affiliates/${affiliate}/notes`, { text: '-1+1' })).status).toBe(201);
    const file = 'Coupon, sales amount, order ID, date\n@sum(1),100,=1+1,2026-09-07\n';
    expect((await csvSender(api)('/offline-sales/import', file)).body).toMatchObject({ imported: 1 });
    const [customer] = (await owner('GET', '/customers')).body;
    const code = { referral_code: '@sum(1)' };
    expect((await owner('PUT', `/customers/${customer.id}`, code)).status).toBe(200);
    Object.assign(ids, { affiliates: affiliate, coupons: coupon.couponId, customers: customer.id });
  });
  afterAll(() => life.stop());

  const pathOf = (path: string) =>
    path.replace(/^\/(\w+)\/\{id\}/, (_, list: string) => `/${list}/${ids[list]}`);

  test.each(lists.map(({ path, access }) => [path, access]))(
    '%s can be had as CSV with the rows of the JSON, and no cell of it is a formula',
    async (path, access) => {
      const call = access === 'self' ? life.api.as(jack) : life.owner;
      const { body: shown } = await call('GET', pathOf(path));
      const { status, headers, body } = await call('GET', `${pathOf(path)}?format=csv`);
      expect([status, headers.get('content-type')]).toEqual([200, 'text/csv; charset=utf-8']);
      expect(headers.get('content-disposition')).toMatch(/filename="[a-z]+(-[a-z]+)*-2026-11-10\.csv"$/);
      const rows: string[][] = parse(body as string, { bom: true });
      expect(shown.length).toBeGreaterThan(0);
      expect(rows).toHaveLength(shown.length + 1);
      expect(rows[0]).toEqual(expect.arrayContaining(Object.keys(shown[0])));
      expect(rows.flat().filter((cell) => armed.test(cell) && !isNumber.test(cell))).toEqual([]);
    },
  );

  test('and the harm was meant: most of them hold a cell that had to be disarmed', async () => {
    const files = await Promise.all(
      lists.map(async ({ path, access }) => {
        const call = access === 'self' ? life.api.as(jack) : life.owner;
        const { body } = await call('GET', `${pathOf(path)}?format=csv`);
        const rows: string[][] = parse(body as string, { bom: true });
        return rows.flat().some((cell) => armed.test(cell.slice(1)) && cell.startsWith("'"));
      }),
    );
    expect(files.filter(Boolean).length).toBeGreaterThan(lists.length - 4);
  });
});
