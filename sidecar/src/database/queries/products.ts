import type { Product, ProductCategory, ProductListQuery } from '@finders-fee/shared';
import { and, eq, inArray, isNull, ne, or, type Column, type SQL } from 'drizzle-orm';
import type { Database } from '../client.ts';
import { productCategories, products } from '../schema/products.ts';
import { containing, countAll, cutOf, showPage, sorted, type Page } from './page.ts';

/** Products by name. One that the store no longer has shows only to who asks for it by id: it may stand in somebody's terms. */
export async function listProducts({ db }: Database, query: ProductListQuery): Promise<Page<Product>> {
  const { limit, offset } = cutOf(query);
  const where = and(
    query.include === undefined ? isNull(products.deletedAt) : ne(products.name, ''),
    chosen(query, products.productId),
    matching(query, products.productId, products.name),
  );
  const [rows, counted] = await Promise.all([
    db
      .select()
      .from(products)
      .where(where)
      .orderBy(...sorted('asc', products.name, products.productId))
      .limit(limit)
      .offset(offset),
    db.select(countAll).from(products).where(where),
  ]);
  return showPage(rows, counted, ({ productId: id, name, categoryIds }) => ({
    id,
    name,
    category_ids: categoryIds,
  }));
}

/** Categories by name, which begins with their parents' names. */
export async function listProductCategories(
  { db }: Database,
  query: ProductListQuery,
): Promise<Page<ProductCategory>> {
  const { limit, offset } = cutOf(query);
  const { categoryId, name } = productCategories;
  const where = and(chosen(query, categoryId), matching(query, categoryId, name));
  const [rows, counted] = await Promise.all([
    db
      .select({ id: categoryId, name })
      .from(productCategories)
      .where(where)
      .orderBy(...sorted('asc', name, categoryId))
      .limit(limit)
      .offset(offset),
    db.select(countAll).from(productCategories).where(where),
  ]);
  return showPage(rows, counted, (row) => row);
}

function chosen({ include }: ProductListQuery, id: Column): SQL | undefined {
  return include === undefined ? undefined : inArray(id, include.split(',').map(Number));
}

/** By a part of the name, or by the whole id. */
function matching({ search }: ProductListQuery, id: Column, name: Column): SQL | undefined {
  const number = /^#?(\d{1,15})$/.exec(search ?? '')?.[1];
  return or(containing(search, name), number === undefined ? undefined : eq(id, Number(number)));
}
