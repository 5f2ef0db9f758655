import { inArray } from 'drizzle-orm';
import type { Refund } from '../domain/order-snapshot.ts';
import type { Database } from './client.ts';
import { refundOrders } from './schema/index.ts';

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
