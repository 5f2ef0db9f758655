import type { InboxRow } from '../database/inbox.ts';
import { findRefundOrders } from '../database/refund-orders.ts';
import type { Services } from '../services.ts';

/**
 * Turns "refund 15 was deleted" into "ask for the order of refund 15". `unknown`: refunds that no order was ever seen with,
 * either because they came and went between two looks, or because their order still waits in the inbox.
 */
export async function traceRefunds(
  { database }: Pick<Services, 'database'>,
  rows: InboxRow[],
): Promise<{ known: InboxRow[]; unknown: InboxRow[] }> {
  const orders = await findRefundOrders(
    database,
    rows.map((row) => row.resourceId),
  );
  const known = rows.flatMap((row) => {
    const orderId = orders.get(row.resourceId);
    return orderId === undefined ? [] : [{ ...row, resourceId: orderId }];
  });
  return { known, unknown: rows.filter((row) => !orders.has(row.resourceId)) };
}
