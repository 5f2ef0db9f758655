import type { CategoriesByProduct } from './books.ts';
import type { OrderLine } from './order-snapshot.ts';
import type { Restrictions } from './store-coupon.ts';

type Product = Pick<OrderLine, 'productId' | 'variationId'>;

/** Whether one of the ids is the line's product or its variation. */
export function namesProduct(ids: readonly number[], { productId, variationId }: Product): boolean {
  return ids.length > 0 && (ids.includes(productId) || (variationId !== 0 && ids.includes(variationId)));
}

/** Whether the line's product is in one of the categories, or in a sub-category of one. */
export function namesCategory(
  ids: readonly number[],
  { productId }: Product,
  categories: CategoriesByProduct,
): boolean {
  return ids.length > 0 && (categories[String(productId)] ?? []).some((category) => ids.includes(category));
}

/** Whether a coupon may discount the line: the rule of `WC_Coupon::is_valid_for_product()`. */
export function coversProduct(
  restrictions: Restrictions | null,
  product: Product,
  categories: CategoriesByProduct,
): boolean {
  if (!isRestricted(restrictions)) return true;
  const { productIds, categoryIds, excludedProductIds, excludedCategoryIds } = restrictions;
  const included =
    (productIds.length === 0 && categoryIds.length === 0) ||
    namesProduct(productIds, product) ||
    namesCategory(categoryIds, product, categories);
  return (
    included &&
    !namesProduct(excludedProductIds, product) &&
    !namesCategory(excludedCategoryIds, product, categories)
  );
}

/** Whether a coupon is for some products only; such a one has no claim to shipping and fees. */
export function isRestricted(restrictions: Restrictions | null): restrictions is Restrictions {
  return restrictions !== null && Object.values<number[]>({ ...restrictions }).some((ids) => ids.length > 0);
}
