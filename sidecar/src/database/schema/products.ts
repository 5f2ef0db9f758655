import { index, mysqlTable, varchar } from 'drizzle-orm/mysql-core';
import { instant, jsonOf, storeId } from './columns.ts';

/**
 * WooCommerce's products as last read; variations are not among them. `categoryIds` includes the parents of each category.
 * One that the store no longer has keeps its row, because orders still name it; its name is empty when we never saw it.
 */
export const products = mysqlTable(
  'products',
  {
    productId: storeId().primaryKey(),
    name: varchar({ length: 200 }).notNull(),
    categoryIds: jsonOf<number[]>().notNull(),
    seenAt: instant().notNull(),
    deletedAt: instant(),
  },
  (table) => [index('products_name').on(table.name)],
);

/** `name` with its parents' before it, as the owner sees it in a list; `ownName` alone. */
export const productCategories = mysqlTable(
  'product_categories',
  {
    categoryId: storeId().primaryKey(),
    parentId: storeId(),
    ownName: varchar({ length: 200 }).notNull(),
    name: varchar({ length: 500 }).notNull(),
    seenAt: instant().notNull(),
  },
  (table) => [index('product_categories_name').on(table.name)],
);
