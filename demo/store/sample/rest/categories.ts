import { Router, type Request } from 'express';
import { textOf } from '../posted.ts';
import { addCategory, deleteCategory, editCategory, getCategory } from '../shop/catalogue.ts';
import type { Shop } from '../shop/shop.ts';
import { StoreError } from '../store-error.ts';
import { listPage, text } from './list.ts';
import { representCategory } from './represent.ts';
import { answering, bodyOf, idOf } from './respond.ts';

const path = '/products/categories';

/** `/products/categories`. */
export function categoryRoutes(shop: Shop): Router {
  const router = Router();
  router.get(path, answering(shop, list));
  router.post(
    path,
    answering(shop, (_shop, request) => {
      const { name, parent } = bodyOf(request);
      if (name === undefined) {
        const message = 'Missing parameter(s): name';
        throw new StoreError('rest_missing_callback_param', message, 400, { status: 400, params: ['name'] });
      }
      const category = addCategory(shop, { name: textOf(name), parent: Number(parent ?? 0) });
      return { body: representCategory(shop, category), status: 201 };
    }),
  );
  router.get(
    `${path}/:id`,
    answering(shop, (_shop, request) => ({
      body: representCategory(shop, getCategory(shop, idOf(request))),
    })),
  );
  router.put(
    `${path}/:id`,
    answering(shop, (_shop, request) => {
      const category = editCategory(getCategory(shop, idOf(request)), bodyOf(request));
      return { body: representCategory(shop, category) };
    }),
  );
  router.delete(`${path}/:id`, answering(shop, remove));
  return router;
}

/** By name unless asked otherwise. */
function list(shop: Shop, request: Request) {
  const dated = shop.state.categories.map((category) => ({ ...category, createdAt: '', modifiedAt: '' }));
  const { rows, headers } = listPage(shop, request, dated, {
    textOf: ({ name, slug }) => `${name} ${slug}`,
    nameOf: ({ name }) => name,
    countsPastEnd: true,
  });
  return { body: rows.map((category) => representCategory(shop, category)), headers };
}

/** Categories know no trash. */
function remove(shop: Shop, request: Request) {
  const category = getCategory(shop, idOf(request));
  if (!['true', '1'].includes(text(request, 'force') ?? '')) {
    const message = 'Resource does not support trashing.';
    throw new StoreError('woocommerce_rest_trash_not_supported', message, 501);
  }
  const body = representCategory(shop, category);
  deleteCategory(shop, category);
  return { body };
}
