import { Router, type Request } from 'express';
import { amount, raw } from '../amount.ts';
import { nextId, now, type Shop } from '../shop/shop.ts';
import type { Product } from '../state.ts';
import { StoreError } from '../store-error.ts';
import { listPage } from './list.ts';
import { representProduct } from './represent.ts';
import { answering, bodyOf, idOf } from './respond.ts';

const uncategorized = { id: 15, name: 'Uncategorized' };

export interface NewProduct {
  name: string;
  /** Decimal string, without tax. */
  price: string;
  sku?: string;
}

export function addProduct(shop: Shop, product: NewProduct): Product {
  const record: Product = {
    id: nextId(shop, 'post'),
    name: product.name,
    sku: product.sku ?? '',
    price: product.price,
    categories: [uncategorized],
    createdAt: now(shop),
    modifiedAt: now(shop),
  };
  shop.state.products.push(record);
  return record;
}

/** As much of `/products` as it takes to buy something. */
export function productRoutes(shop: Shop): Router {
  const router = Router();
  router.get('/products', answering(shop, list));
  router.post(
    '/products',
    answering(shop, (_shop, request) => {
      const { name, regular_price: price, sku } = bodyOf(request);
      const product = addProduct(shop, {
        name: typeof name === 'string' ? name : 'Product',
        price: raw(amount(price ?? '0')),
        sku: typeof sku === 'string' ? sku : '',
      });
      return { body: representProduct(shop, product), status: 201 };
    }),
  );
  router.get(
    '/products/categories',
    answering(shop, () => ({ body: [{ ...uncategorized, slug: 'uncategorized', parent: 0 }] })),
  );
  router.get(
    '/products/:id',
    answering(shop, (_shop, request) => ({ body: representProduct(shop, getProduct(shop, idOf(request))) })),
  );
  router.put(
    '/products/:id',
    answering(shop, (_shop, request) => {
      const product = getProduct(shop, idOf(request));
      const { name, regular_price: price } = bodyOf(request);
      if (typeof name === 'string') product.name = name;
      if (price !== undefined) product.price = raw(amount(price));
      product.modifiedAt = now(shop);
      return { body: representProduct(shop, product) };
    }),
  );
  return router;
}

function list(shop: Shop, request: Request) {
  const { rows, headers } = listPage(shop, request, shop.state.products, {
    textOf: (product) => `${product.name} ${product.sku}`,
    countsPastEnd: true,
  });
  return { body: rows.map((product) => representProduct(shop, product)), headers };
}

function getProduct(shop: Shop, id: number): Product {
  const product = shop.state.products.find((candidate) => candidate.id === id);
  if (!product) throw new StoreError('woocommerce_rest_product_invalid_id', 'Invalid ID.', 404);
  return product;
}
