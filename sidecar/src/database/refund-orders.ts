import { inArray } from 'drizzle-orm';
import type { Refund } from '../domain/order-snapshot.ts';
import type { Database } from './client.ts';
import { orders, refundOrders } from './schema/index.ts';

/** Remembers which order these refunds belong to. */
export async function insertRefundOrders(
  { db }: Database,
  orderId: number,
  refunds: Refund[],
): Promise<void> {
  if (refunds.length === 0) return;
  await db
    .insert(refundOrders)
    .ignore()
    .values(refunds.map(({ refundId }) => ({ refundId, orderId })));
}

/** The order of each refund that was ever seen. */
export async function findRefundOrders({ db }: Database, refundIds: number[]): Promise<Map<number, number>> {
  if (refundIds.length === 0) return new Map();
  const rows = await db.select().from(refundOrders).where(inArray(refundOrders.refundId, refundIds));
  return new Map(rows.map((row) => [row.refundId, row.orderId]));
}

/** Refunds with their lines as they stand in the stored snapshots. */
export async function findStoredRefunds(
  { db }: Database,
  orderIds: number[],
): Promise<Map<number, Refund[]>> {
  if (orderIds.length === 0) return new Map();
  const rows = await db
    .select({ orderId: orders.orderId, snapshot: orders.snapshot })
    .from(orders)
    .where(inArray(orders.orderId, orderIds));
  return new Map(rows.map((row) => [row.orderId, row.snapshot.refunds]));
}
