import { and, desc, inArray, lt, ne } from 'drizzle-orm';
import type { OrderSnapshot } from '../../domain/order-snapshot.ts';
import type { Database } from '../client.ts';
import { orders } from '../schema/index.ts';

/** The stored state of these orders, by order id. */
export async function findStoredSnapshots(
  { db }: Database,
  orderIds: number[],
): Promise<Map<number, OrderSnapshot>> {
  if (orderIds.length === 0) return new Map();
  const rows = await db
    .select({ orderId: orders.orderId, snapshot: orders.snapshot })
    .from(orders)
    .where(inArray(orders.orderId, orderIds));
  return new Map(rows.map((row) => [row.orderId, row.snapshot]));
}

/** Orders that the store should still have, newest first, below the id of the page before. */
export async function listLivingSnapshots(
  { db }: Database,
  below: number | null,
  limit: number,
): Promise<OrderSnapshot[]> {
  const living = ne(orders.status, 'deleted');
  const rows = await db
    .select({ snapshot: orders.snapshot })
    .from(orders)
    .where(below === null ? living : and(living, lt(orders.orderId, below)))
    .orderBy(desc(orders.orderId))
    .limit(limit);
  return rows.map((row) => row.snapshot);
}
