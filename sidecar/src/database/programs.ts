import { AppError, type Base, type Minimum, type Program, type ProductRate } from '@finders-fee/shared';
import type { ProductSet, Rate } from '@finders-fee/shared';
import { and, eq, isNull } from 'drizzle-orm';
import type { Executor } from './client.ts';
import { makeId } from './make-id.ts';
import { programs, programVersions } from './schema/programs.ts';

/** What a program promises from an instant on. */
export interface VersionTerms {
  rate: Rate;
  base: Base;
  holdDays: number | null;
  productRates: ProductRate[];
  excluded: ProductSet;
  minimum: Minimum | null;
}

/** What of a program counts as it is now, whatever the version. */
export interface ProgramRow {
  name: string;
  status: Program['status'];
  startsAt: Date | null;
  endsAt: Date | null;
  metadata: Record<string, string>;
}

/** Returns the new program's id. */
export async function insertProgram(executor: Executor, row: ProgramRow, at: Date): Promise<string> {
  const id = makeId('program');
  await executor.insert(programs).values({ id, ...row, createdAt: at });
  return id;
}

export async function insertProgramVersion(
  executor: Executor,
  programId: string,
  version: number,
  terms: VersionTerms,
  validFrom: Date,
): Promise<void> {
  await executor
    .insert(programVersions)
    .values({ id: makeId('programVersion'), programId, version, ...terms, validFrom });
}

/** Holds the row until the transaction ends, so that two changes make two versions and no affiliate joins a program that goes. False when there is none. */
export async function lockProgram(executor: Executor, id: string): Promise<boolean> {
  const rows = await executor
    .select({ id: programs.id })
    .from(programs)
    .where(and(eq(programs.id, id), isNull(programs.deletedAt)))
    .for('update');
  return rows.length > 0;
}

export async function updateProgramRow(executor: Executor, id: string, row: ProgramRow): Promise<void> {
  await executor.update(programs).set(row).where(eq(programs.id, id));
}

/** Hides the program; its versions stay, because commissions were earned under them. */
export async function markProgramDeleted(executor: Executor, id: string, at: Date): Promise<void> {
  await executor.update(programs).set({ deletedAt: at }).where(eq(programs.id, id));
}

/** The program that somebody is to join. Throws `invalid_request` when there is none. */
export async function assertProgram(executor: Executor, id: string): Promise<void> {
  if (await lockProgram(executor, id)) return;
  const message = 'The id of an existing program';
  throw new AppError('invalid_request', `There is no program "${id}".`, {
    details: [{ field: 'body.program_id', message }],
  });
}
