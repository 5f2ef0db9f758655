import type { CommissionRecord } from '../domain/books.ts';
import type { Executor } from './client.ts';
import { commissions } from './schema/commissions.ts';
import { everyColumnOf } from './upsert.ts';

/** Writes commissions as they are now. Their orders' rows are held meanwhile, so nobody else writes them. */
export async function saveCommissions(executor: Executor, rows: CommissionRecord[]): Promise<void> {
  if (rows.length === 0) return;
  await executor
    .insert(commissions)
    .values(rows)
    .onDuplicateKeyUpdate({ set: everyColumnOf(commissions) });
}
