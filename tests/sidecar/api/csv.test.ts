import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import { parse } from 'csv-parse/sync';
import { disarm } from '@finders-fee/sidecar/http/csv-cells';
import { recordOrders } from '@finders-fee/sidecar/use-cases/record-orders';
import { fill, type Filling } from '../../support/a-filled-shop.ts';
import { aBuyer, anOrder, fetched, oneHoodie } from '../../support/an-order.ts';
import { anApi, type Api } from '../../support/an-api.ts';

const jack = 31;
const hostile = '=HYPERLINK("http://evil.example","Jack")';

describe('a list as CSV', () => {
  let api: Api;
  let shop: Filling;
  let affiliate: string;
  let orderId: number;
  beforeAll(async () => {
    // In Auckland it is already the next day.
    api = await anApi({
      clock: () => new Date('2026-11-10T12:00:00Z'),
      facts: { time_zone: 'Pacific/Auckland' },
    });
    shop = fill(api);
    const program = await shop.program({
      name: 'Podcast',
      metadata: { 'cost centre': '=4711', note: 'a "b"\r\nc' },
    });
    affiliate = await shop.affiliate({ name: hostile, program_id: program, wordpress_user_id: jack });
    const coupon = await shop.coupon('jack10', affiliate);
    await shop.order([coupon], {}, { buyer: aBuyer({ name: '@SUM(1)', email: 'one@example.com' }) });
    orderId = await shop.order([coupon], { refunds: [oneHoodie] });
    await shop.order([coupon], { currency: 'JPY', lines: [], shipping: [], total: '0' });
  });
  afterAll(() => api.stop());

  /** The rows by column. */
  async function rowsOf(path: string, call = api.owner): Promise<Record<string, string>[]> {
    const { status, body } = await call('GET', path);
    expect(status).toBe(200);
    return parse(body as string, { columns: true, bom: true, record_delimiter: '\r\n' });
  }

  test('is a dated file that spreadsheets take as UTF-8', async () => {
    const { headers, body } = await api.owner('GET', '/affiliates?format=csv');
    expect(headers.get('content-type')).toBe('text/csv; charset=utf-8');
    expect(headers.get('content-disposition')).toBe('attachment; filename="affiliates-2026-11-11.csv"');
    expect(headers.get('cache-control')).toBe('no-store');
    const answer = await api.owner('GET', '/affiliates?format=csv&search=nobody');
    expect(answer.body).toMatch(/^id,name,email,[a-z_,]+\r\n$/);
    expect(body).toContain('\r\n');
  });

  test.each([
    ['affiliates', 'id'],
    ['coupons', 'id'],
    ['programs', 'id'],
    ['customers', 'id'],
    ['commissions', 'id'],
    ['redemptions', 'id'],
    ['ledger', 'id'],
    ['balances', 'affiliate_id'],
    ['payouts', 'id'],
    ['offline-sales', 'id'],
    ['reports/summary', 'key'],
  ])('%s has the rows and the columns of the JSON, in its order', async (list, key) => {
    const { body } = await api.owner('GET', `/${list}`);
    const rows = await rowsOf(`/${list}?format=csv`);
    expect(rows.map((row) => row[key])).toEqual(
      (body as Record<string, unknown>[]).map((row) => String(row[key])),
    );
    for (const column of Object.keys(body[0] ?? {})) expect(Object.keys(rows[0]!)).toContain(column);
  });

  test('a cell that a spreadsheet would run is text, an amount stays a number', async () => {
    const [row] = await rowsOf('/affiliates?format=csv');
    expect(row?.['name']).toBe(`'${hostile}`);
    const [customer] = await rowsOf('/customers?format=csv&search=one@example.com');
    expect(customer).toMatchObject({ name: "'@SUM(1)", orders_total: '174.00 EUR' });
    const entries = await rowsOf(`/ledger?format=csv&order_id=${orderId}`);
    expect(entries.map(({ amount }) => amount)).toEqual(['9.00']);
    expect(['-13.50', '+1', '13.500', '-1350'].map(disarm)).toEqual(['-13.50', '+1', '13.500', '-1350']);
    const run = ['=1+1', '+1+1', '-1-1', '-1.', '@A1', '\tx', '\rx', '\n=1', '＝1', '--1', '-13.50 EUR'];
    for (const text of run) expect(disarm(text)).toBe(`'${text}`);
    expect(['1=1', ' =1', 'a@b', '', '10 %'].map(disarm)).toEqual(['1=1', ' =1', 'a@b', '', '10 %']);
    // Where ";" separates, these would be two cells.
    expect(['Ann;=1+1', 'Ann; @A1', 'Ann;"=1+1"', 'Ann\r\n=1', 'Ann; Bob', 'a; 1'].map(disarm)).toEqual([
      "Ann;'=1+1",
      "Ann; '@A1",
      'Ann;"\'=1+1"',
      "Ann\r\n'=1",
      'Ann; Bob',
      'a; 1',
    ]);
  });

  test('a commission brings its explanation along, the same that the screen shows', async () => {
    const [row] = await rowsOf(`/commissions?format=csv&order_id=${orderId}`);
    const { body } = await api.owner('GET', `/commissions/${row?.['id']}/explanation`);
    const steps = (body.steps as { label: string; amount: string | null }[]).map(({ label, amount }) =>
      amount === null ? label : `${label} ${amount}`,
    );
    expect(row).toMatchObject({
      base_amount: '90.00',
      amount: '9.00',
      rate: '10 %',
      rate_source: 'program',
      summary: body.summary.text,
      steps: steps.join('; '),
    });
    expect(steps.length).toBeGreaterThan(4);
  });

  test('what is nested is in one cell, metadata included (S4-28)', async () => {
    const [program] = await rowsOf('/programs?format=csv');
    expect(program).toMatchObject({ name: 'Podcast', rate: '10 %', product_rates: '' });
    expect(JSON.parse(program?.['metadata'] ?? '')).toEqual({ 'cost centre': '=4711', note: 'a "b"\r\nc' });
    const [row] = await rowsOf('/affiliates?format=csv');
    expect(row).toMatchObject({ coupons: 'jack10', rate: '' });
  });

  test('filters and order hold, and the whole list comes whatever the page asked for', async () => {
    const oldest = await rowsOf('/redemptions?format=csv&orderby=order_id&order=asc&per_page=1&page=2');
    expect(oldest).toHaveLength(3);
    expect(oldest.map((row) => Number(row['order_id']))).toEqual(
      [...oldest.map((row) => Number(row['order_id']))].sort((a, b) => a - b),
    );
    expect(await rowsOf('/redemptions?format=csv&currency=JPY')).toHaveLength(1);
    expect(await rowsOf('/commissions?format=csv&status=rejected')).toEqual([]);
  });

  test('a wrong question is refused as JSON', async () => {
    expect(await api.owner('GET', '/commissions?format=csv&status=nice')).toMatchObject({
      status: 400,
      body: { code: 'invalid_request' },
    });
    expect((await api.owner('GET', '/commissions?format=xlsx')).status).toBe(400);
    expect((await api.owner('GET', '/settings?format=csv')).status).toBe(400);
    expect((await api.as(jack)('GET', '/commissions?format=csv')).status).toBe(403);
  });

  test('the affiliate’s own lists name no buyer there either', async () => {
    const sales = await rowsOf('/me/sales?format=csv', api.as(jack));
    expect(sales.map(({ amount }) => amount).sort()).toEqual(['0', '13.50', '9.00']);
    const mine = await rowsOf('/me/commissions?format=csv', api.as(jack));
    expect(mine).toHaveLength(2);
    expect(JSON.stringify([sales, mine])).not.toContain('one@example.com');
  });

  test('hundreds of rows come each once, in any order asked for', async () => {
    const coupon = await shop.coupon('many', affiliate);
    const orders = Array.from({ length: 620 }, (_, index) =>
      // Many of one second, so that a page ends among them.
      fetched(
        anOrder({
          orderId: 5000 + index,
          coupons: [coupon],
          placedAt: `2026-11-0${1 + (index % 3)}T10:00:00Z`,
        }),
      ),
    );
    await recordOrders(api.services, orders);
    for (const order of [
      'orderby=placed_at&order=desc',
      'orderby=amount&order=asc',
      'orderby=order_id&order=asc',
    ]) {
      const rows = await rowsOf(`/commissions?format=csv&${order}`);
      expect(rows).toHaveLength(622);
      expect(new Set(rows.map(({ id }) => id)).size).toBe(622);
    }
    const redemptions = await rowsOf('/redemptions?format=csv&orderby=amount&order=desc');
    const amounts = redemptions.map(({ amount }) => Number(amount));
    expect(amounts).toEqual([...amounts].sort((a, b) => b - a));
    expect(redemptions).toHaveLength(623);
    expect(await rowsOf('/me/sales?format=csv', api.as(jack))).toHaveLength(623);
  });
});
