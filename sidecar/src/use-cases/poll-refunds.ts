import { z } from 'zod';
import { insertInboxRows } from '../database/inbox.ts';
import type { Fence } from '../database/leases.ts';
import { findRefundOrders } from '../database/refund-orders.ts';
import { findCursor, writeCursorFenced } from '../database/sync-cursors.ts';
import type { Services } from '../services.ts';

const overlapMs = 10 * 60 * 1000;
const cursorName = 'refunds';

/** Asks for the order of each new refund that no snapshot holds. Refunds from before the first pass come with their orders. */
export async function pollRefunds(
  { database, clock, stores }: Pick<Services, 'database' | 'clock' | 'stores'>,
  fence: Fence,
): Promise<number> {
  const store = await stores.get();
  const cursor = await findCursor(database, cursorName);
  const since = cursor ? new Date(z.iso.datetime().parse(cursor.value)) : clock();
  const after = new Date(since.getTime() - overlapMs);
  let until: Date | undefined;
  let read = 0;
  for (let page = 1; ; page += 1) {
    const receivedAt = clock();
    const answer = await store.listRefunds({ after, page });
    until ??= answer.storeTime ?? receivedAt;
    read += answer.rows.length;
    const known = await findRefundOrders(
      database,
      answer.rows.map(({ id }) => id),
    );
    const orderIds = new Set(
      answer.rows.flatMap(({ id, row }) => (row && !known.has(id) ? [row.parent_id] : [])),
    );
    await insertInboxRows(
      database.db,
      [...orderIds].map((orderId) => ({
        resource: 'order',
        resourceId: orderId,
        payload: null,
        origin: 'poll',
        receivedAt,
      })),
    );
    if (page >= answer.pages) break;
  }
  await writeCursorFenced(database, fence, { name: cursorName, value: until.toISOString(), now: clock() });
  return read;
}
