import type { CommissionRecord } from '../domain/books.ts';
import type { Executor } from './client.ts';
import { insertRows } from './insert-rows.ts';
import { commissions } from './schema/commissions.ts';

/** Writes commissions as they are now. Their orders' rows are held meanwhile, so nobody else writes them. */
export async function saveCommissions(executor: Executor, rows: CommissionRecord[]): Promise<void> {
  await insertRows(executor, commissions, rows, { overwrite: true });
}
