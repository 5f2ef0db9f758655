import { Router, type Request } from 'express';
import { addProduct, deleteProduct, editProduct, getProduct, trashProduct } from '../shop/catalogue.ts';
import type { Shop } from '../shop/shop.ts';
import { listOf, listPage, text } from './list.ts';
import { representProduct } from './represent.ts';
import { answering, bodyOf, idOf } from './respond.ts';

/** As much of `/products` as it takes to buy something, and to know what was bought. */
export function productRoutes(shop: Shop): Router {
  const router = Router();
  router.get('/products', answering(shop, list));
  router.post(
    '/products',
    answering(shop, (_shop, request) => {
      const product = addProduct(shop, { name: 'Product', price: '0' });
      return { body: representProduct(shop, editProduct(shop, product, bodyOf(request))), status: 201 };
    }),
  );
  router.get(
    '/products/:id',
    answering(shop, (_shop, request) => ({ body: representProduct(shop, getProduct(shop, idOf(request))) })),
  );
  router.put(
    '/products/:id',
    answering(shop, (_shop, request) => {
      const product = getProduct(shop, idOf(request));
      return { body: representProduct(shop, editProduct(shop, product, bodyOf(request))) };
    }),
  );
  router.delete('/products/:id', answering(shop, remove));
  return router;
}

/** Without a status what is in the trash does not show. */
function list(shop: Shop, request: Request) {
  const statuses = listOf(request, 'include_status') ?? [text(request, 'status') ?? 'any'];
  const listed = shop.state.products.filter(
    ({ status }) => statuses.includes(status) || (statuses.includes('any') && status !== 'trash'),
  );
  const { rows, headers } = listPage(shop, request, listed, {
    textOf: (product) => `${product.name} ${product.sku}`,
    countsPastEnd: true,
  });
  return { body: rows.map((product) => representProduct(shop, product)), headers };
}

/** The answer shows the product as it was when it goes for good, and as it is when it goes into the trash. */
function remove(shop: Shop, request: Request) {
  const product = getProduct(shop, idOf(request));
  const isForced = ['true', '1'].includes(text(request, 'force') ?? '');
  const before = representProduct(shop, product);
  if (isForced) deleteProduct(shop, product);
  else trashProduct(shop, product);
  return { body: before };
}
