import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import { parse } from 'csv-parse/sync';
import { formatMinor } from '@finders-fee/shared';
import { commissions } from '@finders-fee/sidecar/database/schema/commissions';
import { offlineSales } from '@finders-fee/sidecar/database/schema/offline-sales';
import { orders, redemptions } from '@finders-fee/sidecar/database/schema/orders';
import { dailyTotals } from '@finders-fee/sidecar/database/schema/totals';
import { findTotalsDrift } from '@finders-fee/sidecar/database/totals-rebuild';
import { workInbox } from '@finders-fee/sidecar/jobs/work-inbox';
import { recordOrders } from '@finders-fee/sidecar/use-cases/record-orders';
import { refreshFacts } from '@finders-fee/sidecar/use-cases/refresh-facts';
import type { Services } from '@finders-fee/sidecar/services';
import { randomFrom, seedOfRun } from '../../model/random.ts';
import { fill, type Filling } from '../../support/a-filled-shop.ts';
import { aBuyer, aLine, anOrder, aRefund, fetched } from '../../support/an-order.ts';
import { anApi, type Api } from '../../support/an-api.ts';

const users = [31, 32, 33];
/** Days of 23 and 25 hours, the day that begins first of all, half and quarter hours, and clocks that skip midnight. */
const zones = [
  'Europe/Berlin',
  'Pacific/Kiritimati',
  'America/St_Johns',
  'Asia/Kathmandu',
  '-03:30',
  'America/Santiago',
];
const firstMs = Date.parse('2026-08-25T00:00:00Z');
const lastMs = Date.parse('2026-11-09T00:00:00Z');
const seed = seedOfRun();
const random = randomFrom(seed);

/** What one affiliate, or nobody, has of one sale. */
interface Part {
  sale: string;
  placedAt: Date;
  currency: string;
  exponent: number;
  affiliate: string;
  program: string;
  coupon: string;
  channel: string;
  sales: bigint;
  discount: bigint;
  commission: bigint;
}

type Subject = 'affiliate' | 'program' | 'coupon' | 'channel';
type Row = Record<'key' | 'currency' | 'sales' | 'discount' | 'commission', string> & { orders: number };
interface Span {
  after?: string;
  before?: string;
}

