import { AppError, type Program, type ProgramConsequences, type ProgramListQuery } from '@finders-fee/shared';
import { and, count, eq, inArray, isNull, sql, type SQL } from 'drizzle-orm';
import type { Database, Executor } from '../client.ts';
import { affiliates } from '../schema/affiliates.ts';
import { commissions } from '../schema/commissions.ts';
import { couponOwnerships, coupons } from '../schema/coupons.ts';
import { programs, programVersions } from '../schema/programs.ts';
import { readSettings } from '../settings.ts';
import { ownedAndThere } from './owned-coupons.ts';
import {
  containing,
  countAll,
  counted,
  cutOf,
  readOn,
  showPage,
  sorted,
  within,
  type Page,
  type ReadingOn,
} from './page.ts';

/** Programs with their newest terms. */
export async function listPrograms(
  { db }: Database,
  query: ProgramListQuery & ReadingOn,
  now: Date,
): Promise<Page<Program>> {
  const { limit, offset } = cutOf(query);
  const where = and(
    isNull(programs.deletedAt),
    query.status === undefined ? undefined : eq(programs.status, query.status),
    containing(query.search, programs.name),
    within(programs.createdAt, query),
  );
  const column = { name: programs.name, created_at: programs.createdAt }[query.orderby];
  const beyond = await readOn(db, query, [column, programs.id], programs.id);
  const [rows, count] = await Promise.all([
    selectPrograms(db, and(where, beyond), now)
      .orderBy(...sorted(query.order, column, programs.id))
      .limit(limit)
      .offset(offset),
    counted(query, db.select(countAll).from(programs).where(where)),
  ]);
  return showPage(rows, count, showProgram);
}

/** Throws `not_found`, also for a deleted one. */
export async function getProgram(executor: Executor, id: string, now: Date): Promise<Program> {
  return found(id, await selectPrograms(executor, and(eq(programs.id, id), isNull(programs.deletedAt)), now));
}

/** Also a deleted one, for the affiliates who are still in it. Throws `not_found`. */
export async function getAnyProgram(executor: Executor, id: string, now: Date): Promise<Program> {
  return found(id, await selectPrograms(executor, eq(programs.id, id), now));
}

/** Whom pausing, ending or deleting the program concerns. Throws `not_found`. */
export async function readProgramConsequences(
  { db }: Database,
  id: string,
  now: Date,
): Promise<ProgramConsequences> {
  const [program, { link_days: days }, waiting] = await Promise.all([
    getProgram(db, id, now),
    readSettings(db),
    db
      .select({ commissions: count() })
      .from(commissions)
      .where(
        and(eq(commissions.programId, id), inArray(commissions.status, ['pending', 'held', 'approved'])),
      ),
  ]);
  return {
    affiliates: program.affiliates_count,
    coupons: program.coupons_count,
    links: days === 0 ? 0 : program.affiliates_count,
    commissions_waiting: waiting[0]?.commissions ?? 0,
  };
}

type ProgramRow = Awaited<ReturnType<typeof selectPrograms>>[number];

function selectPrograms(executor: Executor, where: SQL | undefined, now: Date) {
  const newest = sql`(select max(${sql.raw('newest.version')}) from ${programVersions} as newest where ${sql.raw('newest.program_id')} = ${programs.id})`;
  const isMember = and(eq(affiliates.programId, programs.id), isNull(affiliates.deletedAt));
  const members = executor.select({ affiliates: count() }).from(affiliates).where(isMember);
  const owned = executor
    .select({ coupons: count() })
    .from(affiliates)
    .innerJoin(couponOwnerships, eq(couponOwnerships.affiliateId, affiliates.id))
    .innerJoin(coupons, eq(coupons.couponId, couponOwnerships.couponId))
    .where(and(isMember, ownedAndThere(now)));
  return executor
    .select({
      program: programs,
      version: programVersions,
      affiliatesCount: sql<number>`(${members})`.mapWith(Number),
      couponsCount: sql<number>`(${owned})`.mapWith(Number),
    })
    .from(programs)
    .innerJoin(
      programVersions,
      and(eq(programVersions.programId, programs.id), eq(programVersions.version, newest)),
    )
    .where(where)
    .$dynamic();
}

function found(id: string, [row]: ProgramRow[]): Program {
  if (!row) throw new AppError('not_found', `There is no program "${id}".`);
  return showProgram(row);
}

function showProgram({ program, version, affiliatesCount, couponsCount }: ProgramRow): Program {
  return {
    id: program.id,
    name: program.name,
    status: program.status,
    rate: version.rate,
    base: version.base,
    hold_days: version.holdDays,
    product_rates: version.productRates,
    excluded: version.excluded,
    minimum: version.minimum,
    starts_at: program.startsAt?.toISOString() ?? null,
    ends_at: program.endsAt?.toISOString() ?? null,
    metadata: program.metadata,
    version: version.version,
    version_since: version.validFrom.toISOString(),
    affiliates_count: affiliatesCount,
    coupons_count: couponsCount,
    created_at: program.createdAt.toISOString(),
  };
}
