import type { Program } from '@finders-fee/shared';
import type { Database } from '../database/client.ts';
import { lockProgram, markProgramDeleted } from '../database/programs.ts';
import { getProgram } from '../database/queries/programs.ts';
import { transact } from '../database/transaction.ts';

/**
 * Takes a program away, also while affiliates are in it: their coupons keep discounting and earn nothing until they are moved to another program.
 * Commissions earned under it stay. Throws `not_found`.
 */
export function deleteProgram(
  { database, clock }: { database: Database; clock: () => Date },
  id: string,
): Promise<Program> {
  const at = clock();
  return transact(database, async (transaction) => {
    await lockProgram(transaction, id);
    const program = await getProgram(transaction, id, at);
    await markProgramDeleted(transaction, id, at);
    return program;
  });
}
