import { afterEach, beforeEach, describe, expect, test } from '@jest/globals';
import type { CouponLine } from '@finders-fee/sidecar/domain/order-snapshot';
import { recordCustomers } from '@finders-fee/sidecar/use-cases/record-customers';
import { recordOrders } from '@finders-fee/sidecar/use-cases/record-orders';
import { refreshFacts } from '@finders-fee/sidecar/use-cases/refresh-facts';
import { verifyBooks } from '@finders-fee/sidecar/use-cases/verify-books';
import type { Services } from '@finders-fee/sidecar/services';
import { randomFrom, seedOfRun } from '../../model/random.ts';
import { fill } from '../../support/a-filled-shop.ts';
import { aBuyer, anOrder, fetched } from '../../support/an-order.ts';
import { anApi, type Api } from '../../support/an-api.ts';
import { expectCleanBooks } from '../../support/expect-clean-books.ts';

const seed = seedOfRun();
const ann = aBuyer({ email: 'ann@example.com' });
const bob = aBuyer({ email: 'bob@example.com' });
/** Ann's account, which her orders as a guest do not know of. */
const member = aBuyer({ email: 'ann@example.com', userId: 7 });

interface Told {
  id?: number;
  buyer?: typeof ann;
  placedAt: string;
  status?: string;
  currency?: string;
  coupons?: CouponLine[];
}

