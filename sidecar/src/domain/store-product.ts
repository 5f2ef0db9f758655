/** A product as the store shows it; `categoryIds` are those it was put into, without their parents. */
export interface StoreProduct {
  productId: number;
  name: string;
  /** In the store's trash: nobody finds it, but its old orders may still name it. */
  isTrashed: boolean;
  categoryIds: number[];
}

/** `parentId` is null for a category at the top. */
export interface StoreCategory {
  categoryId: number;
  parentId: number | null;
  name: string;
}

/** All categories of a store by id. */
export type CategoryTree = ReadonlyMap<number, StoreCategory>;

export function treeOf(categories: readonly StoreCategory[]): CategoryTree {
  return new Map(categories.map((category) => [category.categoryId, category]));
}

/** False when a product is in a category that was made since. */
export function knowsAll(tree: CategoryTree, products: readonly StoreProduct[]): boolean {
  return products.every(({ categoryIds }) => categoryIds.every((id) => tree.has(id)));
}

/** Whether products may be in other categories than they were, though nobody touched them: a category has gone, or lies elsewhere. */
export function hasMoved(before: CategoryTree, now: CategoryTree): boolean {
  return [...before.values()].some(({ categoryId, parentId }) => {
    const category = now.get(categoryId);
    return category === undefined || category.parentId !== parentId;
  });
}

/** What a rule for a category is held against: a product's categories and all above them, as `wc_get_product_cat_ids` has it. Smallest first. */
export function withParents(categoryIds: readonly number[], categories: CategoryTree): number[] {
  const all = categoryIds.flatMap((id) => lineOf(id, categories));
  return [...new Set(all)].sort((a, b) => a - b);
}

/** "Clothing › Hoodies". */
export function pathOf(category: StoreCategory, categories: CategoryTree): string {
  const line = lineOf(category.categoryId, categories).reverse();
  return line.flatMap((id) => categories.get(id)?.name ?? []).join(' › ');
}

/** A category and what is above it, nearest first; a circle ends where it closes. */
function lineOf(categoryId: number, categories: CategoryTree): number[] {
  const line = new Set<number>();
  let id: number | null = categoryId;
  while (id !== null && !line.has(id)) {
    line.add(id);
    id = categories.get(id)?.parentId ?? null;
  }
  return [...line];
}
