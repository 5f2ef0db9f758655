import type { Redemption, RedemptionListQuery } from '@finders-fee/shared';
import { and, desc, eq, isNull, sql, type SQL } from 'drizzle-orm';
import { refusalSentence } from '../../domain/refusal-sentence.ts';
import { among } from '../among.ts';
import type { Database, Executor } from '../client.ts';
import { affiliates } from '../schema/affiliates.ts';
import { commissions } from '../schema/commissions.ts';
import { orders, redemptions } from '../schema/orders.ts';
import { formatMoney } from './money.ts';
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
import { listIdsByAmount, type AmountQuestion } from './redemptions-by-amount.ts';

/** Every coupon and link on every order, with the sentence that says why it earned what it earned. */
export async function listRedemptions(
  { db }: Database,
  query: RedemptionListQuery & ReadingOn,
): Promise<Page<Redemption>> {
  const named = query.search !== undefined || query.currency !== undefined;
  const where = and(
    query.channel === undefined ? undefined : sql`${redemptions.channel} = ${query.channel}`,
    query.affiliate_id === undefined ? undefined : eq(redemptions.affiliateId, query.affiliate_id),
    query.coupon_id === undefined ? undefined : eq(redemptions.couponId, query.coupon_id),
    query.order_id === undefined ? undefined : eq(redemptions.orderId, query.order_id),
    query.currency === undefined ? undefined : eq(orders.currency, query.currency),
    containing(query.search, orders.number, redemptions.couponCode, affiliates.name),
    within(redemptions.placedAt, query),
  );
  const [rows, count] = await Promise.all([
    query.orderby === 'amount'
      ? selectByAmount(db, { ...query, where, named })
      : selectInOrder(db, query, and(statusIs(query.status), where)),
    counted(query, countRedemptions(db, and(statusIs(query.status), where), { named })),
  ]);
  return showPage(rows, count, showRedemption);
}

async function selectInOrder(
  db: Executor,
  query: RedemptionListQuery & ReadingOn,
  where: SQL | undefined,
): Promise<RedemptionRow[]> {
  const { limit, offset } = cutOf(query);
  const columns =
    query.orderby === 'order_id'
      ? [redemptions.orderId, redemptions.position]
      : [redemptions.placedAt, redemptions.id];
  const beyond = await readOn(db, query, columns, redemptions.id);
  return selectRedemptions(db)
    .where(and(where, beyond))
    .orderBy(...sorted(query.order, ...columns))
    .limit(limit)
    .offset(offset);
}

async function selectByAmount(db: Executor, question: AmountQuestion): Promise<RedemptionRow[]> {
  const ids = await listIdsByAmount(db, question);
  if (ids.length === 0) return [];
  const rows = await selectRedemptions(db).where(among(redemptions.id, ids));
  const byId = new Map(rows.map((row) => [row.redemption.id, row]));
  return ids.flatMap((id) => byId.get(id) ?? []);
}

export async function newestRedemptions(executor: Executor, count: number): Promise<Redemption[]> {
  const newest = selectRedemptions(executor).orderBy(desc(redemptions.placedAt), desc(redemptions.id));
  return (await newest.limit(count)).map(showRedemption);
}

/** What is on one order: its coupons, the first one applied first, then the link and the buyer's referral code. */
export async function redemptionsOf(executor: Executor, orderId: number): Promise<Redemption[]> {
  const rows = await selectRedemptions(executor)
    .where(eq(redemptions.orderId, orderId))
    .orderBy(redemptions.position);
  return rows.map(showRedemption);
}

export type RedemptionRow = Awaited<ReturnType<typeof selectRedemptions>>[number];

export function selectRedemptions(executor: Executor) {
  return executor
    .select({
      redemption: redemptions,
      order: {
        number: orders.number,
        status: orders.status,
        currency: orders.currency,
        exponent: orders.exponent,
      },
      affiliateName: affiliates.name,
      commission: {
        status: commissions.status,
        amountMinor: commissions.amountMinor,
        exponent: commissions.exponent,
        summary: commissions.summary,
        payableAt: commissions.payableAt,
      },
    })
    .from(redemptions)
    .innerJoin(orders, eq(orders.orderId, redemptions.orderId))
    .leftJoin(affiliates, eq(affiliates.id, redemptions.affiliateId))
    .leftJoin(commissions, eq(commissions.id, redemptions.commissionId))
    .$dynamic();
}

/** Orders and affiliates are needed only where they are searched; commissions are found by their primary key. */
export function countRedemptions(executor: Executor, where: SQL | undefined, { named = false } = {}) {
  const rows = executor
    .select(countAll)
    .from(redemptions)
    .leftJoin(commissions, eq(commissions.id, redemptions.commissionId))
    .where(where)
    .$dynamic();
  if (!named) return rows;
  return rows
    .leftJoin(orders, eq(orders.orderId, redemptions.orderId))
    .leftJoin(affiliates, eq(affiliates.id, redemptions.affiliateId));
}

export function showRedemption({ redemption, order, affiliateName, commission }: RedemptionRow): Redemption {
  const minor = commission?.amountMinor ?? 0n;
  return {
    id: redemption.id,
    order_id: redemption.orderId,
    order_number: order.number,
    order_status: order.status,
    channel: redemption.channel,
    coupon_id: redemption.couponId,
    coupon_code: redemption.couponCode,
    affiliate_id: redemption.affiliateId,
    affiliate_name: affiliateName,
    commission_id: redemption.commissionId,
    status: commission?.status ?? 'none',
    currency: order.currency,
    amount: formatMoney({
      currency: order.currency,
      exponent: commission?.exponent ?? order.exponent,
      minor,
    }),
    reasons: redemption.reasons,
    summary: commission?.summary ?? refusalSentence(redemption.reasons, order.status),
    placed_at: redemption.placedAt.toISOString(),
  };
}

function statusIs(status: RedemptionListQuery['status']): SQL | undefined {
  if (status === undefined) return undefined;
  return status === 'none' ? isNull(redemptions.commissionId) : eq(commissions.status, status);
}
