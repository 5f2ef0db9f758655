import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import { parse } from 'csv-parse/sync';
import { workInbox } from '@finders-fee/sidecar/jobs/work-inbox';
import type { Click } from '@finders-fee/sidecar/domain/order-snapshot';
import { anApi, type Api } from '../../support/an-api.ts';
import { fill, type Filling } from '../../support/a-filled-shop.ts';
import { aBuyer, oneHoodie } from '../../support/an-order.ts';
import { expectCleanBooks } from '../../support/expect-clean-books.ts';

const span = 'after=2026-11-03T00:00:00Z&before=2026-11-04T00:00:00Z';

interface Row {
  key: string;
  orders: number;
  sales: string;
  discount: string;
  commission: string;
}

describe('coupons and links in one program (S2-20)', () => {
  let api: Api;
  let shop: Filling;
  let people: { program: string; john: string; lucy: string };
  let coupon: { couponId: number; code: string; discount: string };
  let click: Click;
  /** The report’s day is over. */
  let now = Date.parse('2026-11-10T12:00:00Z');
  beforeAll(async () => {
    api = await anApi({ clock: () => new Date(now), facts: { time_zone: 'UTC' } });
    shop = fill(api);
    await api.owner('PUT', '/settings', { pay_permanent_code: true });
    const program = await shop.program();
    const john = await shop.affiliate({ program_id: program });
    const lucy = await shop.affiliate({ name: 'Lucy', program_id: program });
    people = { program, john, lucy };
    coupon = await shop.coupon('john10', john);
    const { body } = await api.owner('GET', '/affiliates?search=Lucy');
    const [{ link = '' } = {}] = body as { link?: string }[];
    const linkCode = new URL(link).searchParams.get('ref') ?? '';
    click = { linkCode, clickedAt: '2026-11-03T08:00:00Z' };
    await fillBooks();
  });
  afterAll(() => api.stop());

  async function fillBooks(): Promise<void> {
    const strangers = await shop.coupon('summer');
    const by = (email: string) => ({ buyer: aBuyer({ email }) });
    const at = (hour: number) => ({ placedAt: `2026-11-03T${hour}:00:00Z` });
    await shop.order([coupon], { orderId: 1, ...at(10) }, by('ann@example.com'));
    await shop.order([], { orderId: 2, click, ...at(11) }, by('bob@example.com'));
    await shop.order([strangers], { orderId: 3, click, ...at(11) }, by('cid@example.com'));
    await shop.order([], { orderId: 4, ...at(12) }, by('ann@example.com'));
    // These stand in no report: brought by nobody, too late, cancelled.
    await shop.order([], { orderId: 5, ...at(12) }, by('eve@example.com'));
    await shop.order(
      [],
      { orderId: 6, ...at(12), click: { ...click, clickedAt: '2026-01-01T00:00:00Z' } },
      by(''),
    );
    await shop.order([], { orderId: 7, ...at(12), click, status: 'cancelled' }, by('fay@example.com'));
    await work();
  }
  async function work(): Promise<void> {
    while ((await workInbox(api.services)) > 0);
  }

  const summary = async (query: string) =>
    ((await api.owner('GET', `/reports/summary?${span}&${query}`)).body as Row[]).map(
      ({ key, orders, sales, discount, commission }) => [key, orders, sales, discount, commission],
    );
  const sorted = (rows: unknown[][]) => [...rows].sort((a, b) => (String(a[0]) < String(b[0]) ? -1 : 1));

  test('one report has both, by channel', async () => {
    expect(sorted(await summary('group_by=channel'))).toEqual([
      ['coupon', 1, '135.00', '15.00', '13.50'],
      ['link', 2, '270.00', '30.00', '27.00'],
      ['referral_code', 1, '135.00', '15.00', '13.50'],
    ]);
    expect(sorted(await summary('group_by=affiliate'))).toEqual(
      sorted([
        [people.john, 2, '270.00', '30.00', '27.00'],
        [people.lucy, 2, '270.00', '30.00', '27.00'],
      ]),
    );
    expect(await summary('group_by=program')).toEqual([[people.program, 4, '540.00', '60.00', '54.00']]);
    expect(await summary('group_by=day&channel=link')).toEqual([
      ['2026-11-03', 2, '270.00', '30.00', '27.00'],
    ]);
    expect(await summary(`group_by=channel&affiliate_id=${people.lucy}`)).toEqual([
      ['link', 2, '270.00', '30.00', '27.00'],
    ]);
  });

  test('what a link sold is no coupon’s, and a code’s is its coupon’s', async () => {
    expect(sorted(await summary('group_by=coupon'))).toEqual([
      ['john10', 2, '270.00', '30.00', '27.00'],
      ['none', 2, '270.00', '30.00', '27.00'],
    ]);
  });

  test('the tile, the table and the file say the same', async () => {
    const { body } = await api.owner('GET', `/overview?${span}`);
    expect(body.figures).toMatchObject([
      { currency: 'EUR', orders: 4, sales: '540.00', discount: '60.00', commission: '54.00' },
    ]);
    const file = await api.owner('GET', `/reports/summary?${span}&group_by=channel&format=csv`);
    const rows = parse<Record<string, string>>(file.body as string, { columns: true, bom: true });
    const printed = rows.map(({ key, orders, ...row }) => [
      key,
      Number(orders),
      row['sales'],
      row['discount'],
      row['commission'],
    ]);
    expect(printed).toEqual(await summary('group_by=channel'));
    const part = await api.owner(
      'GET',
      `/reports/summary?after=2026-11-03T10:30:00Z&before=2026-11-03T23:00:00Z&group_by=channel`,
    );
    expect(sorted((part.body as Row[]).map(({ key, orders }) => [key, orders]))).toEqual([
      ['link', 2],
      ['referral_code', 1],
    ]);
  });

  test('the lists of commissions and redemptions tell and filter by channel', async () => {
    const links = await api.owner('GET', '/commissions?channel=link&orderby=order_id&order=asc');
    expect(links.body).toMatchObject([
      { order_id: 2, affiliate_id: people.lucy, coupon_code: null, channel: 'link', amount: '13.50' },
      { order_id: 3, affiliate_id: people.lucy, coupon_code: null, channel: 'link', amount: '13.50' },
    ]);
    const told = await api.owner('GET', '/redemptions?channel=referral_code');
    expect(told.body).toMatchObject([{ order_id: 4, coupon_code: 'john10', channel: 'referral_code' }]);
    const { body } = await api.owner('GET', '/orders/3/attribution');
    expect(body).toMatchObject({
      winners: [{ affiliate_id: people.lucy, coupon_code: null, channel: 'link', share: '1' }],
      refused: [{ coupon_code: 'summer', channel: 'coupon', reasons: ['coupon_unassigned'] }],
    });
    const [commission] = links.body as { id: string }[];
    const explained = await api.owner('GET', `/commissions/${commission?.id}/explanation`);
    expect(explained.body).toMatchObject({ amount: '13.50' });
  });

  test('refunds and recalculations leave the books of every channel clean', async () => {
    await shop.order(
      [],
      {
        orderId: 2,
        click,
        placedAt: '2026-11-03T11:00:00Z',
        modifiedAt: '2026-11-06T10:00:00Z',
        refunds: [oneHoodie],
      },
      { buyer: aBuyer({ email: 'bob@example.com' }) },
    );
    await expectCleanBooks(api.services.database);
    await api.owner('PUT', `/programs/${people.program}`, { rate: { type: 'percent', value: '20' } });
    await api.owner('PUT', '/settings', { link_days: 365 });
    now += 60_000;
    for (const scope of [{}, { affiliate_id: people.lucy }]) {
      const shown = await api.owner('POST', '/recalculations', scope);
      const { fingerprint } = shown.body as { fingerprint: string };
      const { status } = await api.owner('POST', '/recalculations', {
        ...scope,
        dry_run: false,
        fingerprint,
      });
      expect(status).toBe(200);
      await work();
      await expectCleanBooks(api.services.database);
      expect((await api.owner('POST', '/recalculations', scope)).body).toMatchObject({
        differences_count: 0,
      });
    }
    expect(sorted(await summary('group_by=channel'))).toEqual([
      ['coupon', 1, '135.00', '15.00', '27.00'],
      ['link', 3, '405.00', '45.00', '72.00'],
      ['referral_code', 1, '135.00', '15.00', '27.00'],
    ]);
  });

  test('a recalculation under links switched off takes back what links earned, and nothing else', async () => {
    await api.owner('PUT', '/settings', { link_days: 0, pay_permanent_code: false });
    const shown = await api.owner('POST', '/recalculations', {});
    const { fingerprint, differences_count: count } = shown.body as {
      fingerprint: string;
      differences_count: number;
    };
    expect(count).toBe(4);
    await api.owner('POST', '/recalculations', { dry_run: false, fingerprint });
    await work();
    await expectCleanBooks(api.services.database);
    expect(sorted(await summary('group_by=channel'))).toEqual([
      ['coupon', 1, '135.00', '15.00', '27.00'],
      ['none', 1, '135.00', '15.00', '0.00'],
    ]);
  });
});
