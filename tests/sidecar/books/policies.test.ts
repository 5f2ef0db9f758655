import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, test } from '@jest/globals';
import type { MultipleCoupons } from '@finders-fee/shared';
import { redemptions } from '@finders-fee/sidecar/database/schema/orders';
import { aCoupon, aLine, anOrder, bareRefund, fetched } from '../../support/an-order.ts';
import { openBooks, type Books } from '../../support/books.ts';
import { expectCleanBooks } from '../../support/expect-clean-books.ts';

const john10 = aCoupon({ couponId: 77, code: 'john10', discount: '10.00' });
const jane20 = aCoupon({ couponId: 78, code: 'jane20', discount: '20.00' });
const ann5 = aCoupon({ couponId: 79, code: 'ann5', discount: '5.00' });
const hoodie = aLine({ itemId: 1, productId: 11, subtotal: '100.00', total: '80.00' });
const beanie = aLine({ itemId: 2, name: 'Beanie', productId: 12, subtotal: '50.00', total: '45.00' });

describe('several affiliates on one order', () => {
  let books: Books;
  let programId: string;
  let john: string;
  let jane: string;
  beforeAll(async () => {
    books = await openBooks();
  });
  beforeEach(async () => {
    programId = await books.addProgram();
    [john, jane] = [await books.addAffiliate(programId), await books.addAffiliate(programId)];
  });
  afterEach(async () => {
    await expectCleanBooks(books.database);
    await books.clear();
  });
  afterAll(() => books.close());

  const order = (overrides = {}) =>
    anOrder({
      lines: [hoodie, beanie],
      shipping: [],
      total: '125.00',
      coupons: [john10, jane20],
      ...overrides,
    });
  /** What each of the two has on the order, in cents. */
  async function earned(orderId = 1042) {
    const rows = await books.commissionsOf(orderId);
    const of = (id: string) => rows.find(({ affiliateId }) => affiliateId === id)?.amountMinor ?? null;
    return [of(john), of(jane)];
  }

  test.each<[MultipleCoupons, [bigint | null, bigint | null]]>([
    ['first', [1250n, null]],
    ['last', [null, 1250n]],
    ['largest', [null, 1250n]],
    // 10 : 20 of 125.00 at 10 %: 4.1666… and 8.3333…; the missing cent goes to the larger remainder.
    ['split', [417n, 833n]],
  ])('%s', async (policy, amounts) => {
    await books.set({ multiple_coupons: policy });
    await books.addCoupon(77, 'john10', john);
    await books.addCoupon(78, 'jane20', jane);
    await books.record(fetched(order()));
    expect(await earned()).toEqual(amounts);
  });

  test('with "largest", equal discounts go to the one applied first', async () => {
    await books.set({ multiple_coupons: 'largest' });
    await books.addCoupon(77, 'john10', john);
    await books.addCoupon(78, 'jane20', jane);
    await books.record(fetched(order({ coupons: [jane20, { ...john10, discount: '20' }] })));
    expect(await earned()).toEqual([null, 1250n]);
  });

  test('a coupon earns on the products only that it may discount, and says so', async () => {
    await books.addCoupon(77, 'john10', john);
    await books.addCoupon(78, 'jane20', jane, { productIds: [12] });
    await books.addCoupon(79, 'ann5', await books.addAffiliate(programId), { productIds: [99] });
    await books.record(fetched(order({ coupons: [john10, jane20, ann5] })));
    expect(await earned()).toEqual([800n, 450n]);
    expect(await books.reasonsOf(1042)).toEqual([['winner'], ['winner'], ['product_restricted']]);
  });

  test('a coupon for a category earns on the products that were in it when the order was first seen', async () => {
    await books.addProduct(12, [5, 4]);
    await books.addCoupon(77, 'john10', john);
    await books.addCoupon(78, 'jane20', jane, { categoryIds: [4] });
    await books.record(fetched(order()));
    expect(await earned()).toEqual([800n, 450n]);
    await books.database.pool.query("UPDATE products SET category_ids = '[]'");
    await books.record(fetched(order({ modifiedAt: '2026-11-04T10:00:00Z', number: '1042-a' })));
    expect(await earned()).toEqual([800n, 450n]);
  });

  test('a share of an order is refunded with it', async () => {
    await books.set({ multiple_coupons: 'split' });
    await books.addCoupon(77, 'john10', john);
    await books.addCoupon(78, 'jane20', jane);
    await books.record(fetched(order()));
    await books.record(
      fetched(order({ refunds: [{ ...bareRefund, amount: '62.50' }], modifiedAt: '2026-11-05T10:00:00Z' })),
    );
    expect(await earned()).toEqual([208n, 417n]);
  });

  test('each earns by the program of their own (S1-15)', async () => {
    const perItem = await books.addProgram({
      rate: { type: 'fixed_per_item', value: '2.50', currency: 'EUR' },
    });
    const other = await books.addAffiliate(perItem);
    await books.addCoupon(77, 'john10', john, { productIds: [11] });
    await books.addCoupon(78, 'jane20', other, { productIds: [12] });
    await books.record(fetched(order({ lines: [hoodie, { ...beanie, quantity: 3 }] })));
    const rows = await books.commissionsOf(1042);
    expect(rows.map(({ affiliateId, amountMinor }) => [affiliateId, amountMinor]).sort()).toEqual(
      [
        [john, 800n],
        [other, 750n],
      ].sort(),
    );
  });

  test.each<[string, string, bigint]>([
    ['the coupon’s own', 'coupon', 3750n],
    ['the affiliate’s own', 'affiliate', 2500n],
    // 15 % of the hoodie's 80.00, 8 % of the beanie's 45.00.
    ['the product’s', 'product', 1560n],
    ['the category’s', 'category', 1160n],
    ['the program’s', 'program', 1250n],
  ])('%s rate goes before those after it', async (_, from, amount) => {
    const sources = ['coupon', 'affiliate', 'product', 'category', 'program'];
    const has = (source: string) => sources.indexOf(source) >= sources.indexOf(from);
    const percent = (value: string) => ({ type: 'percent' as const, value });
    const productRates = [
      ...(has('category') ? [{ product_ids: [], category_ids: [4], rate: percent('8') }] : []),
      ...(has('product') ? [{ product_ids: [11], category_ids: [], rate: percent('15') }] : []),
    ];
    await books.addProduct(12, [4]);
    const own = await books.addAffiliate(
      await books.addProgram({ productRates: from === 'program' ? [] : productRates }),
    );
    await books.addCoupon(77, 'john10', own);
    if (has('affiliate') && from !== 'product' && from !== 'category' && from !== 'program')
      await books.addRate(`affiliate:${own}`, percent('20'));
    if (from === 'coupon') await books.addRate('coupon:77', percent('30'));
    await books.record(fetched(order({ coupons: [john10] })));
    expect((await books.commissionsOf(1042))[0]?.amountMinor).toBe(amount);
  });

  test('an order below the program’s minimum earns nothing, whatever is refunded later', async () => {
    const minimum = await books.addProgram({ minimum: { amount: '125', currency: 'EUR' } });
    await books.addCoupon(77, 'john10', await books.addAffiliate(minimum));
    await books.record(
      fetched(order({ coupons: [john10] })),
      fetched(order({ orderId: 1043, coupons: [john10], lines: [hoodie] })),
      fetched(order({ orderId: 1044, coupons: [john10], refunds: [bareRefund] })),
    );
    expect(await books.reasonsOf(1042)).toEqual([['winner']]);
    expect(await books.reasonsOf(1043)).toEqual([['below_minimum']]);
    expect(await books.reasonsOf(1044)).toEqual([['winner']]);
  });

  test('excluded products earn nothing and are named as the cause where nothing is left', async () => {
    const program = await books.addProgram({ excluded: { product_ids: [11] } });
    await books.addCoupon(77, 'john10', await books.addAffiliate(program));
    await books.record(
      fetched(order({ coupons: [john10] })),
      fetched(order({ orderId: 1043, coupons: [john10], lines: [hoodie] })),
    );
    expect(await books.commissionsOf(1042)).toMatchObject([{ amountMinor: 450n }]);
    expect(await books.commissionsOf(1043)).toEqual([]);
    expect(await books.reasonsOf(1043)).toEqual([['excluded_product']]);
  });

  test('a coupon that is added to an order later earns from then on, one taken off no longer', async () => {
    await books.addCoupon(77, 'john10', john);
    await books.addCoupon(78, 'jane20', jane);
    const edited = (coupons: (typeof john10)[], hour: number) =>
      fetched(order({ coupons, modifiedAt: `2026-11-04T1${hour}:00:00Z` }));
    await books.record(edited([], 0));
    expect(await earned()).toEqual([null, null]);
    await books.record(edited([john10], 1));
    expect(await earned()).toEqual([1250n, null]);
    await books.record(edited([john10, jane20], 2));
    expect(await earned()).toEqual([0n, 1250n]);
    await books.record(edited([john10], 3));
    expect(await earned()).toEqual([1250n, 0n]);
    await books.record(edited([], 4));
    expect(await earned()).toEqual([0n, 0n]);
    expect(await books.database.db.select().from(redemptions)).toEqual([]);
  });
});
