import { afterAll, beforeAll, describe, expect, jest, test } from '@jest/globals';
import { aShop, expectOk, type Shop } from '../support/a-shop.ts';
import { storeKinds } from '../support/store-kinds.ts';

jest.setTimeout(180_000);

const buyer = (email: string) => ({
  email,
  first_name: 'B',
  last_name: 'C',
  country: 'DE',
  address_1: 'Street 1',
  postcode: '10115',
  city: 'Berlin',
});

// The best store there is will do: tests/contract holds the sample store against the real one.
describe.each(storeKinds.slice(-1))('whatever an order is made of, on the %s store', (kind) => {
  let shop: Shop;
  let clothing: number;
  let hoodie: number;
  let mug: number;
  let john: { affiliateId: string; couponId: number };
  let jane: { affiliateId: string; couponId: number };
  beforeAll(async () => {
    shop = await aShop(kind);
    const parent = expectOk(await shop.woo.post('products/categories', { name: 'Clothing' })).id as number;
    const child = expectOk(await shop.woo.post('products/categories', { name: 'Hoodies', parent }))
      .id as number;
    clothing = parent;
    const make = async (name: string, categories: { id: number }[]) =>
      expectOk(await shop.woo.post('products', { name, regular_price: '50.00', type: 'simple', categories }))
        .id as number;
    [hoodie, mug] = [await make('Hoodie', [{ id: child }]), await make('Mug', [])];
    john = await shop.affiliateWithCoupon('john');
    jane = await shop.affiliateWithCoupon('jane');
  });
  afterAll(() => shop?.stop());

  const place = (coupons: string[], more: Record<string, unknown> = {}) =>
    shop.placeOrder({
      status: 'processing',
      set_paid: true,
      billing: buyer('ann@example.com'),
      line_items: [
        { product_id: hoodie, quantity: 1 },
        { product_id: mug, quantity: 1 },
      ],
      coupon_lines: coupons.map((code) => ({ code })),
      ...more,
    });
  /** What each affiliate has on the order, by the code that brought it. */
  async function earned(orderId: number): Promise<Record<string, string>> {
    await shop.sync();
    const rows = await shop.commissionsOf(orderId);
    return Object.fromEntries(rows.map((row) => [row.coupon_code, row.amount]));
  }

  test('a coupon for a category earns on that category’s products, also in its sub-categories', async () => {
    expectOk(await shop.woo.put(`coupons/${jane.couponId}`, { product_categories: [clothing] }));
    await shop.sync();
    const order = await place(['john', 'jane']);
    await shop.sync();
    const { winners, refused } = expectOk(await shop.owner.get(`orders/${order.id}/attribution`));
    expect(refused).toEqual([]);
    expect(winners.map((winner: any) => winner.coupon_code).sort()).toEqual(['jane', 'john']);
    const lines = Object.fromEntries(
      order.line_items.map((line: any) => [line.product_id, Number(line.total)]),
    );
    const amounts = await earned(order.id);
    expect(amounts).toEqual({
      john: (lines[mug] / 10).toFixed(2),
      jane: (lines[hoodie] / 10).toFixed(2),
    });
    expectOk(await shop.woo.put(`coupons/${jane.couponId}`, { product_categories: [] }));
    await shop.sync();
  });

  test('an order that is paid later earns when it is paid', async () => {
    const order = await place(['john'], { status: 'failed', set_paid: false });
    expect(await earned(order.id)).toEqual({});
    expectOk(await shop.woo.put(`orders/${order.id}`, { status: 'processing', set_paid: true }));
    expect(await earned(order.id)).toEqual({ john: '9.00' });
  });

  test('a coupon added to an order later earns, one taken off no longer does', async () => {
    const order = await place([]);
    expect(await earned(order.id)).toEqual({});
    expectOk(await shop.woo.put(`orders/${order.id}`, { coupon_lines: [{ code: 'john' }] }));
    expect(await earned(order.id)).toEqual({ john: '9.00' });
    expectOk(await shop.woo.put(`orders/${order.id}`, { coupon_lines: [] }));
    const left = expectOk(await shop.woo.get(`orders/${order.id}`)).coupon_lines as unknown[];
    // WooCommerce keeps coupons that a PUT does not name; whatever it says, the books follow.
    expect(await earned(order.id)).toEqual({ john: left.length === 0 ? '0.00' : '9.00' });
  });

  test('a price edited on the order is what counts', async () => {
    const order = await place(['john']);
    const [line] = order.line_items;
    expectOk(
      await shop.woo.put(`orders/${order.id}`, {
        line_items: [{ id: line.id, quantity: 2, subtotal: '80.00', total: '72.00' }],
      }),
    );
    const edited = expectOk(await shop.woo.get(`orders/${order.id}`));
    const sales = edited.line_items.reduce((sum: number, { total }: any) => sum + Number(total), 0);
    expect(await earned(order.id)).toEqual({ john: (sales / 10).toFixed(2) });
  });

  test('an affiliate who buys with the own coupon waits for the owner’s word', async () => {
    expectOk(await shop.owner.put(`affiliates/${john.affiliateId}`, { email: 'john.doe@gmail.com' }));
    const order = await place(['john'], { billing: buyer('JohnDoe+shop@googlemail.com') });
    await shop.sync();
    const [held] = await shop.commissionsOf(order.id);
    expect(held).toMatchObject({ status: 'held', amount: '9.00' });
    expect(held.review.reasons).toEqual(['held_for_review', 'self_referral']);
    const rejected = expectOk(await shop.owner.post(`commissions/${held.id}/reject`, { note: 'Own order' }));
    expect(rejected).toMatchObject({ status: 'rejected', amount: '0.00' });
    const approved = expectOk(await shop.owner.post(`commissions/${held.id}/approve`));
    expect(approved).toMatchObject({ status: 'approved', amount: '9.00' });
  });

  test('what was paid and is refunded is owed back, and the next payout nets it', async () => {
    const program = expectOk(await shop.owner.get('programs', { search: 'Program jane' }))[0];
    expectOk(await shop.owner.put(`programs/${program.id}`, { hold_days: 0 }));
    const order = await place(['jane']);
    await shop.sync();
    const [commission] = await shop.commissionsOf(order.id);
    expect(commission.amount).toBe('9.00');
    const approve = async (id: string) => shop.owner.post(`commissions/${id}/approve`);
    const others = expectOk(
      await shop.owner.get('commissions', { affiliate_id: jane.affiliateId, per_page: 100 }),
    );
    for (const { id } of others) await approve(id);
    const pay = async () => {
      const [proposal] = expectOk(await shop.owner.post('payouts', { affiliate_id: jane.affiliateId }));
      return proposal ? expectOk(await shop.owner.post(`payouts/${proposal.id}/pay`)) : null;
    };
    expect((await pay())?.status).toBe('paid');
    expectOk(await shop.woo.post(`orders/${order.id}/refunds`, { amount: order.total, api_refund: false }));
    await shop.sync();
    const balances = () => shop.owner.get('balances', { affiliate_id: jane.affiliateId }).then(expectOk);
    expect(await balances()).toEqual([expect.objectContaining({ balance: '-9.00', approved: '-9.00' })]);
    expect(await pay()).toBeNull();
    const next = await place(['jane'], {
      line_items: [{ product_id: hoodie, quantity: 4 }],
    });
    await shop.sync();
    const [earnedNext] = await shop.commissionsOf(next.id);
    expect(earnedNext.amount).toBe('18.00');
    await approve(earnedNext.id);
    expect(await pay()).toMatchObject({ amount: '9.00', status: 'paid' });
    expect(await balances()).toEqual([expect.objectContaining({ balance: '0.00' })]);
  });

  test('after all this the books agree', async () => {
    const { output } = await shop.sidecar.command('verify', '--json');
    expect(JSON.parse(output)).toMatchObject({ drifting: 0 });
  });
});
