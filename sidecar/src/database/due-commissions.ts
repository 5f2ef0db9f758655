import { and, asc, eq, lte } from 'drizzle-orm';
import type { Executor } from './client.ts';
import { commissions } from './schema/commissions.ts';

/** Ids of commissions whose hold has ended, those that wait longest first. */
export async function listDueCommissions(executor: Executor, now: Date, limit: number): Promise<string[]> {
  const rows = await executor
    .select({ id: commissions.id })
    .from(commissions)
    .where(and(eq(commissions.status, 'pending'), lte(commissions.payableAt, now)))
    .orderBy(asc(commissions.payableAt))
    .limit(limit);
  return rows.map(({ id }) => id);
}
