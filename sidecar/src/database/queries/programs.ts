import { AppError, type Program, type ProgramListQuery } from '@finders-fee/shared';
import { and, eq, isNull, sql, type SQL } from 'drizzle-orm';
import type { Database, Executor } from '../client.ts';
import { affiliates } from '../schema/affiliates.ts';
import { programs, programVersions } from '../schema/programs.ts';
import { containing, countAll, cutOf, showPage, sorted, within, type Page } from './page.ts';

/** Programs with the terms in force now. */
export async function listPrograms({ db }: Database, query: ProgramListQuery): Promise<Page<Program>> {
  const { limit, offset } = cutOf(query);
  const where = and(
    isNull(programs.deletedAt),
    query.status === undefined ? undefined : eq(programs.status, query.status),
    containing(query.search, programs.name),
    within(programs.createdAt, query),
  );
  const column = { name: programs.name, created_at: programs.createdAt }[query.orderby];
  const [rows, counted] = await Promise.all([
    selectPrograms(db, where)
      .orderBy(...sorted(query.order, column, programs.id))
      .limit(limit)
      .offset(offset),
    db.select(countAll).from(programs).where(where),
  ]);
  return showPage(rows, counted, showProgram);
}

/** Throws `not_found`. */
export async function getProgram(executor: Executor, id: string): Promise<Program> {
  const [row] = await selectPrograms(executor, and(eq(programs.id, id), isNull(programs.deletedAt)));
  if (!row) throw new AppError('not_found', `There is no program "${id}".`);
  return showProgram(row);
}

type ProgramRow = Awaited<ReturnType<typeof selectPrograms>>[number];

function selectPrograms(executor: Executor, where: SQL | undefined) {
  const newest = sql`(select max(${sql.raw('newest.version')}) from ${programVersions} as newest where ${sql.raw('newest.program_id')} = ${programs.id})`;
  const affiliatesCount = sql<number>`(select count(*) from ${affiliates} where ${affiliates.programId} = ${programs.id} and ${affiliates.deletedAt} is null)`;
  return executor
    .select({ program: programs, version: programVersions, affiliatesCount: affiliatesCount.mapWith(Number) })
    .from(programs)
    .innerJoin(
      programVersions,
      and(eq(programVersions.programId, programs.id), eq(programVersions.version, newest)),
    )
    .where(where)
    .$dynamic();
}

function showProgram({ program, version, affiliatesCount }: ProgramRow): Program {
  return {
    id: program.id,
    name: program.name,
    status: program.status,
    rate: version.rate,
    base: version.base,
    hold_days: version.holdDays,
    version: version.version,
    version_since: version.validFrom.toISOString(),
    affiliates_count: affiliatesCount,
    created_at: program.createdAt.toISOString(),
  };
}
