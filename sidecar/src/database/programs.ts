import { AppError, type Base, type Program, type ProgramUpdate, type Rate } from '@finders-fee/shared';
import { and, count, eq, isNull } from 'drizzle-orm';
import type { Executor } from './client.ts';
import { affiliates } from './schema/affiliates.ts';
import { programs, programVersions } from './schema/programs.ts';
import { makeId } from './make-id.ts';

/** What a program promises from an instant on. */
export interface VersionTerms {
  rate: Rate;
  base: Base;
  holdDays: number | null;
}

/** Returns the new program's id. */
export async function insertProgram(
  executor: Executor,
  { name, status, at }: { name: string; status: Program['status']; at: Date },
): Promise<string> {
  const id = makeId('program');
  await executor.insert(programs).values({ id, name, status, createdAt: at });
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

export async function updateProgramRow(
  executor: Executor,
  id: string,
  change: Pick<ProgramUpdate, 'name' | 'status'>,
): Promise<void> {
  if (Object.keys(change).length === 0) return;
  await executor.update(programs).set(change).where(eq(programs.id, id));
}

/** Hides the program; its versions stay, because commissions were earned under them. */
export async function markProgramDeleted(executor: Executor, id: string, at: Date): Promise<void> {
  await executor.update(programs).set({ deletedAt: at }).where(eq(programs.id, id));
}

export async function countAffiliatesOf(executor: Executor, programId: string): Promise<number> {
  const [row] = await executor
    .select({ affiliates: count() })
    .from(affiliates)
    .where(and(eq(affiliates.programId, programId), isNull(affiliates.deletedAt)));
  return row?.affiliates ?? 0;
}

/** The program that somebody is to join. Throws `invalid_request` when there is none. */
export async function assertProgram(executor: Executor, id: string): Promise<void> {
  if (await lockProgram(executor, id)) return;
  const message = 'The id of an existing program';
  throw new AppError('invalid_request', `There is no program "${id}".`, {
    details: [{ field: 'body.program_id', message }],
  });
}
