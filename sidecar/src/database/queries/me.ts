import {
  AppError,
  type Commission,
  type Explanation,
  type Me,
  type MyCommission,
  type MyCoupon,
  type MySale,
  type MySummary,
} from '@finders-fee/shared';
import { and, asc, eq, gt, isNull, lte, or } from 'drizzle-orm';
import type { Span } from '../../domain/cut-span.ts';
import { forAffiliate, sayToAffiliate } from '../../domain/affiliate-view.ts';
import { printRate } from '../../domain/print-rate.ts';
import type { Database, Executor } from '../client.ts';
import { countOrdersByCoupon } from '../coupon-uses.ts';
import { affiliateSubject, couponSubject, loadNewestRates } from '../rate-versions.ts';
import { affiliates } from '../schema/affiliates.ts';
import { couponOwnerships, coupons } from '../schema/coupons.ts';
import { listCommissions } from './commissions.ts';
import { getExplanation } from './explanation.ts';
import { formatMoney } from './money.ts';
import { readMyBalances } from './my-balances.ts';
import { readLinkAddress } from './links.ts';
import { readMySales } from './my-sales.ts';
import { periodOf, type StoreFacts } from './overview.ts';
import { countAll, cutOf, showPage, type Cut, type Page } from './page.ts';
import { getAnyProgram } from './programs.ts';
import { readSales } from './sales.ts';

/** The present and the store as the affiliate's page needs them. */
export interface Here {
  now: Date;
  store: StoreFacts;
}

/** The affiliate behind a WordPress user, with balances. Throws `not_an_affiliate`. */
export async function getMe({ db }: Database, userId: number, { now, store }: Here): Promise<Me> {
  const affiliate = await getMyself(db, userId);
  const own = affiliateSubject(affiliate.id);
  const [program, balances, rates, linkOf] = await Promise.all([
    getAnyProgram(db, affiliate.programId, now),
    readMyBalances(db, affiliate.id, now),
    loadNewestRates(db, [own]),
    readLinkAddress(db),
  ]);
  return {
    id: affiliate.id,
    name: affiliate.name,
    status: affiliate.status,
    program: { name: program.name, rate: printRate({ rate: rates.get(own) ?? program.rate }) },
    link: linkOf(affiliate.linkCode),
    balances,
    time_zone: store?.time_zone ?? 'UTC',
  };
}

/** The affiliate's coupons that can be used now; `orders` are those that count at the moment. Throws `not_an_affiliate`. */
export async function listMyCoupons(
  { db }: Database,
  userId: number,
  cut: Cut,
  { now, store }: Here,
): Promise<Page<MyCoupon>> {
  const { id } = await getMyself(db, userId);
  const { limit, offset } = cutOf(cut);
  const where = and(
    eq(couponOwnerships.affiliateId, id),
    or(isNull(couponOwnerships.validFrom), lte(couponOwnerships.validFrom, now)),
    or(isNull(couponOwnerships.validTo), gt(couponOwnerships.validTo, now)),
    eq(coupons.status, 'publish'),
  );
  const [rows, counted] = await Promise.all([
    db
      .select({ coupon: coupons })
      .from(couponOwnerships)
      .innerJoin(coupons, eq(coupons.couponId, couponOwnerships.couponId))
      .where(where)
      .orderBy(asc(coupons.code), asc(coupons.couponId))
      .limit(limit)
      .offset(offset),
    db
      .select(countAll)
      .from(couponOwnerships)
      .innerJoin(coupons, eq(coupons.couponId, couponOwnerships.couponId))
      .where(where),
  ]);
  const couponIds = rows.map(({ coupon }) => coupon.couponId);
  const [rates, counting] = await Promise.all([
    loadNewestRates(db, couponIds.map(couponSubject)),
    countOrdersByCoupon(db, id, couponIds),
  ]);
  return showPage(rows, counted, ({ coupon }) => {
    const rate = rates.get(couponSubject(coupon.couponId));
    return {
      id: coupon.couponId,
      code: coupon.code,
      discount: discountOf(coupon, store?.currency ?? ''),
      rate: rate ? printRate({ rate }) : null,
      expires_on: coupon.expiresOn,
      orders: counting.get(coupon.couponId) ?? 0,
    };
  });
}

/** Every use of the affiliate's coupons and link and every offline sale, newest first, with what it earned or why it earned nothing. Throws `not_an_affiliate`. */
export async function listMySales({ db }: Database, userId: number, cut: Cut): Promise<Page<MySale>> {
  const { id } = await getMyself(db, userId);
  return readMySales(db, id, cut);
}

/** Throws `not_an_affiliate`. */
export async function listMyCommissions(
  database: Database,
  userId: number,
  cut: Cut,
): Promise<Page<MyCommission>> {
  const { id } = await getMyself(database.db, userId);
  const page = await listCommissions(database, { ...cut, affiliate_id: id });
  return { rows: page.rows.map(showMine), total: page.total };
}

/** Throws `not_an_affiliate`, and `not_found` for somebody else's commission. */
export async function getMyExplanation(
  { db }: Database,
  userId: number,
  commissionId: string,
): Promise<Explanation> {
  const { id } = await getMyself(db, userId);
  return forAffiliate(await getExplanation(db, commissionId, id));
}

/** Commission per day, by default of the last 30 days. Throws `not_an_affiliate`. */
export async function getMySummary(
  database: Database,
  userId: number,
  query: Span,
  { now, store }: Here,
): Promise<MySummary> {
  const timeZone = store?.time_zone ?? 'UTC';
  const span = periodOf(query, now, timeZone);
  const { id } = await getMyself(database.db, userId);
  const days = await readSales(database, span, { grouping: 'day', filter: { affiliate_id: id }, timeZone });
  return {
    days: days.map(({ key, currency, orders: count, commission }) => ({
      day: key,
      currency,
      commission: formatMoney(commission),
      orders: count,
    })),
  };
}

async function getMyself(executor: Executor, userId: number) {
  const [affiliate] = await executor
    .select()
    .from(affiliates)
    .where(and(eq(affiliates.wordpressUserId, userId), isNull(affiliates.deletedAt)));
  if (!affiliate) throw new AppError('not_an_affiliate', 'This account is not an affiliate of the store.');
  return affiliate;
}

function discountOf({ discountType, amount }: typeof coupons.$inferSelect, currency: string): string {
  if (discountType !== 'percent') return `${amount} ${currency}`.trim();
  return printRate({ rate: { type: 'percent', value: amount } });
}

function showMine(commission: Commission): MyCommission {
  const mine: MyCommission & Partial<Commission> = {
    ...commission,
    summary: sayToAffiliate(commission.summary),
  };
  delete mine.affiliate_id;
  delete mine.affiliate_name;
  delete mine.review;
  return mine;
}
