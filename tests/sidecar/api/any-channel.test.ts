import { createHmac } from 'node:crypto';
import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import { saveProducts } from '@finders-fee/sidecar/database/products';
import { workInbox } from '@finders-fee/sidecar/jobs/work-inbox';
import { anOrderBody } from '../../support/a-store.ts';
import { aLife, type Life } from '../../support/a-life.ts';

/** Somebody's app, the telephone, an importer, a renewal. */
const channels = ['checkout', 'rest-api', 'admin', 'import', 'subscription'];
const placed = { date_created_gmt: '2026-11-10T12:30:00', date_paid_gmt: '2026-11-10T12:30:00' };
const later = (minute: number) => ({ date_modified_gmt: `2026-11-10T12:${minute}:00` });

interface Told {
  status: string;
  amount: string;
  reasons: string[];
  summary: { text: string };
}

describe('an order that WooCommerce tells of', () => {
  let life: Life;
  let nextId = 4000;
  beforeAll(async () => {
    // What cannot be read is asked for again, where nobody answers.
    life = await aLife({ restUrl: 'http://127.0.0.1:1/wp-json/' });
    const tea = { productId: 7, name: 'Tea', isTrashed: false, categoryIds: [15] };
    await saveProducts(life.api.services.database.db, [tea], new Map(), new Date());
  });
  afterAll(async () => {
    await life.expectSettled();
    await life.stop();
  });

  async function hear(id: number, body: Record<string, unknown>): Promise<void> {
    await deliver(id, body);
    await work();
  }
  async function work(): Promise<void> {
    while ((await workInbox(life.api.services)) > 0);
  }
  /** As its webhook would. */
  async function deliver(id: number, body: Record<string, unknown>): Promise<void> {
    const { api } = life;
    const text = JSON.stringify(anOrderBody(id, { ...placed, ...later(31), ...body }));
    const signature = createHmac('sha256', api.store.webhookSecret).update(text).digest('base64');
    const answer = await api.send('POST', '/webhooks/woocommerce', text, {
      'content-type': 'application/json',
      'x-wc-webhook-source': api.store.webhookSource,
      'x-wc-webhook-topic': 'order.updated',
      'x-wc-webhook-signature': signature,
    });
    expect(answer.status).toBe(200);
  }
  const carrying = (...coupons: { couponId: number; code: string }[]) => ({
    coupon_lines: coupons.map(({ couponId, code }, index) => ({
      id: index + 1,
      code,
      discount: '10.00',
      discount_tax: '0.00',
      meta_data: [{ id: 1, key: 'coupon_info', value: `[${couponId},"${code}","percent",10]` }],
    })),
  });
  const lineOf = (change: Record<string, unknown>) => ({
    line_items: [{ ...(anOrderBody(1)['line_items'] as object[])[0], ...change }],
  });
  const redemptionsOf = async (id: number) =>
    (await life.owner('GET', `/redemptions?order_id=${id}`)).body as Told[];
  const saidOf = async (id: number) =>
    (await redemptionsOf(id)).map(({ status, amount, reasons, summary }) => ({
      status,
      amount,
      reasons,
      text: summary.text,
    }));

  describe('is worth the same, however it came into the shop:', () => {
    const lives: [string, () => Promise<(id: number, created_via: string) => Promise<unknown>>, unknown][] = [
      [
        'declined and paid later (P17)',
        async () => {
          const { coupon } = await life.earner();
          return async (id, created_via) => {
            const states = [];
            for (const [minute, status] of [...['pending', 'failed', 'processing', 'completed'].entries()]) {
              await hear(id, { created_via, status, ...carrying(coupon), ...later(31 + minute) });
              states.push((await saidOf(id))[0]?.amount);
            }
            return states;
          };
        },
        ['0.00', '0.00', '9.00', '9.00'],
      ],
      [
        'a coupon added later, and taken off again (P20)',
        async () => {
          const { id: affiliate, coupon } = await life.earner();
          return async (id, created_via) => {
            const states = [];
            for (const [minute, coupons] of [[], [coupon], []].entries()) {
              await hear(id, { created_via, ...carrying(...coupons), ...later(31 + minute) });
              const { body } = await life.owner(
                'GET',
                `/commissions?order_id=${id}&affiliate_id=${affiliate}`,
              );
              states.push((body as { amount: string }[]).map(({ amount }) => amount));
            }
            return states;
          };
        },
        [[], ['9.00'], ['0.00']],
      ],
      [
        'two coupons, of which the last earns (P06)',
        async () => {
          const [first, last] = [await life.earner(), await life.earner()];
          return async (id, created_via) => {
            await hear(id, { created_via, ...carrying(first.coupon, last.coupon) });
            return (await redemptionsOf(id)).map(({ amount, reasons }) => [amount, reasons[0]]).sort();
          };
        },
        [
          ['0.00', 'outranked'],
          ['9.00', 'winner'],
        ],
      ],
      [
        'nobody’s coupon (S2-17)',
        async () => {
          const coupon = await life.shop.coupon('nobodys-own');
          return async (id, created_via) => {
            await hear(id, { created_via, ...carrying(coupon) });
            return (await redemptionsOf(id)).map(({ reasons }) => reasons);
          };
        },
        [['coupon_unassigned']],
      ],
      [
        'an affiliate who was suspended',
        async () => {
          const { id: affiliate, coupon } = await life.earner();
          await life.owner('PUT', `/affiliates/${affiliate}`, { status: 'suspended' });
          return async (id, created_via) => {
            await hear(id, { created_via, ...carrying(coupon) });
            return (await redemptionsOf(id)).map(({ reasons }) => reasons);
          };
        },
        [['affiliate_not_active']],
      ],
      [
        'a program that is paused (S4-01)',
        async () => {
          const program_id = await life.shop.program();
          const { coupon } = await life.earner({ program_id });
          await life.owner('PUT', `/programs/${program_id}`, { status: 'paused' });
          return async (id, created_via) => {
            await hear(id, { created_via, ...carrying(coupon) });
            return (await redemptionsOf(id)).map(({ reasons }) => reasons);
          };
        },
        [['program_paused']],
      ],
      [
        'below the program’s minimum (S4-18)',
        async () => {
          const program_id = await life.shop.program({ minimum: { amount: '90.01' } });
          const { coupon } = await life.earner({ program_id });
          return async (id, created_via) => {
            await hear(id, { created_via, ...carrying(coupon) });
            return (await redemptionsOf(id)).map(({ reasons }) => reasons);
          };
        },
        [['below_minimum']],
      ],
    ];
    test.each(lives)('%s', async (_what, prepare, expected) => {
      const tell = await prepare();
      const told: Record<string, unknown> = {};
      for (const channel of channels) told[channel] = await tell((nextId += 1), channel);
      expect(told).toEqual(Object.fromEntries(channels.map((channel) => [channel, expected])));
    });
  });

  const fee = (total: string) => ({ id: 8, name: 'Fee', total, total_tax: '0.00' });
  const withFees = { base: { include_fees: true } };
  test.each<[string, Record<string, unknown>, Record<string, unknown>, [string, string] | string]>([
    ['yen', {}, { currency: 'JPY', ...lineOf({ subtotal: '1500.00', total: '1345.00' }) }, ['1345', '135']],
    [
      'dinars',
      {},
      { currency: 'KWD', ...lineOf({ subtotal: '20.000', total: '12.345' }) },
      ['12.345', '1.235'],
    ],
    ['euros', {}, {}, ['90.00', '9.00']],
    ['a discount with twelve decimals', {}, lineOf({ total: '66.666666666667' }), ['66.67', '6.67']],
    [
      'prices including tax',
      {},
      { prices_include_tax: true, ...lineOf({ subtotal: '84.03', total: '75.63', total_tax: '14.37' }) },
      ['75.63', '7.56'],
    ],
    [
      'prices including tax, and a program that counts it',
      { base: { include_tax: true } },
      { prices_include_tax: true, ...lineOf({ subtotal: '84.03', total: '75.63', total_tax: '14.37' }) },
      ['90.00', '9.00'],
    ],
    ['a coupon of 100 %', {}, { total: '0.00', ...lineOf({ total: '0.00' }) }, 'zero_base'],
    [
      'a coupon of 100 %, and a program that counts before discounts',
      { base: { price: 'before_discount' } },
      { total: '0.00', ...lineOf({ total: '0.00' }) },
      ['100.00', '10.00'],
    ],
    ['nothing in it', {}, { total: '0.00', line_items: [] }, 'zero_base'],
    [
      'nothing in it, and cancelled',
      {},
      { total: '0.00', line_items: [], status: 'cancelled' },
      'order_cancelled',
    ],
    [
      'a negative fee that nobody counts',
      {},
      { fee_lines: [fee('-15.00')], total: '75.00' },
      ['90.00', '9.00'],
    ],
    [
      'a negative fee that counts',
      withFees,
      { fee_lines: [fee('-15.00')], total: '75.00' },
      ['75.00', '7.50'],
    ],
    [
      'a negative fee above everything',
      withFees,
      { fee_lines: [fee('-200.00')], total: '0.00' },
      'zero_base',
    ],
  ])('with %s is worth this', async (_what, program, body, expected) => {
    const program_id = await life.shop.program(program);
    const { coupon } = await life.earner({ program_id });
    const id = (nextId += 1);
    await hear(id, { ...carrying(coupon), ...body });
    const commission = await life.commissionOf(id);
    if (typeof expected === 'string') {
      expect(await redemptionsOf(id)).toMatchObject([{ reasons: [expected] }]);
      expect(commission).toBeUndefined();
      return;
    }
    const [base_amount, amount] = expected;
    expect(commission).toMatchObject({ base_amount, amount, currency: body['currency'] ?? 'EUR' });
    const { body: explained } = await life.owner('GET', `/commissions/${commission.id}/explanation`);
    expect(explained.steps.at(-1)).toMatchObject({ code: 'amount', amount });
    expect(await life.owner('GET', `/ledger?order_id=${id}`)).toMatchObject({
      body: [{ kind: 'earned', amount }],
    });
  });

  test('is left out while it cannot be read, and keeps no other waiting', async () => {
    const { coupon } = await life.earner();
    const broken = [
      lineOf({ total: '99999999999999999999.99' }),
      lineOf({ total: 'ninety' }),
      lineOf({ total: '90,00' }),
      lineOf({ total: null }),
      { date_created_gmt: '2026-02-30T10:00:00' },
      { currency: 'EU' },
    ].map((body) => ({ id: (nextId += 1), body }));
    for (const { id, body } of broken) await deliver(id, { ...carrying(coupon), ...body });
    const good = (nextId += 1);
    await hear(good, carrying(coupon));
    for (const { id } of broken) expect(await redemptionsOf(id)).toEqual([]);
    expect(await life.commissionOf(good)).toMatchObject({ amount: '9.00' });
    expect((await life.owner('GET', '/health')).body.inbox.pending).toBe(broken.length);
  });
});
