import {
  listUnknownProducts,
  loadCategoryTree,
  markProductsGone,
  replaceCategories,
  saveProducts,
} from '../database/products.ts';
import { transact } from '../database/transaction.ts';
import type { Arrival } from '../domain/arrival.ts';
import { knowsAll, treeOf } from '../domain/store-product.ts';
import type { Services } from '../services.ts';

const productsPerRequest = 100;

/** An order whose books are about to be written, or why it could not be read. */
type OrderAtHand = { orderId: number; arrivals: Arrival[] } | { orderId: number; error: unknown };

/**
 * Asks the store for products that these orders name and we do not know, so that their categories are there when the orders are decided.
 * Orders of known products cost no request. When the store does not answer, the orders that name what we asked for share that fault.
 */
export async function gatherProducts<Order extends OrderAtHand>(
  services: Pick<Services, 'database' | 'clock' | 'stores'>,
  orders: readonly Order[],
): Promise<(Order | { orderId: number; error: unknown })[]> {
  const named = new Map(orders.map((order) => [order.orderId, productsOf(order)]));
  const ids = [...new Set([...named.values()].flat())].sort((a, b) => a - b);
  const unknown = await listUnknownProducts(services.database.db, ids);
  const faults = new Map<number, unknown>();
  for (let start = 0; start < unknown.length; start += productsPerRequest) {
    const some = unknown.slice(start, start + productsPerRequest);
    await ask(services, some).catch((error: unknown) => some.forEach((id) => faults.set(id, error)));
  }
  if (faults.size === 0) return [...orders];
  return orders.map((order) => {
    const missing = named.get(order.orderId)?.find((id) => faults.has(id));
    return missing === undefined ? order : { orderId: order.orderId, error: faults.get(missing) };
  });
}

function productsOf(order: OrderAtHand): number[] {
  if ('error' in order) return [];
  const lines = order.arrivals.flatMap((arrival) => (arrival.kind === 'state' ? arrival.snapshot.lines : []));
  // A line of a product that was deleted with its orders' lines kept has no id.
  return lines.map(({ productId }) => productId).filter((id) => id > 0);
}

async function ask(
  { database, clock, stores }: Pick<Services, 'database' | 'clock' | 'stores'>,
  productIds: number[],
): Promise<void> {
  const store = await stores.get();
  const at = clock();
  const found = await store.findProducts(productIds);
  const known = await loadCategoryTree(database.db);
  const isComplete = knowsAll(known, found);
  const tree = isComplete ? known : treeOf(await store.listCategories());
  const has = new Set(found.map(({ productId }) => productId));
  const gone = productIds.filter((id) => !has.has(id));
  await transact(database, async (transaction) => {
    if (!isComplete) await replaceCategories(transaction, tree, at);
    await saveProducts(transaction, found, tree, at);
    await markProductsGone(transaction, gone, at);
  });
}
