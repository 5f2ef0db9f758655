import { amount, raw } from '../amount.ts';
import { textOf } from '../posted.ts';
import type { Category, Product } from '../state.ts';
import { StoreError } from '../store-error.ts';
import { nextId, now, type Shop } from './shop.ts';

type Posted = Record<string, unknown>;

const uncategorized = 15;

export interface NewProduct {
  name: string;
  /** Decimal string, without tax. */
  price: string;
  sku?: string;
  /** Name of a category at the top, made when it is not there. */
  category?: string;
}

export function addProduct(shop: Shop, { name, price, sku = '', category }: NewProduct): Product {
  const own = category === undefined ? undefined : findOrAddCategory(shop, category);
  const product: Product = {
    id: nextId(shop, 'post'),
    name,
    sku,
    price: raw(amount(price)),
    status: 'publish',
    categoryIds: [own?.id ?? uncategorized],
    createdAt: now(shop),
    modifiedAt: now(shop),
  };
  shop.state.products.push(product);
  return product;
}

/** Changes a product as REST asks; one without any category is in "Uncategorized". */
export function editProduct(shop: Shop, product: Product, posted: Posted): Product {
  const { name, regular_price: price, sku, status, categories } = posted;
  if (name !== undefined) product.name = textOf(name);
  if (price !== undefined) product.price = raw(amount(price));
  if (sku !== undefined) product.sku = textOf(sku);
  if (status === 'publish' || status === 'draft') product.status = status;
  if (Array.isArray(categories)) {
    const ids = categories.map((category) => Number((category as Posted)['id']));
    const known = shop.state.categories.map(({ id }) => id).filter((id) => ids.includes(id));
    product.categoryIds = known.length > 0 ? known : [uncategorized];
  }
  product.modifiedAt = now(shop);
  return product;
}

/** Throws 404. */
export function getProduct(shop: Shop, id: number): Product {
  const product = shop.state.products.find((candidate) => candidate.id === id);
  if (!product) throw new StoreError('woocommerce_rest_product_invalid_id', 'Invalid ID.', 404);
  return product;
}

export function trashProduct(shop: Shop, product: Product): void {
  if (product.status === 'trash')
    throw new StoreError('woocommerce_rest_already_trashed', 'The product has already been deleted.', 410);
  product.status = 'trash';
  product.modifiedAt = now(shop);
}

export function deleteProduct(shop: Shop, product: Product): void {
  shop.state.products = shop.state.products.filter((other) => other !== product);
}

/** The name is kept as HTML. Throws 400 when a category of the name lies at the same place already. */
export function addCategory(shop: Shop, given: { name: string; parent: number }): Category {
  const { parent } = given;
  const name = given.name.replace(/&(?!\w+;|#)/g, '&amp;');
  const twin = shop.state.categories.find((other) => other.name === name && other.parent === parent);
  if (twin) {
    const message = 'A term with the name provided already exists with this parent.';
    throw new StoreError('term_exists', message, 400, { status: 400, resource_id: twin.id });
  }
  const category = { id: nextId(shop, 'term'), name, slug: slugOf(shop, name), parent };
  shop.state.categories.push(category);
  return category;
}

/** Throws 404. */
export function getCategory(shop: Shop, id: number): Category {
  const category = shop.state.categories.find((candidate) => candidate.id === id);
  if (!category) throw new StoreError('woocommerce_rest_term_invalid', 'Resource does not exist.', 404);
  return category;
}

export function editCategory(category: Category, { name, parent }: Posted): Category {
  if (name !== undefined) category.name = textOf(name);
  if (parent !== undefined) category.parent = Number(parent);
  return category;
}

/** For good; what was below it moves up. */
export function deleteCategory(shop: Shop, category: Category): void {
  shop.state.categories = shop.state.categories.filter((other) => other !== category);
  for (const below of shop.state.categories) if (below.parent === category.id) below.parent = category.parent;
  for (const product of shop.state.products)
    product.categoryIds = product.categoryIds.filter((id) => id !== category.id);
}

/** The categories of a product with all above them (`wc_get_product_cat_ids`). */
export function categoriesOf(shop: Shop, productId: number): number[] {
  const ids = [...(shop.state.products.find(({ id }) => id === productId)?.categoryIds ?? [])];
  for (const id of ids) {
    const parent = shop.state.categories.find((category) => category.id === id)?.parent ?? 0;
    if (parent > 0 && !ids.includes(parent)) ids.push(parent);
  }
  return ids;
}

function findOrAddCategory(shop: Shop, name: string): Category {
  const known = shop.state.categories.find((category) => category.name === name && category.parent === 0);
  return known ?? addCategory(shop, { name, parent: 0 });
}

function slugOf(shop: Shop, name: string): string {
  const slug = name
    .toLowerCase()
    .replace(/&\w+;/g, '')
    .replace(/[^a-z0-9]+/g, '-');
  const isTaken = (text: string) => shop.state.categories.some((category) => category.slug === text);
  for (let number = 1; ; number += 1) {
    const text = number === 1 ? slug : `${slug}-${number}`;
    if (!isTaken(text)) return text;
  }
}
