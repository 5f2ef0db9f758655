import {
  AppError,
  type Coupon,
  type CouponListQuery,
  type CouponOwnerPeriod,
  type Rate,
} from '@finders-fee/shared';
import { and, desc, eq, exists, isNotNull, isNull, ne, sql, type SQL } from 'drizzle-orm';
import type { Database, Executor } from '../client.ts';
import { couponSubject, loadNewestRates } from '../rate-versions.ts';
import { affiliates } from '../schema/affiliates.ts';
import { couponOwnerships, coupons } from '../schema/coupons.ts';
import { redemptions } from '../schema/orders.ts';
import { ownedAt } from './owned-coupons.ts';
import {
  containing,
  countAll,
  counted,
  cutOf,
  readOn,
  showPage,
  sorted,
  within,
  type Cut,
  type Page,
  type ReadingOn,
} from './page.ts';

/** The present: its instant, and the store's calendar day, on which coupons expire. */
export interface Present {
  now: Date;
  today: string;
}

/** The store's coupons with their owners now; a deleted one is not listed. `after` and `before`: used on an order placed then. */
export async function listCoupons(
  { db }: Database,
  query: CouponListQuery & ReadingOn,
  present: Present,
): Promise<Page<Coupon>> {
  const { limit, offset } = cutOf(query);
  const where = and(
    ne(coupons.status, 'deleted'),
    query.affiliate_id === undefined ? undefined : eq(couponOwnerships.affiliateId, query.affiliate_id),
    query.assigned === undefined ? undefined : assignedIs(query.assigned === 'true'),
    containing(query.search, coupons.code, affiliates.name),
    usedWithin(db, query),
  );
  const column = { code: coupons.code, id: coupons.couponId, usage_count: coupons.usageCount }[query.orderby];
  const beyond = await readOn(db, query, [column, coupons.couponId], coupons.couponId);
  const [rows, count] = await Promise.all([
    selectCoupons(db, and(where, beyond), present.now)
      .orderBy(...sorted(query.order, column, coupons.couponId))
      .limit(limit)
      .offset(offset),
    counted(
      query,
      db
        .select(countAll)
        .from(coupons)
        .leftJoin(couponOwnerships, ownership(present.now))
        .leftJoin(affiliates, eq(affiliates.id, couponOwnerships.affiliateId))
        .where(where),
    ),
  ]);
  const rates = await ownRates(db, rows);
  return showPage(rows, count, (row) => showCoupon(row, rates, present));
}

/** Also a deleted one, as long as it is known. Throws `not_found`. */
export async function getCoupon(executor: Executor, couponId: number, present: Present): Promise<Coupon> {
  const [row] = await selectCoupons(executor, eq(coupons.couponId, couponId), present.now);
  if (!row) throw new AppError('not_found', `There is no coupon ${couponId}.`);
  return showCoupon(row, await ownRates(executor, [row]), present);
}

/** Who owned the coupon when, newest first. Throws `not_found` for an unknown coupon. */
export async function listCouponOwners(
  { db }: Database,
  couponId: number,
  cut: Cut,
): Promise<Page<CouponOwnerPeriod>> {
  const { limit, offset } = cutOf(cut);
  const where = eq(couponOwnerships.couponId, couponId);
  const [known, rows, counted] = await Promise.all([
    db.select({ id: coupons.couponId }).from(coupons).where(eq(coupons.couponId, couponId)),
    db
      .select({ period: couponOwnerships, affiliateName: affiliates.name })
      .from(couponOwnerships)
      .innerJoin(affiliates, eq(affiliates.id, couponOwnerships.affiliateId))
      .where(where)
      .orderBy(desc(couponOwnerships.validFrom), desc(couponOwnerships.id))
      .limit(limit)
      .offset(offset),
    db.select(countAll).from(couponOwnerships).where(where),
  ]);
  if (known.length === 0) throw new AppError('not_found', `There is no coupon ${couponId}.`);
  return showPage(rows, counted, ({ period, affiliateName }) => ({
    affiliate_id: period.affiliateId,
    affiliate_name: affiliateName,
    from: period.validFrom?.toISOString() ?? null,
    to: period.validTo?.toISOString() ?? null,
  }));
}

type CouponRow = Awaited<ReturnType<typeof selectCoupons>>[number];

function selectCoupons(executor: Executor, where: SQL | undefined, now: Date) {
  return executor
    .select({
      coupon: coupons,
      affiliateId: affiliates.id,
      affiliateName: affiliates.name,
      programId: affiliates.programId,
    })
    .from(coupons)
    .leftJoin(couponOwnerships, ownership(now))
    .leftJoin(affiliates, eq(affiliates.id, couponOwnerships.affiliateId))
    .where(where)
    .$dynamic();
}

function ownership(now: Date): SQL | undefined {
  return and(eq(couponOwnerships.couponId, coupons.couponId), ownedAt(now));
}

function assignedIs(assigned: boolean): SQL {
  return assigned ? isNotNull(couponOwnerships.affiliateId) : isNull(couponOwnerships.affiliateId);
}

function usedWithin(db: Executor, query: CouponListQuery): SQL | undefined {
  const span = within(redemptions.placedAt, query);
  if (!span) return undefined;
  const used = and(eq(redemptions.couponId, coupons.couponId), eq(redemptions.channel, 'coupon'), span);
  return exists(
    db
      .select({ one: sql`1` })
      .from(redemptions)
      .where(used),
  );
}

function ownRates(executor: Executor, rows: CouponRow[]): Promise<Map<string, Rate>> {
  return loadNewestRates(
    executor,
    rows.map(({ coupon }) => couponSubject(coupon.couponId)),
  );
}

function showCoupon(
  { coupon, affiliateId, affiliateName, programId }: CouponRow,
  rates: ReadonlyMap<string, Rate>,
  { today }: Present,
): Coupon {
  return {
    id: coupon.couponId,
    code: coupon.code,
    discount_type: coupon.discountType,
    amount: coupon.amount,
    affiliate_id: affiliateId,
    affiliate_name: affiliateName,
    program_id: programId,
    rate: rates.get(couponSubject(coupon.couponId)) ?? null,
    expires_on: coupon.expiresOn,
    usage_count: coupon.usageCount,
    status: statusOf(coupon, today),
    sync: coupon.status === 'deleted' ? 'missing' : 'synced',
  };
}

/** WooCommerce ends a coupon as its expiry day begins. */
function statusOf({ status, expiresOn }: CouponRow['coupon'], today: string): Coupon['status'] {
  if (status === 'trash') return 'trashed';
  if (status !== 'publish') return status;
  return expiresOn !== null && expiresOn <= today ? 'expired' : 'active';
}
