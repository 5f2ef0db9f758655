import { afterAll, afterEach, beforeAll, describe, expect, test } from '@jest/globals';
import { fill, type Filling } from '../../support/a-filled-shop.ts';
import { aLine } from '../../support/an-order.ts';
import { anApi, type Api } from '../../support/an-api.ts';
import { expectCleanBooks } from '../../support/expect-clean-books.ts';

const percent = (value: string) => ({ type: 'percent', value });
/** Product 11 twice for 90 and product 12 once for 45, both after discount; 174 in all with shipping and tax. */
const lines = [
  aLine({ itemId: 1, productId: 11, quantity: 2, subtotal: '100.00', total: '90.00', totalTax: '18.00' }),
  aLine({ itemId: 2, productId: 12, quantity: 1, subtotal: '50.00', total: '45.00', totalTax: '9.00' }),
];

describe('an order earns by what its program says (S2-19)', () => {
  let api: Api;
  let shop: Filling;
  let now = new Date('2026-11-02T12:00:00Z');
  beforeAll(async () => {
    api = await anApi({ clock: () => now });
    shop = fill(api);
  });
  afterEach(() => expectCleanBooks(api.services.database));
  afterAll(() => api.stop());
  let count = 0;
  const running = async (terms: Record<string, unknown>) => {
    const program = await shop.program(terms);
    const code = `rules-${(count += 1)}`;
    return { program, coupon: await shop.coupon(code, await shop.affiliate({ program_id: program })) };
  };
  const outcomeOf = async (orderId: number) => {
    const { body } = await api.owner('GET', `/redemptions?order_id=${orderId}`);
    const [{ amount, reasons } = { amount: '', reasons: [''] }] = body as {
      amount: string;
      reasons: string[];
    }[];
    return [amount, reasons[0]];
  };

  test.each<[string, Record<string, unknown>, [string, string]]>([
    ['a percentage', { rate: percent('12.5') }, ['16.88', 'winner']],
    ['an amount per order', { rate: { type: 'fixed_per_order', value: '5' } }, ['5.00', 'winner']],
    ['an amount per piece', { rate: { type: 'fixed_per_item', value: '2.50' } }, ['7.50', 'winner']],
    [
      'an amount in another currency',
      { rate: { type: 'fixed_per_order', value: '5', currency: 'USD' } },
      ['0.00', 'other_currency'],
    ],
    [
      'a rate of its own for a product',
      { product_rates: [{ product_ids: [12], rate: percent('20') }] },
      ['18.00', 'winner'],
    ],
    [
      'the first of two rates for a product',
      {
        product_rates: [
          { product_ids: [12], rate: { type: 'fixed_per_item', value: '1' } },
          { product_ids: [11, 12], rate: percent('20') },
        ],
      },
      ['19.00', 'winner'],
    ],
    ['a product that does not count', { excluded: { product_ids: [12] } }, ['9.00', 'winner']],
    ['products that do not count', { excluded: { product_ids: [11, 12] } }, ['0.00', 'excluded_product']],
    ['a minimum that is reached', { minimum: { amount: '135' } }, ['13.50', 'winner']],
    ['a minimum that is not reached', { minimum: { amount: '135.01' } }, ['0.00', 'below_minimum']],
    ['a minimum in another currency', { minimum: { amount: '1000', currency: 'JPY' } }, ['13.50', 'winner']],
  ])('%s', async (_what, terms, outcome) => {
    const { coupon } = await running(terms);
    expect(await outcomeOf(await shop.order([coupon], { lines }))).toEqual(outcome);
  });

  test.each<[string, Record<string, unknown>, string]>([
    ['another rate', { rate: percent('50') }, '67.50'],
    ['a rate for a product', { product_rates: [{ product_ids: [12], rate: percent('20') }] }, '18.00'],
    ['an exclusion', { excluded: { product_ids: [12] } }, '9.00'],
    ['a minimum', { minimum: { amount: '200' } }, '0.00'],
    ['a base with tax', { base: { include_tax: true } }, '16.20'],
  ])(
    '%s concerns later orders, and none from before, whatever becomes of it (S4-18)',
    async (_what, change, after) => {
      now = new Date('2026-11-02T12:00:00Z');
      const { program, coupon } = await running({});
      const given = { lines, placedAt: '2026-11-03T10:00:00Z' };
      const before = await shop.order([coupon], given);
      now = new Date('2026-11-04T12:00:00Z');
      await api.owner('PUT', `/programs/${program}`, change);
      const later = await shop.order([coupon], { ...given, placedAt: '2026-11-04T12:00:00Z' });
      const late = await shop.order([coupon], { ...given, placedAt: '2026-11-04T11:59:59Z' });
      await shop.order([coupon], {
        ...given,
        orderId: before,
        status: 'completed',
        modifiedAt: '2026-11-05T10:00:00Z',
      });
      const amounts = await Promise.all([before, late, later].map(async (id) => (await outcomeOf(id))[0]));
      expect(amounts).toEqual(['13.50', '13.50', after]);
    },
  );
});
