import { AppError, type Affiliate, type AffiliateListQuery } from '@finders-fee/shared';
import { and, asc, eq, inArray, isNull, or, gt, type SQL } from 'drizzle-orm';
import type { Database, Executor } from '../client.ts';
import { affiliates } from '../schema/affiliates.ts';
import { couponOwnerships, coupons } from '../schema/coupons.ts';
import { programs } from '../schema/programs.ts';
import { containing, countAll, cutOf, showPage, sorted, within, type Page } from './page.ts';

/** Affiliates with the coupons they own at the instant `now`. */
export async function listAffiliates(
  { db }: Database,
  query: AffiliateListQuery,
  now: Date,
): Promise<Page<Affiliate>> {
  const { limit, offset } = cutOf(query);
  const where = and(
    isNull(affiliates.deletedAt),
    query.status === undefined ? undefined : eq(affiliates.status, query.status),
    query.program_id === undefined ? undefined : eq(affiliates.programId, query.program_id),
    containing(query.search, affiliates.name, affiliates.email),
    within(affiliates.createdAt, query),
  );
  const column = { name: affiliates.name, created_at: affiliates.createdAt, status: affiliates.status }[
    query.orderby
  ];
  const [rows, counted] = await Promise.all([
    selectAffiliates(db, where)
      .orderBy(...sorted(query.order, column, affiliates.id))
      .limit(limit)
      .offset(offset),
    db.select(countAll).from(affiliates).where(where),
  ]);
  const owned = await ownedCoupons(db, rows, now);
  return showPage(rows, counted, (row) => showAffiliate(row, owned));
}

/** Throws `not_found`. */
export async function getAffiliate(executor: Executor, id: string, now: Date): Promise<Affiliate> {
  const rows = await selectAffiliates(executor, and(eq(affiliates.id, id), isNull(affiliates.deletedAt)));
  const [row] = rows;
  if (!row) throw new AppError('not_found', `There is no affiliate "${id}".`);
  return showAffiliate(row, await ownedCoupons(executor, rows, now));
}

type AffiliateRow = Awaited<ReturnType<typeof selectAffiliates>>[number];
type OwnedCoupon = Awaited<ReturnType<typeof ownedCoupons>>[number];

function selectAffiliates(executor: Executor, where: SQL | undefined) {
  return executor
    .select({ affiliate: affiliates, programName: programs.name })
    .from(affiliates)
    .innerJoin(programs, eq(programs.id, affiliates.programId))
    .where(where)
    .$dynamic();
}

async function ownedCoupons(executor: Executor, rows: AffiliateRow[], now: Date) {
  if (rows.length === 0) return [];
  return executor
    .select({ affiliateId: couponOwnerships.affiliateId, id: coupons.couponId, code: coupons.code })
    .from(couponOwnerships)
    .innerJoin(coupons, eq(coupons.couponId, couponOwnerships.couponId))
    .where(
      and(
        inArray(
          couponOwnerships.affiliateId,
          rows.map(({ affiliate }) => affiliate.id),
        ),
        or(isNull(couponOwnerships.validTo), gt(couponOwnerships.validTo, now)),
        inArray(coupons.status, ['publish', 'draft']),
      ),
    )
    .orderBy(asc(coupons.code));
}

function showAffiliate({ affiliate, programName }: AffiliateRow, owned: OwnedCoupon[]): Affiliate {
  return {
    id: affiliate.id,
    name: affiliate.name,
    email: affiliate.email,
    status: affiliate.status,
    wordpress_user_id: affiliate.wordpressUserId,
    program_id: affiliate.programId,
    program_name: programName,
    coupons: owned
      .filter((coupon) => coupon.affiliateId === affiliate.id)
      .map(({ id, code }) => ({ id, code })),
    created_at: affiliate.createdAt.toISOString(),
  };
}
