import { productCategorySchema, productListQuerySchema, productSchema } from '@finders-fee/shared';
import { listProductCategories, listProducts } from '../../database/queries/products.ts';
import { list } from '../route.ts';

export const productRoutes = [
  list({
    method: 'GET',
    path: '/products',
    access: 'owner',
    summary: 'The store’s products, for choosing from',
    query: productListQuerySchema,
    item: productSchema.meta({ id: 'Product' }),
    csv: { by: 'page' },
    handle: ({ database }, { query }) => listProducts(database, query),
  }),
  list({
    method: 'GET',
    path: '/product-categories',
    access: 'owner',
    summary: 'The store’s categories of products, for choosing from',
    query: productListQuerySchema,
    item: productCategorySchema.meta({ id: 'ProductCategory' }),
    csv: { by: 'page' },
    handle: ({ database }, { query }) => listProductCategories(database, query),
  }),
];
