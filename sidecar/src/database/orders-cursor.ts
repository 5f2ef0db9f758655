import { z } from 'zod';
import type { Database, Transaction } from './client.ts';
import type { Fence } from './leases.ts';
import { findCursor, writeCursorFenced } from './sync-cursors.ts';

/** How far a pass over the orders has come. */
export interface OrdersCursor {
  /** Everything modified up to here was read; null before the first page. */
  after: Date | null;
  /** True once the store's whole history was read. */
  historyComplete: boolean;
  ordersRead: number;
  /** How many the store had when the first pass began. */
  ordersTotal: number | null;
}

const storedSchema = z.object({
  after: z.iso.datetime().nullable(),
  complete: z.boolean(),
  read: z.int(),
  total: z.int().nullable(),
});

export async function readOrdersCursor(database: Database, status: 'any' | 'trash'): Promise<OrdersCursor> {
  const row = await findCursor(database, nameOf(status));
  if (!row) return { after: null, historyComplete: false, ordersRead: 0, ordersTotal: null };
  const { after, complete, read, total } = storedSchema.parse(JSON.parse(row.value));
  return {
    after: after === null ? null : new Date(after),
    historyComplete: complete,
    ordersRead: read,
    ordersTotal: total,
  };
}

/** Throws LeaseLostError when the fence's lease has gone to another holder. */
export async function writeOrdersCursor(
  database: Database,
  fence: Fence,
  { status, cursor, now }: { status: 'any' | 'trash'; cursor: OrdersCursor; now: Date },
  also: (transaction: Transaction) => Promise<void>,
): Promise<void> {
  const stored: z.infer<typeof storedSchema> = {
    after: cursor.after?.toISOString() ?? null,
    complete: cursor.historyComplete,
    read: cursor.ordersRead,
    total: cursor.ordersTotal,
  };
  await writeCursorFenced(
    database,
    fence,
    { name: nameOf(status), value: JSON.stringify(stored), now },
    also,
  );
}

function nameOf(status: 'any' | 'trash'): string {
  return status === 'any' ? 'orders' : 'orders_trash';
}
