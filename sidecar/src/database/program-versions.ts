import { asc, eq, inArray } from 'drizzle-orm';
import type { ProgramTerms, ProgramVersion } from '../domain/freeze-terms.ts';
import type { Executor } from './client.ts';
import { programs, programVersions } from './schema/programs.ts';

/** These programs with every version, oldest first, by program id; deleted ones too, because orders were earned under them. */
export async function loadProgramTerms(
  executor: Executor,
  programIds: readonly string[],
): Promise<Map<string, ProgramTerms>> {
  if (programIds.length === 0) return new Map();
  const rows = await executor
    .select({ program: programs, version: programVersions })
    .from(programs)
    .innerJoin(programVersions, eq(programVersions.programId, programs.id))
    .where(inArray(programs.id, [...programIds]))
    .orderBy(asc(programs.id), asc(programVersions.version));
  const terms = new Map<string, ProgramTerms & { versions: ProgramVersion[] }>();
  for (const { program, version } of rows) {
    const { id: programId, name, status, startsAt, endsAt, deletedAt } = program;
    const deleted = deletedAt !== null;
    const known = terms.get(programId) ?? {
      programId,
      name,
      status,
      startsAt,
      endsAt,
      deleted,
      versions: [],
    };
    known.versions.push(version);
    terms.set(programId, known);
  }
  return terms;
}
