import type { Program, ProgramCreate } from '@finders-fee/shared';
import type { Database } from '../database/client.ts';
import { insertProgram, insertProgramVersion } from '../database/programs.ts';
import { getProgram } from '../database/queries/programs.ts';
import { transact } from '../database/transaction.ts';

/** A program with its first version, in force from now on. */
export function createProgram(
  { database, clock }: { database: Database; clock: () => Date },
  { name, status, rate, base, hold_days: holdDays }: ProgramCreate,
): Promise<Program> {
  const at = clock();
  return transact(database, async (transaction) => {
    const id = await insertProgram(transaction, { name, status, at });
    await insertProgramVersion(transaction, id, 1, { rate, base, holdDays }, at);
    return getProgram(transaction, id);
  });
}
