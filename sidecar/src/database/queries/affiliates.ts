import {
  AppError,
  type Affiliate,
  type AffiliateConsequences,
  type AffiliateListQuery,
} from '@finders-fee/shared';
import { and, asc, eq, inArray, isNull, sql, type SQL } from 'drizzle-orm';
import type { Database, Executor } from '../client.ts';
import { unsealPayout } from '../payout-accounts.ts';
import { affiliateSubject, loadNewestRates } from '../rate-versions.ts';
import { affiliates } from '../schema/affiliates.ts';
import { couponOwnerships, coupons } from '../schema/coupons.ts';
import { programs } from '../schema/programs.ts';
import { readStandings, showAmounts } from './balances.ts';
import { readLinkAddress } from './links.ts';
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

/** The instant at which coupons are owned, and the key that payout accounts were sealed with. */
export interface Reading {
  now: Date;
  key: Buffer;
}

/** Affiliates with the coupons they own now, without the details of where they are paid. */
export async function listAffiliates(
  { db }: Database,
  query: AffiliateListQuery & ReadingOn,
  reading: Reading,
): Promise<Page<Affiliate>> {
  const { limit, offset } = cutOf(query);
  const where = and(
    isNull(affiliates.deletedAt),
    query.status === undefined ? undefined : eq(affiliates.status, query.status),
    query.program_id === undefined ? undefined : eq(affiliates.programId, query.program_id),
    containing(query.search, affiliates.name, affiliates.email),
    within(affiliates.createdAt, query),
  );
  const column = {
    name: affiliates.name,
    created_at: affiliates.createdAt,
    // As the database sorts them: it compares their words, and not their places, with a value.
    status: sql`${affiliates.status} + 0`,
  }[query.orderby];
  const beyond = await readOn(db, query, [column, affiliates.id], affiliates.id);
  const [rows, count] = await Promise.all([
    selectAffiliates(db, and(where, beyond))
      .orderBy(...sorted(query.order, column, affiliates.id))
      .limit(limit)
      .offset(offset),
    counted(query, db.select(countAll).from(affiliates).where(where)),
  ]);
  const show = await showing(db, rows, reading);
  return showPage(rows, count, show);
}

/** Without the details of where they are paid. Throws `not_found`. */
export async function getAffiliate(executor: Executor, id: string, reading: Reading): Promise<Affiliate> {
  const [row] = await selectAffiliates(executor, isThere(id));
  if (!row) throw notFound(id);
  return (await showing(executor, [row], reading))(row);
}

/** With the details of where they are paid. Throws `not_found`. */
export async function getWholeAffiliate(
  executor: Executor,
  id: string,
  reading: Reading,
): Promise<Affiliate> {
  const [row] = await selectAffiliates(executor, isThere(id));
  if (!row) throw notFound(id);
  const show = await showing(executor, [row], reading);
  return { ...show(row), payout: unsealPayout(id, row.affiliate.payout, reading.key) };
}

/** What deleting the affiliate concerns. Throws `not_found`. */
export async function readAffiliateConsequences(
  { db }: Database,
  id: string,
  reading: Reading,
): Promise<AffiliateConsequences> {
  const [affiliate, standings] = await Promise.all([getAffiliate(db, id, reading), readStandings(db, id)]);
  return { coupons: affiliate.coupons.length, balances: standings.map(showAmounts) };
}

type AffiliateRow = Awaited<ReturnType<typeof selectAffiliates>>[number];

function isThere(id: string): SQL | undefined {
  return and(eq(affiliates.id, id), isNull(affiliates.deletedAt));
}

function notFound(id: string): AppError {
  return new AppError('not_found', `There is no affiliate "${id}".`);
}

function selectAffiliates(executor: Executor, where: SQL | undefined) {
  return executor
    .select({ affiliate: affiliates, programName: programs.name })
    .from(affiliates)
    .innerJoin(programs, eq(programs.id, affiliates.programId))
    .where(where)
    .$dynamic();
}

/** Reads what belongs to these rows, and returns how to show one of them. */
async function showing(
  executor: Executor,
  rows: AffiliateRow[],
  { now, key }: Reading,
): Promise<(row: AffiliateRow) => Affiliate> {
  const ids = rows.map(({ affiliate }) => affiliate.id);
  const owned = await ownedCoupons(executor, ids, now);
  const rates = await loadNewestRates(executor, ids.map(affiliateSubject));
  const linkOf = await readLinkAddress(executor);
  return ({ affiliate, programName }) => {
    const payout = unsealPayout(affiliate.id, affiliate.payout, key);
    return {
      id: affiliate.id,
      name: affiliate.name,
      email: affiliate.email,
      status: affiliate.status,
      wordpress_user_id: affiliate.wordpressUserId,
      program_id: affiliate.programId,
      program_name: programName,
      rate: rates.get(affiliateSubject(affiliate.id)) ?? null,
      phone: affiliate.phone,
      payout: payout && { method: payout.method, details: null },
      link: linkOf(affiliate.linkCode),
      coupons: owned
        .filter((coupon) => coupon.affiliateId === affiliate.id)
        .map(({ id, code }) => ({ id, code })),
      created_at: affiliate.createdAt.toISOString(),
    };
  };
}

async function ownedCoupons(executor: Executor, ids: string[], now: Date) {
  if (ids.length === 0) return [];
  return executor
    .select({ affiliateId: couponOwnerships.affiliateId, id: coupons.couponId, code: coupons.code })
    .from(couponOwnerships)
    .innerJoin(coupons, eq(coupons.couponId, couponOwnerships.couponId))
    .where(and(inArray(couponOwnerships.affiliateId, ids), ownedAndThere(now)))
    .orderBy(asc(coupons.code));
}
