import type { Fence } from '../database/leases.ts';
import {
  listUnseenProducts,
  loadCategoryTree,
  markProductsGone,
  replaceCategories,
  saveProducts,
} from '../database/products.ts';
import { findCursors, writeCursor, writeCursorFenced } from '../database/sync-cursors.ts';
import { hasMoved, knowsAll, treeOf, type CategoryTree } from '../domain/store-product.ts';
import type { Services } from '../services.ts';
import type { Store } from '../woocommerce/store.ts';

const overlapMs = 10 * 60 * 1000;
/** Categories have no date of change, so they are read in full; not each minute, for some shops have thousands. */
const categoriesEveryMs = 10 * 60 * 1000;
const productsPerRequest = 100;
/** `products`: up to when all changes were read, empty to read everything. `product_categories`: when they were read. */
const cursorNames = ['products', 'product_categories'];

type Here = Pick<Services, 'database' | 'clock' | 'stores'>;

/**
 * Takes over the store's products that changed since the last pass, and its categories. The first pass, one that finds a category elsewhere,
 * and one that is told to read `all` take every product, and find those that the store no longer has. Returns how many were read.
 */
export async function readProducts(services: Here, fence: Fence, { all }: { all: boolean }): Promise<number> {
  const { database, clock } = services;
  const store = await services.stores.get();
  const startedAt = clock();
  const cursors = await findCursors(database, cursorNames);
  const cursor = cursors.get('products')?.value ?? '';
  const readAt = cursors.get('product_categories')?.updatedAt.getTime() ?? 0;
  const isDue = all || startedAt.getTime() - readAt >= categoriesEveryMs;
  const categories = isDue ? await readCategories(services, fence, store) : undefined;
  let tree = categories?.tree ?? (await loadCategoryTree(database.db));
  const isFull = all || cursor === '' || categories?.moved === true;
  let movedMeanwhile = false;
  const after = isFull ? null : new Date(new Date(cursor).getTime() - overlapMs);
  let read = 0;
  let upTo: Date | undefined;
  for (let page = 1; ; page += 1) {
    const answer = await store.listProducts({ after, page });
    upTo ??= answer.storeTime ?? startedAt;
    const found = answer.rows.flatMap(({ row }) => row ?? []);
    if (!knowsAll(tree, found)) {
      const again = await readCategories(services, fence, store);
      tree = again.tree;
      movedMeanwhile ||= again.moved;
    }
    await saveProducts(database.db, found, tree, clock());
    read += found.length;
    if (page >= answer.pages) break;
  }
  if (isFull) await findVanished(services, store, tree, startedAt);
  // What was read before a category moved still has its old place: then the next pass reads everything again.
  const value = movedMeanwhile ? '' : upTo.toISOString();
  await writeCursorFenced(database, fence, { name: 'products', value, now: clock() });
  return read;
}

/** A pass that is cut off after a category moved must begin anew, so the cursor goes in the same transaction. */
async function readCategories(
  { database, clock }: Here,
  fence: Fence,
  store: Store,
): Promise<{ tree: CategoryTree; moved: boolean }> {
  const tree = treeOf(await store.listCategories());
  const moved = hasMoved(await loadCategoryTree(database.db), tree);
  const now = clock();
  const cursor = { name: 'product_categories', value: String(tree.size), now };
  await writeCursorFenced(database, fence, cursor, async (transaction) => {
    await replaceCategories(transaction, tree, now);
    if (moved) await writeCursor(transaction, { name: 'products', value: '', now });
  });
  return { tree, moved };
}

/** A list that shifts while it is read may pass over a product, so those that were not seen are asked for by name. */
async function findVanished(
  { database, clock }: Here,
  store: Store,
  tree: CategoryTree,
  startedAt: Date,
): Promise<void> {
  const unseen = await listUnseenProducts(database.db, startedAt);
  for (let start = 0; start < unseen.length; start += productsPerRequest) {
    const some = unseen.slice(start, start + productsPerRequest);
    const found = await store.findProducts(some);
    const has = new Set(found.map(({ productId }) => productId));
    await saveProducts(database.db, found, tree, clock());
    await markProductsGone(
      database.db,
      some.filter((id) => !has.has(id)),
      clock(),
    );
  }
}
