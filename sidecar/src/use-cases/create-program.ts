import type { Program, ProgramCreate } from '@finders-fee/shared';
import type { Database } from '../database/client.ts';
import { insertProgram, insertProgramVersion } from '../database/programs.ts';
import { getProgram } from '../database/queries/programs.ts';
import { findStoreCurrency } from '../database/store-currency.ts';
import { transact } from '../database/transaction.ts';
import { assertSpan } from '../domain/assert-program-span.ts';
import { completeAmounts } from '../domain/complete-amounts.ts';
import { splitProgram } from '../domain/split-program.ts';

/** A program with its first version. Throws `invalid_request` for an amount that its currency does not have, and for an end before the start. */
export function createProgram(
  { database, clock }: { database: Database; clock: () => Date },
  given: ProgramCreate,
): Promise<Program> {
  const at = clock();
  return transact(database, async (transaction) => {
    const { row, terms } = splitProgram(completeAmounts(given, await findStoreCurrency(transaction)));
    assertSpan(given);
    const id = await insertProgram(transaction, row, at);
    await insertProgramVersion(transaction, id, 1, terms, at);
    return getProgram(transaction, id, at);
  });
}
