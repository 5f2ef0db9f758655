import { saveCommissions } from '../database/commissions.ts';
import type { Database } from '../database/client.ts';
import { lockCommissions } from '../database/commission-locks.ts';
import { listDueCommissions } from '../database/due-commissions.ts';
import { appendToLedger } from '../database/ledger.ts';
import { makeId } from '../database/make-id.ts';
import { transact } from '../database/transaction.ts';
import { moveStage } from '../domain/move-stage.ts';

const batchSize = 500;

/**
 * Approves every commission whose hold has ended, batch by batch, each in a transaction of its own. Twice, or in two sidecars at once, comes to the same.
 * Returns how many it approved.
 */
export async function approveDue({
  database,
  clock,
}: {
  database: Database;
  clock: () => Date;
}): Promise<number> {
  const now = clock();
  for (let approved = 0; ;) {
    const ids = await listDueCommissions(database.db, now, batchSize);
    if (ids.length === 0) return approved;
    approved += await approve(database, ids, now);
  }
}

function approve(database: Database, ids: string[], now: Date): Promise<number> {
  const cause = { reason: 'hold_ended', occurredAt: now, recordedAt: now, makeId };
  return transact(database, async (transaction) => {
    const held = await lockCommissions(transaction, ids);
    const due = held.filter(({ status, payableAt }) => status === 'pending' && payableAt <= now);
    const moves = due.map((commission) => moveStage(commission, 'approved', commission.reviewNote, cause));
    await saveCommissions(
      transaction,
      moves.map(({ commission }) => commission),
    );
    await appendToLedger(
      transaction,
      moves.flatMap(({ transfers }) => transfers),
    );
    return moves.length;
  });
}
