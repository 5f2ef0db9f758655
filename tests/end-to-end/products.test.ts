import { afterAll, beforeAll, describe, expect, jest, test } from '@jest/globals';
import { aShop, expectOk, type Shop } from '../support/a-shop.ts';
import { eventually } from '../support/eventually.ts';
import { storeKinds } from '../support/store-kinds.ts';

jest.setTimeout(120_000);

/** An order's date knows whole seconds only, and other terms count from the moment they are given. */
const nextSecond = () => new Promise((resolve) => setTimeout(resolve, 1_050 - (Date.now() % 1_000)));

// The best store there is will do: tests/contract holds the sample store against the real one.
describe.each(storeKinds.slice(-1))('products and who buys them, from the %s store to the books', (kind) => {
  let shop: Shop;
  let hoodie: number;
  let mug: number;
  let clothing: number;
  const category = async (name: string, parent = 0) =>
    expectOk(await shop.woo.post('products/categories', { name, parent })).id as number;
  const product = async (name: string, categoryId: number) => {
    const body = { name, type: 'simple', regular_price: '50.00', categories: [{ id: categoryId }] };
    return expectOk(await shop.woo.post('products', body)).id as number;
  };
  /** A hoodie and a mug at 50.00 each, bought with this coupon; its commission once it is there. */
  const buy = async (code: string, email = 'ann@example.com', more: Record<string, unknown> = {}) => {
    const { id } = await shop.placeOrder({
      status: 'processing',
      line_items: [hoodie, mug].map((productId) => ({ product_id: productId, quantity: 1 })),
      coupon_lines: [{ code }],
      billing: { first_name: 'Ann', last_name: 'Archer', email },
      ...more,
    });
    await eventually('the order has a commission', async () => (await shop.commissionsOf(id)).length > 0);
    return (await shop.commissionsOf(id))[0] as Record<string, unknown>;
  };

  beforeAll(async () => {
    shop = await aShop(kind, { environment: { POLL_SECONDS: '0' } });
    clothing = await category('Clothing');
    const hoodies = await category('Hoodies & Sweaters', clothing);
    hoodie = await product('Blue Hoodie', hoodies);
    mug = await product('Mug', await category('Kitchen'));
  }, 240_000);
  afterAll(() => shop?.stop());

  test('a category above a product’s own may be excluded by a program', async () => {
    const { affiliateId } = await shop.affiliateWithCoupon('without-clothing');
    const { program_id: programId } = expectOk(await shop.owner.get(`affiliates/${affiliateId}`));
    const excluded = { product_ids: [], category_ids: [clothing] };
    expectOk(await shop.owner.put(`programs/${programId}`, { excluded }));
    await nextSecond();
    expect(await buy('without-clothing')).toMatchObject({ base_amount: '45.00', amount: '4.50' });
  });

  test('a coupon for one category earns on its lines only', async () => {
    const { couponId } = await shop.affiliateWithCoupon('clothes-only');
    expectOk(await shop.woo.put(`coupons/${couponId}`, { product_categories: [clothing] }));
    await shop.sync();
    expect(await buy('clothes-only')).toMatchObject({ base_amount: '45.00', amount: '4.50' });
  });

  test('an affiliate’s own order is held, also when made in wp-admin or by REST', async () => {
    const { affiliateId } = await shop.affiliateWithCoupon('mine');
    expectOk(
      await shop.owner.put(`affiliates/${affiliateId}`, { email: 'j.smith@gmail.com', phone: '040 1234567' }),
    );
    const held = { status: 'held', review: { reasons: ['held_for_review', 'self_referral'] } };
    expect(await buy('mine', 'JSmith+shop@googlemail.com')).toMatchObject(held);
    expect(await buy('mine', 'jsmith@gmail.com', { created_via: 'admin' })).toMatchObject(held);
    const byPhone = { billing: { email: 'x@shop.example', phone: '+49 (0)40 / 123 45 67' } };
    expect(await buy('mine', '', byPhone)).toMatchObject(held);
    expect(await buy('mine', 'ann@example.com')).toMatchObject({ status: 'pending' });
  });

  test('the owner chooses from the store’s products and categories', async () => {
    await shop.sync();
    expect(expectOk(await shop.owner.get('products', { search: 'blue hood' }))).toMatchObject([
      { id: hoodie, name: 'Blue Hoodie' },
    ]);
    expect(expectOk(await shop.owner.get('product-categories', { search: 'sweat' }))).toMatchObject([
      { name: 'Clothing › Hoodies & Sweaters' },
    ]);
    expect(expectOk(await shop.owner.get('products', { include: `${mug}` }))).toMatchObject([{ id: mug }]);
  });
});