describe(`new customers on the overview (seed ${seed})`, () => {
  let api: Api;
  let johns: CouponLine;
  let orderId: number;
  beforeEach(async () => {
    orderId = 0;
    // Midnight in Tokyo is 15:00 UTC of the day before, all year.
    api = await anApi({ clock: () => new Date('2026-11-30T12:00:00Z'), facts: { time_zone: 'Asia/Tokyo' } });
    const shop = fill(api);
    johns = await shop.coupon('john10', await shop.affiliate());
  });
  afterEach(async () => {
    await expectCleanBooks(api.services.database);
    await api.stop();
  });

  /** Records these orders as one batch. */
  async function record(...orders: Told[]): Promise<void> {
    const arrivals = orders.map(({ id = (orderId += 1), buyer = ann, status = 'completed', ...told }) => {
      const paidAt = status === 'pending' ? null : told.placedAt;
      const change = { paidAt, customerUserId: buyer.userId, coupons: [johns], ...told, status };
      return fetched(anOrder({ orderId: id, ...change }), { buyer });
    });
    await recordOrders(api.services, arrivals);
  }

  /** The new customers between two instants, by currency. */
  async function between(after: string, before: string): Promise<Record<string, number>> {
    const { body } = await api.owner('GET', `/overview?after=${after}&before=${before}`);
    const figures = body.figures as { currency: string; new_customers: number }[];
    return Object.fromEntries(
      figures.flatMap(({ currency, new_customers: count }) => (count === 0 ? [] : [[currency, count]])),
    );
  }

  /** Those of one day of November in Tokyo. */
  function onDay(day: number): Promise<Record<string, number>> {
    const midnight = (of: number) => new Date(Date.UTC(2026, 10, of, -9)).toISOString();
    return between(midnight(day), midnight(day + 1));
  }

  async function moveTo(timeZone: string): Promise<void> {
    const facts = { ...(await api.services.connection.find())?.facts, time_zone: timeZone };
    const stores = { get: async () => ({ readFacts: async () => facts }) } as unknown as Services['stores'];
    await refreshFacts({ ...api.services, stores });
  }

  test('a customer is new on the store’s day of the first paid order, under its currency', async () => {
    await record({ placedAt: '2026-11-02T14:59:59Z' }, { placedAt: '2026-11-05T10:00:00Z', currency: 'USD' });
    await record({ buyer: bob, placedAt: '2026-11-02T15:00:00Z', currency: 'USD' });
    expect([await onDay(2), await onDay(3), await onDay(5)]).toEqual([{ EUR: 1 }, { USD: 1 }, {}]);
  });

  test('a first order without a coupon makes nobody new, nor does the next one with a coupon', async () => {
    await record({ placedAt: '2026-11-02T10:00:00Z', coupons: [] });
    await record({ placedAt: '2026-11-03T10:00:00Z' });
    expect([await onDay(2), await onDay(3)]).toEqual([{}, {}]);
  });

  test('an order that comes late and was placed earlier takes the customer to its day', async () => {
    await record({ placedAt: '2026-11-05T10:00:00Z' });
    expect(await onDay(5)).toEqual({ EUR: 1 });
    await record({ placedAt: '2026-11-03T10:00:00Z', currency: 'USD' });
    expect([await onDay(3), await onDay(5)]).toEqual([{ USD: 1 }, {}]);
    await record({ placedAt: '2026-11-02T10:00:00Z', coupons: [] });
    expect([await onDay(2), await onDay(3), await onDay(5)]).toEqual([{}, {}, {}]);
  });

  test('of two orders of one instant the one with the smaller number is the first', async () => {
    await record({ id: 12, placedAt: '2026-11-03T10:00:00Z' });
    await record({ id: 11, placedAt: '2026-11-03T10:00:00Z', currency: 'USD' });
    expect(await onDay(3)).toEqual({ USD: 1 });
  });

  test('an order counts once it is paid, and no longer when it is cancelled or deleted', async () => {
    const [first, second] = ['2026-11-03T10:00:00Z', '2026-11-04T10:00:00Z'];
    await record({ id: 1, placedAt: first, status: 'pending' }, { id: 2, placedAt: second });
    expect([await onDay(3), await onDay(4)]).toEqual([{}, { EUR: 1 }]);
    await record({ id: 1, placedAt: first });
    expect([await onDay(3), await onDay(4)]).toEqual([{ EUR: 1 }, {}]);
    await record({ id: 1, placedAt: first, status: 'cancelled' });
    // It was paid once: the customer did not become one by the second order.
    expect([await onDay(3), await onDay(4)]).toEqual([{}, {}]);
    await record({ id: 1, placedAt: first });
    expect(await onDay(3)).toEqual({ EUR: 1 });
    const asOf = new Date('2026-12-24T12:00:00Z');
    await recordOrders(api.services, [{ kind: 'gone', orderId: 1, asOf }]);
    expect([await onDay(3), await onDay(4)]).toEqual([{}, {}]);
  });

  test('a first order whose date, currency or buyer is corrected goes along', async () => {
    await record({ id: 1, placedAt: '2026-11-03T10:00:00Z' }, { id: 2, placedAt: '2026-11-06T10:00:00Z' });
    await record({ id: 1, placedAt: '2026-11-04T10:00:00Z', currency: 'USD' });
    expect([await onDay(3), await onDay(4)]).toEqual([{}, { USD: 1 }]);
    await record({ id: 1, placedAt: '2026-11-08T10:00:00Z' });
    expect([await onDay(4), await onDay(6), await onDay(8)]).toEqual([{}, { EUR: 1 }, {}]);
    await record({ id: 2, placedAt: '2026-11-06T10:00:00Z', buyer: bob, status: 'processing' });
    expect([await onDay(6), await onDay(8)]).toEqual([{ EUR: 1 }, { EUR: 1 }]);
  });

  test('a guest who becomes a member is one new customer, on the day of the older order', async () => {
    const elsewhere = { ...member, email: 'ann@work.example' };
    await record({ buyer: elsewhere, placedAt: '2026-11-06T10:00:00Z' });
    await record({ placedAt: '2026-11-03T10:00:00Z', currency: 'USD' }, { placedAt: '2026-11-04T10:00:00Z' });
    expect([await onDay(3), await onDay(6)]).toEqual([{ USD: 1 }, { EUR: 1 }]);
    await recordCustomers(api.services, [member]);
    expect([await onDay(3), await onDay(4), await onDay(6)]).toEqual([{ USD: 1 }, {}, {}]);
  });

  test('an order that makes two customers one counts them as one', async () => {
    const elsewhere = { ...member, email: 'ann@work.example' };
    await record(
      { buyer: elsewhere, placedAt: '2026-11-03T10:00:00Z' },
      { placedAt: '2026-11-04T10:00:00Z' },
    );
    expect([await onDay(3), await onDay(4)]).toEqual([{ EUR: 1 }, { EUR: 1 }]);
    await record({ buyer: member, placedAt: '2026-11-02T10:00:00Z', currency: 'USD' });
    expect([await onDay(2), await onDay(3), await onDay(4)]).toEqual([{ USD: 1 }, {}, {}]);
  });

  test('when the store moves to another time zone, its days bring the customers', async () => {
    await record({ placedAt: '2026-11-02T16:00:00Z' });
    expect(await onDay(3)).toEqual({ EUR: 1 });
    await moveTo('America/New_York');
    expect(await between('2026-11-02T05:00:00Z', '2026-11-03T05:00:00Z')).toEqual({ EUR: 1 });
    await record({ buyer: bob, placedAt: '2026-11-03T04:59:00Z' });
    expect(await between('2026-11-02T05:00:00Z', '2026-11-03T05:00:00Z')).toEqual({ EUR: 2 });
  });

  test('days that the period cuts are counted by the hour', async () => {
    await record({ placedAt: '2026-11-02T16:00:00Z' }, { buyer: bob, placedAt: '2026-11-04T16:00:00Z' });
    expect(await between('2026-11-02T16:00:00Z', '2026-11-04T16:00:00Z')).toEqual({ EUR: 1 });
    expect(await between('2026-11-02T16:00:01Z', '2026-11-04T16:00:01Z')).toEqual({ EUR: 1 });
    expect(await between('2026-11-02T16:00:00Z', '2026-11-02T17:00:00Z')).toEqual({ EUR: 1 });
  });

  test('two workers who bring orders of one customer at once make one new customer', async () => {
    const days = Array.from({ length: 16 }, (_, index) => 3 + (index % 8));
    await Promise.all(days.map((day) => record({ placedAt: `2026-11-${twoDigits(day)}T10:00:00Z` })));
    expect(await between('2026-11-01T15:00:00Z', '2026-11-30T15:00:00Z')).toEqual({ EUR: 1 });
    expect(await onDay(3)).toEqual({ EUR: 1 });
  });

  test('whatever comes in which order, the total is what the books say', async () => {
    const random = randomFrom(seed);
    const people = [1, 2, 3, 4, 5].flatMap((userId) => [
      aBuyer({ email: `guest-${userId}@example.com` }),
      aBuyer({ email: `home-${userId}@example.com`, userId }),
      aBuyer({ email: `guest-${userId}@example.com`, userId }),
    ]);
    const nobody = aBuyer({ email: null });
    for (let round = 0; round < 60; round += 1) {
      await record(
        ...Array.from({ length: random.int(1, 4) }, (_, index) => ({
          id: random.int(1, 15) + 15 * index,
          buyer: random.chance(0.1) ? nobody : random.pick(people),
          placedAt: `2026-11-${twoDigits(random.int(1, 9))}T${twoDigits(random.int(0, 23))}:00:00Z`,
          status: random.pick(['completed', 'processing', 'pending', 'cancelled', 'refunded']),
          currency: random.pick(['EUR', 'USD']),
          coupons: random.chance(0.8) ? [johns] : [],
        })),
      );
      if (random.chance(0.1)) await recordCustomers(api.services, [random.pick(people)]);
      if (random.chance(0.1)) await moveTo(random.pick(['Asia/Tokyo', 'America/St_Johns', 'Europe/Berlin']));
      expect((await verifyBooks(api.services)).drifting).toEqual([]);
    }
  });
});

