import { AppError, type Program } from '@finders-fee/shared';
import type { Database } from '../database/client.ts';
import { countAffiliatesOf, lockProgram, markProgramDeleted } from '../database/programs.ts';
import { getProgram } from '../database/queries/programs.ts';
import { transact } from '../database/transaction.ts';

/** Takes a program away that nobody is in. Commissions earned under it stay. Throws `not_found`, or `conflict` while affiliates are in it. */
export function deleteProgram(
  { database, clock }: { database: Database; clock: () => Date },
  id: string,
): Promise<Program> {
  return transact(database, async (transaction) => {
    await lockProgram(transaction, id);
    const program = await getProgram(transaction, id);
    const affiliates = await countAffiliatesOf(transaction, id);
    if (affiliates > 0) {
      throw new AppError(
        'conflict',
        `${affiliates === 1 ? '1 affiliate is' : `${affiliates} affiliates are`} in the program "${program.name}". Move them to another program first, or pause this one.`,
      );
    }
    await markProgramDeleted(transaction, id, clock());
    return program;
  });
}
