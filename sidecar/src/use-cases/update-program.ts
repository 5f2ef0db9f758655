import { isDeepStrictEqual } from 'node:util';
import type { Program, ProgramUpdate } from '@finders-fee/shared';
import type { Database } from '../database/client.ts';
import { insertProgramVersion, lockProgram, updateProgramRow } from '../database/programs.ts';
import { getProgram } from '../database/queries/programs.ts';
import { findStoreCurrency } from '../database/store-currency.ts';
import { transact } from '../database/transaction.ts';
import { assertSpan, assertStartStays } from '../domain/assert-program-span.ts';
import { completeAmounts } from '../domain/complete-amounts.ts';
import { inForceFrom } from '../domain/in-force-from.ts';
import { overlay } from '../domain/overlay.ts';
import { splitProgram } from '../domain/split-program.ts';

/**
 * Changes a program. Other terms (rates, base, hold, exclusions, minimum) become a new version that counts for orders from now on;
 * what was earned under the version before stays as it is.
 * Throws `not_found`, `conflict` for another start of a program that has begun, `invalid_request` as `createProgram` does.
 */
export function updateProgram(
  { database, clock }: { database: Database; clock: () => Date },
  id: string,
  given: ProgramUpdate,
): Promise<Program> {
  return transact(database, async (transaction) => {
    await lockProgram(transaction, id);
    const at = clock();
    const before = await getProgram(transaction, id, at);
    const change = completeAmounts(given, await findStoreCurrency(transaction));
    const after = overlay(before, change);
    assertStartStays(before, after, at);
    assertSpan(after);
    const { row, terms } = splitProgram(after);
    await updateProgramRow(transaction, id, row);
    if (!isDeepStrictEqual(terms, splitProgram(before).terms)) {
      const validFrom = inForceFrom(at, new Date(before.version_since));
      await insertProgramVersion(transaction, id, before.version + 1, terms, validFrom);
    }
    return getProgram(transaction, id, at);
  });
}
