import { and, eq, inArray, not } from 'drizzle-orm';
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
  const unclear =
    exceptOrderIds.length === 0
      ? undefined
      : not(
          and(eq(inbox.resource, 'order'), inArray(inbox.resourceId, [...exceptOrderIds])) ??
            eq(inbox.id, ''),
        );
  await executor
    .delete(inbox)
    .where(and(inArray(inbox.id, [...worked.ids]), eq(inbox.claimedBy, worked.claimedBy), unclear));
}
