import { isDeepStrictEqual } from 'node:util';
import type { Program, ProgramUpdate } from '@finders-fee/shared';
import type { Database } from '../database/client.ts';
import { insertProgramVersion, lockProgram, updateProgramRow } from '../database/programs.ts';
import { getProgram } from '../database/queries/programs.ts';
import { transact } from '../database/transaction.ts';

/**
 * Changes a program. Another rate, base or hold becomes a new version that counts for orders from now on;
 * what was earned under the version before stays as it is. Throws `not_found`.
 */
export function updateProgram(
  { database, clock }: { database: Database; clock: () => Date },
  id: string,
  { rate, base, hold_days: holdDays, ...row }: ProgramUpdate,
): Promise<Program> {
  return transact(database, async (transaction) => {
    await lockProgram(transaction, id);
    const before = await getProgram(transaction, id);
    const terms = {
      rate: rate ?? before.rate,
      base: base ?? before.base,
      holdDays: holdDays === undefined ? before.hold_days : holdDays,
    };
    await updateProgramRow(transaction, id, row);
    if (!isDeepStrictEqual(terms, { rate: before.rate, base: before.base, holdDays: before.hold_days })) {
      await insertProgramVersion(transaction, id, before.version + 1, terms, clock());
    }
    return getProgram(transaction, id);
  });
}
