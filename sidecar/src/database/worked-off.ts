import { and, eq, not, sql } from 'drizzle-orm';
import { among } from './among.ts';
import type { Executor } from './client.ts';
import { inbox } from './schema/inbox.ts';

/** Inbox rows whose books are being written, and who claimed them. */
export interface WorkedOff {
  ids: readonly string[];
  claimedBy: string;
}

/** Removes the rows in the transaction that writes their books. What somebody else has claimed meanwhile stays, and so do rows about these orders. */
export async function deleteWorkedOff(
  executor: Executor,
  worked: WorkedOff | undefined,
  exceptOrderIds: readonly number[] = [],
): Promise<void> {
  if (!worked || worked.ids.length === 0) return;
  const unclear = sql`(${inbox.resource} = 'order' and ${among(inbox.resourceId, exceptOrderIds)})`;
  await executor
    .delete(inbox)
    .where(and(among(inbox.id, worked.ids), eq(inbox.claimedBy, worked.claimedBy), not(unclear)));
}
