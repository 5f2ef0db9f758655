import { afterAll, beforeAll, describe, expect, jest, test } from '@jest/globals';
import { openStore } from '@finders-fee/sidecar/woocommerce/store';
import { storeKinds } from '../support/store-kinds.ts';
import {
  expectOk,
  nextSecond,
  refusal,
  startStoreUnderTest,
  type StoreUnderTest,
} from './store-under-test.ts';

jest.setTimeout(60_000);

describe.each(storeKinds)('products of the %s store', (kind) => {
  let store: StoreUnderTest;
  let clothing: number;
  let tops: number;
  let hoodies: number;
  const category = async (name: string, parent = 0) =>
    expectOk(await store.woo.post('products/categories', { name, parent })).id as number;
  const product = async (name: string, categoryIds: number[], more: Record<string, unknown> = {}) => {
    const categories = categoryIds.map((id) => ({ id }));
    const body = { name, type: 'simple', regular_price: '30.00', categories, ...more };
    return expectOk(await store.woo.post('products', body)).id as number;
  };
  /** The store as the sidecar sees it. */
  const seen = () =>
    openStore(
      { ...store, storeUrl: store.url, restUrl: `${store.url}/wp-json/` },
      { timeoutMs: 20_000, metrics: { storeRequests: { inc: () => undefined } } },
    );
  const found = async (...ids: number[]) => {
    const products = await seen().findProducts(ids);
    return products.sort((a, b) => a.productId - b.productId);
  };

  beforeAll(async () => {
    store = await startStoreUnderTest(kind);
    clothing = await category('Clothing');
    tops = await category('Tops & Shirts', clothing);
    hoodies = await category('Hoodies', tops);
  }, 120_000);
  afterAll(() => store?.stop());

  describe('categories', () => {
    test('show where they lie, with the name as WordPress keeps it', async () => {
      const { data } = await store.woo.get(`products/categories/${tops}`);
      expect(data).toMatchObject({
        id: tops,
        name: 'Tops &amp; Shirts',
        slug: 'tops-shirts',
        parent: clothing,
        description: '',
        display: 'default',
        image: null,
        menu_order: 0,
        count: 0,
      });
    });

    test('are listed by id with the one that every store has', async () => {
      const categories = await seen().listCategories();
      const ids = categories.map(({ categoryId }) => categoryId);
      expect(ids).toEqual([...ids].sort((a, b) => a - b));
      expect(categories[0]).toEqual({ categoryId: ids[0], parentId: null, name: 'Uncategorized' });
      expect(categories.slice(-3)).toEqual([
        { categoryId: clothing, parentId: null, name: 'Clothing' },
        { categoryId: tops, parentId: clothing, name: 'Tops & Shirts' },
        { categoryId: hoodies, parentId: tops, name: 'Hoodies' },
      ]);
    });

    test('are listed by name unless asked otherwise', async () => {
      const names = expectOk(await store.woo.get('products/categories')).map((row: any) => row.name);
      expect(names).toEqual([...names].sort());
      expect(names).toContain('Tops &amp; Shirts');
    });

    test('tell how many there are', async () => {
      const all = expectOk(await store.woo.get('products/categories', { per_page: 100 })).length as number;
      const answer = await store.woo.get('products/categories', { per_page: 2, page: 2 });
      expect(answer.headers['x-wp-total']).toBe(String(all));
      expect(answer.headers['x-wp-totalpages']).toBe(String(Math.ceil(all / 2)));
    });

    test.each([
      ['of the same name at the same place', () => ({ name: 'Clothing' }), [400, 'term_exists']],
      ['without a name', () => ({}), [400, 'rest_missing_callback_param']],
    ])('one %s is refused', async (_what, body, expected) => {
      expect(refusal(await store.woo.post('products/categories', body()))).toEqual(expected);
    });

    test('that were deleted leave what was in and below them', async () => {
      const outer = await category('Outer', clothing);
      const inner = await category('Inner', outer);
      const id = await product('Coat', [outer]);
      expect(refusal(await store.woo.delete(`products/categories/${outer}`))).toEqual([
        501,
        'woocommerce_rest_trash_not_supported',
      ]);
      expectOk(await store.woo.delete(`products/categories/${outer}`, { force: true }));
      expect(refusal(await store.woo.get(`products/categories/${outer}`))).toEqual([
        404,
        'woocommerce_rest_term_invalid',
      ]);
      expect(expectOk(await store.woo.get(`products/categories/${inner}`)).parent).toBe(clothing);
      expect(expectOk(await store.woo.get(`products/${id}`)).categories).toEqual([]);
      expectOk(await store.woo.delete(`products/categories/${inner}`, { force: true }));
    });
  });

  describe('a product', () => {
    test('shows its own categories, not those above them', async () => {
      const id = await product('Hoodie', [hoodies]);
      expect(expectOk(await store.woo.get(`products/${id}`)).categories).toEqual([
        { id: hoodies, name: 'Hoodies', slug: 'hoodies' },
      ]);
      expect(await found(id)).toEqual([
        { productId: id, name: 'Hoodie', isTrashed: false, categoryIds: [hoodies] },
      ]);
    });

    test('without a category is in the one that every store has', async () => {
      const [shown] = await found(store.products.a);
      const [first] = await seen().listCategories();
      expect(shown?.categoryIds).toEqual([first?.categoryId]);
    });

    test('that does not exist is left out, one in the trash is found by its number only', async () => {
      const trashed = await product('Trashed', [tops]);
      const gone = await product('Gone', [tops]);
      const draft = await product('Draft', [tops], { status: 'draft' });
      expectOk(await store.woo.delete(`products/${trashed}`));
      expectOk(await store.woo.delete(`products/${gone}`, { force: true }));
      expect(await found(trashed, gone, draft)).toEqual([
        { productId: trashed, name: 'Trashed', isTrashed: true, categoryIds: [tops] },
        { productId: draft, name: 'Draft', isTrashed: false, categoryIds: [tops] },
      ]);
      const listed = (await seen().listProducts({ after: null, page: 1 })).rows.map(({ id }) => id);
      expect(listed).toContain(draft);
      expect(listed).not.toContain(trashed);
    });

    test('that was put elsewhere is among those changed since', async () => {
      const id = await product('Moving', [tops]);
      await nextSecond();
      const before = new Date();
      await nextSecond();
      expectOk(await store.woo.put(`products/${id}`, { categories: [{ id: hoodies }] }));
      const { rows, pages } = await seen().listProducts({ after: before, page: 1 });
      expect(rows).toEqual([
        { id, row: { productId: id, name: 'Moving', isTrashed: false, categoryIds: [hoodies] } },
      ]);
      expect(pages).toBe(1);
    });
  });

  describe('a coupon', () => {
    let number = 0;
    let hoodie: number;
    let mug: number;
    beforeAll(async () => {
      hoodie = await product('Hoodie', [hoodies]);
      mug = await product('Mug', []);
    });
    /** Discounts of the lines hoodie and mug, at 30.00 each; the code of the refusal when there is one. */
    const discounts = async (restrictions: Record<string, unknown>, discountType = 'percent') => {
      const code = `limited-${(number += 1)}`;
      expectOk(
        await store.woo.post('coupons', { code, discount_type: discountType, amount: '10', ...restrictions }),
      );
      const answer = await store.woo.post('orders', {
        line_items: [hoodie, mug].map((id) => ({ product_id: id, quantity: 1 })),
        coupon_lines: [{ code }],
      });
      if (answer.status !== 201) return refusal(answer);
      return answer.data.line_items.map((line: any) => Number(line.subtotal) - Number(line.total));
    };

    test('tells what it is for, also where a number was given twice', async () => {
      const { id } = expectOk(
        await store.woo.post('coupons', {
          code: 'told',
          discount_type: 'percent',
          product_ids: [hoodie, hoodie, mug],
          excluded_product_ids: [mug],
          product_categories: [tops],
          excluded_product_categories: [hoodies],
        }),
      );
      expect((await seen().findCoupon(id))?.restrictions).toEqual({
        productIds: [hoodie, mug],
        excludedProductIds: [mug],
        categoryIds: [tops],
        excludedCategoryIds: [hoodies],
      });
    });

    test('without restrictions tells of none', async () => {
      const { id } = expectOk(await store.woo.post('coupons', { code: 'untold' }));
      expect((await seen().findCoupon(id))?.restrictions).toBeNull();
    });

    test.each<[string, () => Record<string, unknown>, unknown]>([
      ['everything', () => ({}), [3, 3]],
      ['a product', () => ({ product_ids: [hoodie] }), [3, 0]],
      ['all but a product', () => ({ excluded_product_ids: [hoodie] }), [0, 3]],
      ['a category', () => ({ product_categories: [hoodies] }), [3, 0]],
      ['a category above its own', () => ({ product_categories: [clothing] }), [3, 0]],
      ['all but a category above', () => ({ excluded_product_categories: [clothing] }), [0, 3]],
      ['a product or a category', () => ({ product_ids: [hoodie], product_categories: [hoodies] }), [3, 0]],
      [
        'a category but for a product in it',
        () => ({ product_categories: [clothing], excluded_product_ids: [hoodie] }),
        [400, 'woocommerce_rest_invalid_coupon'],
      ],
      ['nothing that is there', () => ({ product_ids: [1] }), [400, 'woocommerce_rest_invalid_coupon']],
    ])('for %s discounts the lines of it', async (_what, restrictions, expected) => {
      expect(await discounts(restrictions())).toEqual(expected);
    });

    test('on the whole cart is taken off every line once one product allows it', async () => {
      expect(await discounts({ product_ids: [hoodie] }, 'fixed_cart')).toEqual([5, 5]);
      expect(await discounts({ product_categories: [tops] }, 'fixed_cart')).toEqual([5, 5]);
      expect(await discounts({ excluded_product_ids: [mug] }, 'fixed_cart')).toEqual([
        400,
        'woocommerce_rest_invalid_coupon',
      ]);
      expect(await discounts({ excluded_product_categories: [clothing] }, 'fixed_cart')).toEqual([
        400,
        'woocommerce_rest_invalid_coupon',
      ]);
    });
  });
});
