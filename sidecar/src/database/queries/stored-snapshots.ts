import { desc, inArray, lt } from 'drizzle-orm';
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

/** Every order, newest first, below the id of the page before; also those that the store lost, for it may find them again. */
export async function listSnapshots(
  { db }: Database,
  below: number | null,
  limit: number,
): Promise<OrderSnapshot[]> {
  const rows = await db
    .select({ snapshot: orders.snapshot })
    .from(orders)
    .where(below === null ? undefined : lt(orders.orderId, below))
    .orderBy(desc(orders.orderId))
    .limit(limit);
  return rows.map((row) => row.snapshot);
}
