import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import { markProductsGone, replaceCategories, saveProducts } from '@finders-fee/sidecar/database/products';
import { treeOf, type StoreProduct } from '@finders-fee/sidecar/domain/store-product';
import { anApi, fieldsOf, type Api } from '../../support/an-api.ts';

const tree = treeOf([
  { categoryId: 15, parentId: null, name: 'Uncategorized' },
  { categoryId: 20, parentId: null, name: 'Clothing' },
  { categoryId: 21, parentId: 20, name: 'Hoodies' },
]);
const product = (productId: number, name: string, categoryIds: number[] = []): StoreProduct => ({
  ...{ productId, name, categoryIds },
  isTrashed: false,
});

describe('what the owner chooses products from', () => {
  let api: Api;
  beforeAll(async () => {
    api = await anApi();
    const { db } = api.services.database;
    const now = new Date();
    await replaceCategories(db, tree, now);
    await saveProducts(
      db,
      [
        product(7, 'Mug 100%'),
        product(8, 'Blue Hoodie', [21]),
        product(9, 'Red Hoodie', [21]),
        product(10, 'Sold long ago', [20]),
        product(107, 'Poster'),
      ],
      tree,
      now,
    );
    await markProductsGone(db, [10, 404], now);
  });
  afterAll(() => api.stop());
  const idsOf = async (path: string) => (await api.owner('GET', path)).body.map(({ id }: any) => id);

  test('is every product that the store has, by name', async () => {
    const { body, headers } = await api.owner('GET', '/products');
    expect(body).toEqual([
      { id: 8, name: 'Blue Hoodie', category_ids: [20, 21] },
      { id: 7, name: 'Mug 100%', category_ids: [] },
      { id: 107, name: 'Poster', category_ids: [] },
      { id: 9, name: 'Red Hoodie', category_ids: [20, 21] },
    ]);
    expect(headers.get('X-WP-Total')).toBe('4');
  });

  test.each([
    ['hood', [8, 9]],
    ['HOODIE', [8, 9]],
    ['100%', [7]],
    ['%', [7]],
    ['107', [107]],
    ['%237', [7]],
    ['sold', []],
    ['nothing', []],
  ])('a search for "%s" finds %j', async (search, ids) => {
    expect(
      await idsOf(`/products?search=${search === '%237' ? search : encodeURIComponent(search)}`),
    ).toEqual(ids);
  });

  test('comes in pages', async () => {
    const { body, headers } = await api.owner('GET', '/products?per_page=3&page=2');
    expect([body.map(({ id }: any) => id), headers.get('X-WP-TotalPages')]).toEqual([[9], '2']);
  });

  test('asked for by id, a product that the store no longer has still has its name', async () => {
    expect(await idsOf('/products?include=10,7,404,99')).toEqual([7, 10]);
  });

  test('categories bear the names of those above them', async () => {
    expect((await api.owner('GET', '/product-categories')).body).toEqual([
      { id: 20, name: 'Clothing' },
      { id: 21, name: 'Clothing › Hoodies' },
      { id: 15, name: 'Uncategorized' },
    ]);
    expect(await idsOf('/product-categories?search=hoodie')).toEqual([21]);
    expect(await idsOf('/product-categories?search=20')).toEqual([20]);
    expect(await idsOf('/product-categories?include=15,99')).toEqual([15]);
  });

  test.each(['include=1,two', 'include=', `include=${Array.from({ length: 101 }, (_, id) => id).join(',')}`])(
    'a list of ids such as %j is refused at its parameter',
    async (query) => {
      const answer = await api.owner('GET', `/products?${query}`);
      expect([answer.status, fieldsOf(answer)]).toEqual([400, ['query.include']]);
    },
  );

  test('is none of an affiliate’s business', async () => {
    expect((await api.as(5)('GET', '/products')).status).toBe(403);
  });
});