describe('verifying the new customers', () => {
  let api: Api;
  beforeEach(async () => {
    api = await anApi({ clock: () => new Date('2026-11-10T12:00:00Z') });
    const shop = fill(api);
    const coupon = await shop.coupon('john10', await shop.affiliate());
    await shop.order([coupon], { placedAt: '2026-11-03T10:00:00Z' });
    await shop.order([coupon], { placedAt: '2026-11-04T10:00:00Z' });
  });
  afterEach(() => api.stop());

  const problems = async () => (await verifyBooks(api.services)).drifting.map(({ problem }) => problem);

  test.each([
    ['UPDATE daily_new_customers SET customers = 2', '2026-11-03 in EUR'],
    ['DELETE FROM daily_new_customers', '2026-11-03 in EUR'],
    [`INSERT INTO daily_new_customers VALUES ('2031-01-01', 'USD', 1)`, '2031-01-01 in USD'],
  ])('%s is found, and the day named', async (sql, day) => {
    expect(await problems()).toEqual([]);
    await api.services.database.pool.query(sql);
    expect(await problems()).toEqual([
      `the number of new customers on ${day} differs from the orders of that day`,
    ]);
  });

  test.each([
    'first_order_id = first_order_id + 1',
    'first_order_id = NULL, first_order_at = NULL',
    `first_order_at = '2026-11-03 10:00:01'`,
  ])('a customer with %s is named', async (change) => {
    await api.services.database.pool.query(`UPDATE customers SET ${change}`);
    const [rows] = await api.services.database.pool.query('SELECT id FROM customers');
    const [{ id }] = rows as [{ id: string }];
    expect(await problems()).toEqual([`the first order of customer ${id} differs from their orders`]);
  });
});

function twoDigits(value: number): string {
  return String(value).padStart(2, '0');
}
