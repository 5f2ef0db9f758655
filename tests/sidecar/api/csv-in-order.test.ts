import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import { parse } from 'csv-parse/sync';
import { makeId } from '@finders-fee/sidecar/database/make-id';
import { makeLinkCode } from '@finders-fee/sidecar/database/make-link-code';
import { insertRows } from '@finders-fee/sidecar/database/insert-rows';
import { affiliates } from '@finders-fee/sidecar/database/schema/affiliates';
import { recordOrders } from '@finders-fee/sidecar/use-cases/record-orders';
import { csvSender } from '../../support/a-csv-sender.ts';
import { fill } from '../../support/a-filled-shop.ts';
import { anOrder, fetched, oneHoodie } from '../../support/an-order.ts';
import { anApi, type Api } from '../../support/an-api.ts';

/** More than a CSV is read at a time, of orders, of offline sales, and of coupons that earned nothing. */
const many = 560;

describe('a CSV longer than it is read at a time', () => {
  let api: Api;
  beforeAll(async () => {
    api = await anApi({ clock: () => new Date('2026-11-10T12:00:00Z') });
    const shop = fill(api);
    const owner = await shop.affiliate({ name: 'Jack' });
    const [jacks, free] = [await shop.coupon('jack10', owner), await shop.coupon('free')];
    const orders = Array.from({ length: many }, (_, index) =>
      // Many of one second and one amount, so that a page ends among them.
      fetched(
        anOrder({
          orderId: 5000 + index,
          coupons: [free, jacks],
          placedAt: `2026-11-0${1 + (index % 3)}T10:00:00Z`,
          status: index % 5 === 0 ? 'cancelled' : 'completed',
          refunds: index % 7 === 0 ? [oneHoodie] : [],
        }),
      ),
    );
    await recordOrders(api.services, orders);
    const sales = Array.from(
      { length: many },
      (_, index) => `jack10,${(index % 4) * 10 + 5},OUT-${index},2026-09-07`,
    );
    const file = ['Coupon, sales amount, order ID, date', ...sales, ''].join('\n');
    expect((await csvSender(api)('/offline-sales/import', file)).body).toMatchObject({ imported: many });
    const [{ programId, createdAt }] = (await api.services.database.db.select().from(affiliates)) as [
      typeof affiliates.$inferSelect,
    ];
    await insertRows(
      api.services.database.db,
      affiliates,
      Array.from({ length: many }, (_, index) => ({
        ...{ id: makeId('affiliate'), name: `Person ${index % 9}`, programId, createdAt },
        ...{ email: null, wordpressUserId: null, phone: null, payout: null, deletedAt: null },
        status: (['pending', 'active', 'rejected', 'suspended'] as const)[index % 4] ?? 'active',
        linkCode: makeLinkCode(),
      })),
    );
  });
  afterAll(() => api.stop());

  async function idsOfPages(path: string): Promise<string[]> {
    const ids: string[] = [];
    for (let page = 1; ; page += 1) {
      const { body } = await api.owner('GET', `${path}&per_page=100&page=${page}`);
      ids.push(...(body as { id: string }[]).map(({ id }) => id));
      if (body.length < 100) return ids;
    }
  }

  test.each(
    [
      ['commissions', ['placed_at', 'recorded_at', 'amount', 'order_id']],
      ['redemptions', ['placed_at', 'amount', 'order_id']],
      ['ledger', ['recorded_at', 'occurred_at']],
      ['offline-sales', ['sold_on', 'recorded_at']],
      ['affiliates', ['name', 'created_at', 'status']],
    ].flatMap(([list, columns]) =>
      (columns as string[]).flatMap((column) =>
        ['asc', 'desc'].map((order) => [list, column, order] as const),
      ),
    ),
  )('%s by %s, %s: the rows of all pages, in their order', async (list, column, order) => {
    const path = `/${list as string}?orderby=${column}&order=${order}`;
    const { body } = await api.owner('GET', `${path}&format=csv`);
    const rows: { id: string }[] = parse(body as string, { columns: true, bom: true });
    const ids = rows.map(({ id }) => id);
    expect(ids.length).toBeGreaterThan(many - 1);
    expect(ids).toEqual(await idsOfPages(path));
    expect(new Set(ids).size).toBe(ids.length);
  });

  test.each(['none', 'pending', 'reversed', 'paid'])(
    'redemptions of status %s by amount are those of the list by date',
    async (status) => {
      const [byAmount, byDate] = await Promise.all(
        ['amount', 'placed_at'].map(async (column) =>
          (await idsOfPages(`/redemptions?orderby=${column}&status=${status}&search=jack10`)).sort(),
        ),
      );
      expect(byAmount).toEqual(byDate);
    },
  );

  test('redemptions by amount begin with the largest, and end with what earned nothing', async () => {
    const { body } = await api.owner('GET', '/redemptions?orderby=amount&order=desc&format=csv');
    const rows: { amount: string; status: string }[] = parse(body as string, { columns: true, bom: true });
    const amounts = rows.map(({ amount }) => Number(amount));
    expect(rows).toHaveLength(2 * many);
    expect(amounts).toEqual([...amounts].sort((a, b) => b - a));
    expect([amounts[0], amounts.at(-1), rows.at(-1)?.status]).toEqual([13.5, 0, 'none']);
  });
});
