import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import { fill, type Filling } from '../../support/a-filled-shop.ts';
import { aBuyer, oneHoodie } from '../../support/an-order.ts';
import { anApi, type Api } from '../../support/an-api.ts';

const noon = (day: string) => ({ placedAt: `${day}T12:00:00Z` });

describe('reports', () => {
  let api: Api;
  let shop: Filling;
  let john: string;
  let ann: string;
  beforeAll(async () => {
    // In Auckland it is already the next day, and its clocks went forward on 27 September 2026.
    api = await anApi({
      clock: () => new Date('2026-11-10T12:00:00Z'),
      facts: { time_zone: 'Pacific/Auckland' },
    });
    shop = fill(api);
    [john, ann] = [await shop.affiliate({ name: 'John' }), await shop.affiliate({ name: 'Ann' })];
    const [johns, anns, free] = [
      await shop.coupon('john10', john),
      await shop.coupon('ann10', ann),
      await shop.coupon('free'),
    ];
    const buyer = (email: string) => ({ buyer: aBuyer({ email, name: email }) });
    await shop.order([johns], { placedAt: '2026-09-26T11:30:00Z' }, buyer('before@example.com'));
    await shop.order([johns], { placedAt: '2026-09-26T12:30:00Z' }, buyer('before@example.com'));
    await shop.order([johns], { placedAt: '2026-09-27T11:30:00Z' }, buyer('forward@example.com'));
    await shop.order([johns], noon('2026-11-01'), buyer('one@example.com'));
    await shop.order([johns, anns], noon('2026-11-02'), buyer('one@example.com'));
    await shop.order([free], noon('2026-11-03'), buyer('two@example.com'));
    await shop.order([johns], { ...noon('2026-11-04'), refunds: [oneHoodie] }, buyer('three@example.com'));
    await shop.order([johns], { ...noon('2026-11-04'), currency: 'USD' }, buyer('three@example.com'));
    await shop.order([johns], { ...noon('2026-11-05'), status: 'cancelled' }, buyer('four@example.com'));
    await shop.order([], noon('2026-11-05'), buyer('five@example.com'));
  });
  afterAll(() => api.stop());

  const november = 'after=2026-10-31T11:00:00Z&before=2026-11-30T11:00:00Z';
  const summary = async (query: string) =>
    (await api.owner('GET', `/reports/summary?${query}`)).body as Record<string, unknown>[];

  test('a day is the store’s day, also when its clocks change', async () => {
    const rows = await summary('after=2026-09-25T00:00:00Z&before=2026-09-29T00:00:00Z&group_by=day');
    expect(rows.map(({ key, orders }) => [key, orders])).toEqual([
      ['2026-09-26', 1],
      ['2026-09-27', 1],
      ['2026-09-28', 1],
    ]);
    expect(await summary('group_by=day')).toHaveLength(8);
  });

  test('orders count once, only while they earn, and currencies are never added up', async () => {
    expect(await summary(`${november}&group_by=affiliate`)).toEqual([
      {
        key: john,
        label: 'John',
        currency: 'EUR',
        orders: 2,
        sales: '270.00',
        discount: '30.00',
        commission: '22.50',
      },
      {
        key: ann,
        label: 'Ann',
        currency: 'EUR',
        orders: 1,
        sales: '135.00',
        discount: '15.00',
        commission: '13.50',
      },
      {
        key: 'none',
        label: 'No affiliate',
        currency: 'EUR',
        orders: 1,
        sales: '135.00',
        discount: '15.00',
        commission: '0.00',
      },
      {
        key: john,
        label: 'John',
        currency: 'USD',
        orders: 1,
        sales: '135.00',
        discount: '15.00',
        commission: '13.50',
      },
    ]);
  });

  test.each([
    ['coupon', ['john10', 'ann10', 'free', 'john10']],
    ['program', ['Podcast', 'Podcast', 'No affiliate', 'Podcast']],
    ['channel', ['coupon', 'No affiliate', 'coupon']],
  ])('by %s the same orders add up to the same', async (grouping, labels) => {
    const rows = await summary(`${november}&group_by=${grouping}`);
    expect(rows.map(({ label }) => label).sort()).toEqual([...labels].sort());
    const euros = rows.filter(({ currency }) => currency === 'EUR');
    expect(euros.reduce((sum, { orders }) => sum + Number(orders), 0)).toBe(4);
    expect(euros.reduce((sum, { commission }) => sum + Number(commission), 0)).toBe(36);
  });

  test('the overview is the same figures, beside those of the period before', async () => {
    const { body } = await api.owner('GET', `/overview?${november}`);
    expect(body.figures).toEqual([
      {
        currency: 'EUR',
        orders: 4,
        sales: '540.00',
        discount: '60.00',
        commission: '36.00',
        new_customers: 3,
      },
      {
        currency: 'USD',
        orders: 1,
        sales: '135.00',
        discount: '15.00',
        commission: '13.50',
        new_customers: 0,
      },
    ]);
    expect((body.days as { day: string }[]).map(({ day }) => day)).toEqual([
      '2026-11-02',
      '2026-11-03',
      '2026-11-04',
      '2026-11-05',
      '2026-11-05',
    ]);
    expect(body.owed).toEqual([
      { currency: 'EUR', affiliates: 2, amount: '76.50' },
      { currency: 'USD', affiliates: 1, amount: '13.50' },
    ]);
    expect(body.steps).toEqual({
      connected: true,
      program: true,
      affiliate_with_coupon: true,
      first_order: true,
    });
    expect(body.store).toEqual({ currency: 'EUR', time_zone: 'Pacific/Auckland' });
    expect(body.newest).toHaveLength(10);
    const { body: before } = await api.owner(
      'GET',
      '/overview?after=2026-09-28T00:00:00Z&before=2026-09-30T00:00:00Z',
    );
    expect(before.figures).toEqual([]);
    expect(before.figures_before).toMatchObject([{ currency: 'EUR', orders: 3, new_customers: 2 }]);
  });

  test('beside whole days stand as many whole days, also when the clocks changed in between', async () => {
    // The 27th of September had 23 hours.
    const { body } = await api.owner(
      'GET',
      '/overview?after=2026-09-27T11:00:00Z&before=2026-09-28T11:00:00Z',
    );
    expect(body.figures).toMatchObject([{ currency: 'EUR', orders: 1, new_customers: 1 }]);
    expect(body.figures_before).toMatchObject([{ currency: 'EUR', orders: 1, new_customers: 0 }]);
  });

  test('without a period the overview is the last 30 days of the store’s calendar', async () => {
    const { body } = await api.owner('GET', '/overview');
    // Midnight in Auckland is 11:00 UTC; today is 11 November there.
    expect(body.period).toEqual({ after: '2026-10-12T11:00:00.000Z', before: '2026-11-11T11:00:00.000Z' });
    expect(
      await api.owner('GET', '/overview?after=2026-11-05T00:00:00Z&before=2026-11-04T00:00:00Z'),
    ).toMatchObject({
      status: 400,
      body: { data: { details: [{ field: 'query.before' }] } },
    });
  });

  test('a referral code’s report has both bases, labelled', async () => {
    const report = async (query = '') =>
      (await api.owner('GET', `/reports/referral-codes${query}`)).body as unknown;
    expect(await report('?code=JOHN10')).toEqual([
      {
        code: 'john10',
        customers: 5,
        all_orders: {
          count: 7,
          total: [
            { currency: 'EUR', total: '1044.00' },
            { currency: 'USD', total: '174.00' },
          ],
        },
        orders_with_code: {
          count: 7,
          total: [
            { currency: 'EUR', total: '1044.00' },
            { currency: 'USD', total: '174.00' },
          ],
        },
      },
    ]);
    const none = (await report('?code=none')) as {
      customers: number;
      all_orders: { count: number };
      orders_with_code: { count: number };
    }[];
    expect(none).toMatchObject([
      { code: null, customers: 1, all_orders: { count: 1 }, orders_with_code: { count: 0 } },
    ]);
    expect(await report(`?code=free&${november}`)).toMatchObject([
      { customers: 1, all_orders: { count: 1 } },
    ]);
    expect(await report('?code=never-seen')).toEqual([]);
  });

  test('an administrator’s referral code outranks every order and is written down', async () => {
    const { body: found } = await api.owner('GET', '/customers?search=one@example.com');
    const [customer] = found as { id: string }[];
    expect(customer).toMatchObject({
      email: 'one@example.com',
      store_status: 'guest',
      referral_code: 'john10',
      referral_code_source: 'first_order',
      orders_count: 2,
      orders_total: [{ currency: 'EUR', total: '348.00' }],
    });
    const { body: changed } = await api.owner('PUT', `/customers/${customer?.id}`, {
      referral_code: 'Ann10',
    });
    expect(changed).toMatchObject({ referral_code: 'ann10', referral_code_source: 'administrator' });
    const { body: history } = await api.owner('GET', `/customers/${customer?.id}/referral-code-changes`);
    expect(history).toMatchObject([
      { from: 'john10', to: 'ann10', source: 'administrator', changed_by_user_id: 1 },
      { from: null, to: 'john10', source: 'first_order' },
    ]);
    expect((await api.owner('GET', '/customers?referral_code=none')).headers.get('X-WP-Total')).toBe('1');
    expect((await api.owner('PUT', `/customers/${customer?.id}`, { referral_code: '' })).status).toBe(400);
  });
});

describe('an empty sidecar', () => {
  test('has an overview with four steps to go', async () => {
    const api = await anApi();
    const { status, body } = await api.owner('GET', '/overview');
    expect(status).toBe(200);
    expect(body).toMatchObject({ figures: [], figures_before: [], days: [], owed: [], newest: [] });
    expect(body.steps).toEqual({
      connected: true,
      program: false,
      affiliate_with_coupon: false,
      first_order: false,
    });
    expect((await api.owner('GET', '/reports/summary')).body).toEqual([]);
    expect((await api.owner('GET', '/health')).body.connected).toBe(true);
    await api.stop();
  });
});
