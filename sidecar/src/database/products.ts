import { among } from './among.ts';
import type { Executor } from './client.ts';
import { products } from './schema/products.ts';

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