describe(`one filter, one answer (seed ${seed})`, () => {
  let api: Api;
  let shop: Filling;
  let affiliates: string[];
  let codes: { couponId: number; code: string; discount: string }[];
  let linkCodes: string[];
  let nextOrder = 1;
  beforeAll(async () => {
    api = await anApi({ clock: () => new Date('2026-11-10T12:00:00Z') });
    shop = fill(api);
    await api.owner('PUT', '/settings', { multiple_coupons: 'split', pay_permanent_code: true });
    const programs = [await shop.program({ name: 'Podcast' }), await shop.program({ name: 'Blog' })];
    affiliates = [];
    for (const [index, user] of users.entries()) {
      const program_id = programs[index % 2];
      affiliates.push(await shop.affiliate({ name: `Person ${user}`, program_id, wordpress_user_id: user }));
    }
    const owners = [...affiliates, affiliates[0] ?? null, null];
    codes = [];
    for (const [index, owner] of owners.entries()) codes.push(await shop.coupon(`code-${index}`, owner));
    const people = (await api.owner('GET', '/affiliates')).body as { link: string }[];
    linkCodes = people.map(({ link }) => new URL(link).searchParams.get('ref') ?? '');
  });
  afterAll(() => api.stop());

  const anInstant = () => new Date(random.int(firstMs / 1000, lastMs / 1000) * 1000).toISOString();

  /** Orders as they come: by coupons, links and the buyer's code, shared and plain, refunded, cancelled, in three currencies; most on the days when clocks change. */
  async function fillBooks(count: number): Promise<void> {
    const arrivals = Array.from({ length: count }, () => {
      const orderId = random.chance(0.2) && nextOrder > 5 ? random.int(1, nextOrder - 1) : nextOrder++;
      const total = random.pick(['90', '33', '7', '0', '250']);
      const currency = random.pick(['EUR', 'EUR', 'EUR', 'JPY', 'KWD']);
      const placedAt = random.chance(0.3)
        ? `2026-${random.pick(['10-25', '09-06', '11-01'])}T${String(random.int(0, 23)).padStart(2, '0')}:30:00Z`
        : anInstant();
      return fetched(
        anOrder({
          orderId,
          currency,
          placedAt,
          status: random.pick(['completed', 'completed', 'completed', 'processing', 'cancelled', 'pending']),
          total,
          shipping: [],
          lines: [1, 2].map((itemId) =>
            aLine({ itemId, quantity: 1, subtotal: '100', total, subtotalTax: '0', totalTax: '0' }),
          ),
          coupons: random.shuffled(codes).slice(0, random.int(0, 3)),
          click: random.chance(0.3) ? { linkCode: random.pick(linkCodes), clickedAt: placedAt } : null,
          refunds: random.chance(0.2) ? [aRefund(random.pick(['5', '7', '90']))] : [],
        }),
        { buyer: aBuyer({ email: `buyer-${random.int(1, 40)}@example.com` }) },
      );
    });
    for (let start = 0; start < arrivals.length; start += 25)
      await recordOrders(api.services, arrivals.slice(start, start + 25));
    while ((await workInbox(api.services)) > 0);
    const { body } = await api.owner('GET', '/commissions?per_page=100&status=pending');
    // Where two fill the books at a time, an order of the other may have reversed it by now.
    for (const { id } of random.shuffled(body as { id: string }[]).slice(0, 5))
      expect([200, 409]).toContain((await api.owner('POST', `/commissions/${id}/reject`, {})).status);
    for (let sale = 0; sale < 5; sale += 1) {
      const { code } = random.pick(codes.slice(0, 4));
      const sold_on = anInstant().slice(0, 10);
      const amount = random.pick(['12.50', '99.99']);
      const { body: made, status } = await api.owner('POST', '/offline-sales', {
        coupon_code: code,
        amount,
        sold_on,
      });
      expect(status).toBe(201);
      if (random.chance(0.3)) await api.owner('POST', `/offline-sales/${made.id}/undo`);
    }
  }

  /** The books, cut into parts by nothing but loops. */
  async function readParts(): Promise<Part[]> {
    const { db } = api.services.database;
    const [sold, coupons, earned, outside] = [
      await db.select().from(orders),
      await db.select().from(redemptions),
      await db.select().from(commissions),
      await db.select().from(offlineSales),
    ];
    const sales = [
      ...sold
        .filter(({ counts }) => counts)
        .map((order) => ({
          ...order,
          sale: String(order.orderId),
          own: earned.filter(({ orderId }) => orderId === order.orderId),
          code: coupons
            .filter(({ orderId, channel }) => orderId === order.orderId && channel === 'coupon')
            .sort((a, b) => b.position - a.position)[0]?.couponCode,
        })),
      ...outside
        .filter(({ status }) => status === 'recorded')
        .map((sale) => ({
          ...sale,
          sale: sale.id,
          salesMinor: sale.amountMinor ?? 0n,
          discountMinor: 0n,
          own: earned.filter(({ offlineSaleId }) => offlineSaleId === sale.id),
          code: sale.couponCode,
        })),
    ];
    return sales.flatMap(({ sale, placedAt, currency, exponent, salesMinor, discountMinor, own, code }) => {
      const left = { sales: salesMinor, discount: discountMinor };
      const parts: Part[] = [];
      const of = { sale, placedAt, currency, exponent };
      for (const commission of own) {
        const { salesMinor: part, discountMinor: less, amountMinor } = commission;
        if (commission.stage === 'rejected' || (part === 0n && less === 0n && amountMinor === 0n)) continue;
        left.sales -= part;
        left.discount -= less;
        parts.push({
          ...of,
          affiliate: commission.affiliateId,
          program: commission.programId,
          coupon: commission.couponCode ?? 'none',
          channel: commission.channel,
          sales: part,
          discount: less,
          commission: amountMinor,
        });
      }
      const nobody = { affiliate: 'none', program: 'none', channel: 'none', coupon: code ?? 'none' };
      if (parts.length === 0 || left.sales !== 0n || left.discount !== 0n)
        parts.push({ ...of, ...nobody, ...left, commission: 0n });
      return parts;
    });
  }

  /** Rows as the report should print them, in no order. */
  function bruteForce(
    parts: Part[],
    { after, before }: Span,
    keyOf: (part: Part) => string,
    filter: Partial<Record<Subject, string>>,
  ): Row[] {
    const groups = new Map<string, Part[]>();
    for (const part of parts) {
      const at = part.placedAt.toISOString();
      if (
        (after !== undefined && at < new Date(after).toISOString()) ||
        (before !== undefined && at >= new Date(before).toISOString())
      )
        continue;
      if (Object.entries(filter).some(([subject, value]) => part[subject as Subject] !== value)) continue;
      const key = `${keyOf(part)}|${part.currency}`;
      groups.set(key, [...(groups.get(key) ?? []), part]);
    }
    return [...groups].map(([name, group]) => {
      const total = (figure: 'sales' | 'discount' | 'commission') =>
        formatMinor(
          group.reduce((sum, part) => sum + part[figure], 0n),
          group[0]?.exponent ?? 2,
        );
      return {
        key: name.split('|')[0] ?? '',
        currency: group[0]?.currency ?? '',
        orders: new Set(group.map(({ sale }) => sale)).size,
        sales: total('sales'),
        discount: total('discount'),
        commission: total('commission'),
      };
    });
  }

  async function moveTo(timeZone: string): Promise<void> {
    const connection = await api.services.connection.find();
    const facts = { ...connection?.facts, time_zone: timeZone };
    const stores = { get: async () => ({ readFacts: async () => facts }) } as unknown as Services['stores'];
    await refreshFacts({ ...api.services, stores });
  }

  function aSpan(timeZone: string): Span {
    const [from, to] = [anInstant(), anInstant()].sort();
    const atMidnight = (instant: string) => firstInstantOf(timeZone, dayIn(timeZone, new Date(instant)));
    if (random.chance(0.1)) return {};
    if (random.chance(0.1)) return { after: from! };
    if (random.chance(0.1)) return { before: to! };
    if (random.chance(0.2))
      return { after: from!, before: new Date(Date.parse(from!) + 3_600_000).toISOString() };
    if (random.chance(0.4)) return { after: atMidnight(from!), before: atMidnight(to!) };
    return { after: from!, before: to! };
  }

  test.each(zones)(
    'in %s the tile, the table, the CSV and the affiliate see what lies in the books',
    async (zone) => {
      await moveTo(zone);
      expect(await findTotalsDrift(api.services.database, zone)).toEqual([]);
      await fillBooks(60);
      expect(await findTotalsDrift(api.services.database, zone)).toEqual([]);
      const parts = await readParts();
      expect(parts.length).toBeGreaterThan(20);
      const keys = {
        day: (part: Part) => dayIn(zone, part.placedAt),
        ...Object.fromEntries(
          (['affiliate', 'coupon', 'program', 'channel'] as const).map((subject) => [
            subject,
            (part: Part) => part[subject],
          ]),
        ),
      };
      for (let question = 0; question < 6; question += 1) {
        const span = aSpan(zone);
        const sample = random.pick(parts);
        const filter: Partial<Record<Subject, string>> = Object.fromEntries(
          random
            .shuffled(['affiliate', 'program', 'coupon', 'channel'] as const)
            .slice(0, random.pick([0, 0, 1, 1, 2]))
            // The API knows the channels by name; sales for nobody have none.
            .filter((subject) => subject !== 'channel' || sample.channel !== 'none')
            .map((subject) => [subject, sample[subject]]),
        );
        const names = {
          affiliate: 'affiliate_id',
          program: 'program_id',
          coupon: 'coupon_code',
          channel: 'channel',
        };
        const asked = Object.entries(filter).map(([subject, value]) => [names[subject as Subject], value]);
        for (const [grouping, keyOf] of Object.entries(keys)) {
          const query = new URLSearchParams([...asked, ...Object.entries(span), ['group_by', grouping]] as [
            string,
            string,
          ][]);
          const expected = bruteForce(parts, span, keyOf, filter).sort(byName);
          const { body: table } = await api.owner('GET', `/reports/summary?${query}`);
          const rows = (table as (Row & { label?: string })[]).map(({ label: _label, ...row }) => row);
          expect([String(query), [...rows].sort(byName)]).toEqual([String(query), expected]);
          const { body: file } = await api.owner('GET', `/reports/summary?${query}&format=csv`);
          const cells: Record<string, string>[] = parse(file as string, { columns: true, bom: true });
          expect(cells.map(({ label: _label, ...row }) => row)).toEqual(
            rows.map((row) => ({
              ...row,
              key: row.key.startsWith('-') ? `'${row.key}` : row.key,
              orders: String(row.orders),
            })),
          );
        }
        if (span.after === undefined || span.before === undefined || span.after >= span.before) continue;
        const period = new URLSearchParams({ after: span.after, before: span.before });
        const { body: overview } = await api.owner('GET', `/overview?${period}`);
        const figures = (overview.figures as Record<string, unknown>[]).map(
          ({ new_customers: _new, ...row }) => ({ key: '', ...row }),
        );
        expect(figures).toEqual(bruteForce(parts, span, () => '', {}).sort(byName));
        for (const [index, user] of users.entries()) {
          const { body: mine } = await api.as(user)('GET', `/me/summary?${period}`);
          const own = bruteForce(parts, span, keys.day, { affiliate: affiliates[index]! }).sort(byName);
          expect(mine.days).toEqual(
            own.map(({ key, currency, commission, orders: count }) => ({
              day: key,
              currency,
              commission,
              orders: count,
            })),
          );
        }
      }
    },
  );

  test('totals that were tampered with are found and named', async () => {
    const { database } = api.services;
    const [row] = await database.db.select().from(dailyTotals).limit(1);
    await database.pool.query(
      'UPDATE daily_totals SET sales_minor = sales_minor + 1 WHERE dimension = ? LIMIT 1',
      [row?.dimension],
    );
    const zone = zones.at(-1)!;
    const [drift, ...others] = await findTotalsDrift(database, zone);
    expect(others).toEqual([]);
    expect(drift!.recorded.salesMinor - drift!.expected.salesMinor).toBe(1n);
    expect(drift!.key.dimension).toBe(row?.dimension);
    await moveTo('UTC');
    expect(await findTotalsDrift(database, 'UTC')).toEqual([]);
  });

  test('what is recorded while the store moves to another time zone is in the totals once', async () => {
    await Promise.all([fillBooks(40), moveTo('Asia/Tokyo'), fillBooks(40)]);
    expect(await findTotalsDrift(api.services.database, 'Asia/Tokyo')).toEqual([]);
  });
});

function byName(a: Row, b: Row): number {
  return `${a.key}|${a.currency}` < `${b.key}|${b.currency}` ? -1 : 1;
}

/** By another way than the product's. */
function dayIn(timeZone: string, instant: Date): string {
  const fixed = /^([+-])(\d\d):(\d\d)$/.exec(timeZone);
  if (!fixed) return new Intl.DateTimeFormat('sv-SE', { timeZone, dateStyle: 'short' }).format(instant);
  const minutes = (fixed[1] === '-' ? -1 : 1) * (Number(fixed[2]) * 60 + Number(fixed[3]));
  return new Date(instant.getTime() + minutes * 60_000).toISOString().slice(0, 10);
}

/** Looked for hour by quarter hour. */
function firstInstantOf(timeZone: string, day: string): string {
  let atMs = Date.parse(`${day}T00:00:00Z`) - 16 * 3_600_000;
  while (dayIn(timeZone, new Date(atMs)) < day) atMs += 15 * 60_000;
  return new Date(atMs).toISOString();
}
