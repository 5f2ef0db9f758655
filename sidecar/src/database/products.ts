import { and, asc, inArray, isNull, lt, notInArray } from 'drizzle-orm';
import { pathOf, withParents, type CategoryTree, type StoreProduct } from '../domain/store-product.ts';
import { among } from './among.ts';
import type { Executor } from './client.ts';
import { insertRows } from './insert-rows.ts';
import { productCategories, products } from './schema/products.ts';

const longestName = 500;

/** The categories of these products, the parents of each category included. A product that we do not know has no entry. */
export async function loadCategories(
  executor: Executor,
  productIds: readonly number[],
): Promise<Map<number, number[]>> {
  if (productIds.length === 0) return new Map();
  const rows = await executor
    .select({ productId: products.productId, categoryIds: products.categoryIds })
    .from(products)
    .where(among(products.productId, productIds));
  return new Map(rows.map(({ productId, categoryIds }) => [productId, categoryIds]));
}

/** Those of these products that we never asked the store about. */
export async function listUnknownProducts(
  executor: Executor,
  productIds: readonly number[],
): Promise<number[]> {
  if (productIds.length === 0) return [];
  const rows = await executor
    .select({ productId: products.productId })
    .from(products)
    .where(among(products.productId, productIds));
  const known = new Set(rows.map(({ productId }) => productId));
  return productIds.filter((id) => !known.has(id));
}

export async function loadCategoryTree(executor: Executor): Promise<CategoryTree> {
  const rows = await executor.select().from(productCategories);
  return new Map(
    rows.map(({ categoryId, parentId, ownName: name }) => [categoryId, { categoryId, parentId, name }]),
  );
}

/** Takes over all categories of the store in place of those before. */
export async function replaceCategories(executor: Executor, tree: CategoryTree, seenAt: Date): Promise<void> {
  const ids = [...tree.keys()];
  const vanished = ids.length === 0 ? undefined : notInArray(productCategories.categoryId, ids);
  await executor.delete(productCategories).where(vanished);
  const rows = [...tree.values()].map((category) => ({
    categoryId: category.categoryId,
    parentId: category.parentId,
    ownName: category.name,
    name: pathOf(category, tree).slice(0, longestName),
    seenAt,
  }));
  await insertRows(executor, productCategories, rows, { overwrite: true });
}

export async function saveProducts(
  executor: Executor,
  found: readonly StoreProduct[],
  tree: CategoryTree,
  seenAt: Date,
): Promise<void> {
  const rows = found.map(({ productId, name, isTrashed, categoryIds }) => ({
    productId,
    name,
    categoryIds: withParents(categoryIds, tree),
    seenAt,
    deletedAt: isTrashed ? seenAt : null,
  }));
  rows.sort((a, b) => a.productId - b.productId);
  await insertRows(executor, products, rows, { overwrite: true });
}

/** Remembers that the store has no such products, so that it is not asked again; what was known of them stays. */
export async function markProductsGone(
  executor: Executor,
  productIds: readonly number[],
  at: Date,
): Promise<void> {
  if (productIds.length === 0) return;
  const rows = productIds.map((productId) => ({
    productId,
    name: '',
    categoryIds: [],
    seenAt: at,
    deletedAt: at,
  }));
  await executor.insert(products).ignore().values(rows);
  await executor
    .update(products)
    .set({ deletedAt: at })
    .where(and(inArray(products.productId, [...productIds]), isNull(products.deletedAt)));
}

/** Products that a reading of all of them, begun at that instant, did not come upon. */
export async function listUnseenProducts(executor: Executor, since: Date): Promise<number[]> {
  const rows = await executor
    .select({ productId: products.productId })
    .from(products)
    .where(and(isNull(products.deletedAt), lt(products.seenAt, since)))
    .orderBy(asc(products.productId));
  return rows.map(({ productId }) => productId);
}
