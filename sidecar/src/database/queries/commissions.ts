import { AppError, type Commission, type CommissionListQuery } from '@finders-fee/shared';
import { and, eq, type SQL } from 'drizzle-orm';
import type { Database, Executor } from '../client.ts';
import { affiliates } from '../schema/affiliates.ts';
import { commissions } from '../schema/commissions.ts';
import { orders } from '../schema/orders.ts';
import { formatMoney } from './money.ts';
import { containing, countAll, cutOf, showPage, sorted, within, type Page } from './page.ts';

/** What is asked of the list of commissions; an affiliate's own list asks for less. */
export type CommissionQuery = Partial<CommissionListQuery> & Pick<CommissionListQuery, 'page' | 'per_page'>;

/** Commissions as of now. `after` and `before` are about when the order was placed. */
export async function listCommissions({ db }: Database, query: CommissionQuery): Promise<Page<Commission>> {
  const { limit, offset } = cutOf(query);
  const where = and(
    query.order_id === undefined ? undefined : eq(commissions.orderId, query.order_id),
    query.affiliate_id === undefined ? undefined : eq(commissions.affiliateId, query.affiliate_id),
    query.program_id === undefined ? undefined : eq(commissions.programId, query.program_id),
    query.coupon_id === undefined ? undefined : eq(commissions.couponId, query.coupon_id),
    query.status === undefined ? undefined : eq(commissions.status, query.status),
    query.channel === undefined ? undefined : eq(commissions.channel, query.channel),
    query.currency === undefined ? undefined : eq(commissions.currency, query.currency),
    containing(query.search, orders.number, commissions.couponCode, affiliates.name),
    within(commissions.placedAt, query),
  );
  const columns = {
    placed_at: commissions.placedAt,
    recorded_at: commissions.recordedAt,
    amount: commissions.amountMinor,
    order_id: commissions.orderId,
  };
  const [rows, counted] = await Promise.all([
    selectCommissions(db, where)
      .orderBy(...sorted(query.order ?? 'desc', columns[query.orderby ?? 'placed_at'], commissions.id))
      .limit(limit)
      .offset(offset),
    countCommissions(db, where, { named: query.search !== undefined }),
  ]);
  return showPage(rows, counted, showCommission);
}

/** Throws `not_found`. */
export async function getCommission(executor: Executor, id: string): Promise<Commission> {
  const [row] = await selectCommissions(executor, eq(commissions.id, id));
  if (!row) throw new AppError('not_found', `There is no commission "${id}".`);
  return showCommission(row);
}

type CommissionRow = Awaited<ReturnType<typeof selectCommissions>>[number];

/** LEFT JOINs, though nothing is ever missing: the database then starts from the commissions' own index and stops at the page's end. */
function selectCommissions(executor: Executor, where: SQL | undefined) {
  return executor
    .select({ commission: commissions, orderNumber: orders.number, affiliateName: affiliates.name })
    .from(commissions)
    .leftJoin(orders, eq(orders.orderId, commissions.orderId))
    .leftJoin(affiliates, eq(affiliates.id, commissions.affiliateId))
    .where(where)
    .$dynamic();
}

/** The other tables are needed only where their names are searched. */
function countCommissions(executor: Executor, where: SQL | undefined, { named }: { named: boolean }) {
  const rows = executor.select(countAll).from(commissions).where(where).$dynamic();
  if (!named) return rows;
  return rows
    .leftJoin(orders, eq(orders.orderId, commissions.orderId))
    .leftJoin(affiliates, eq(affiliates.id, commissions.affiliateId));
}

function showCommission({ commission, orderNumber, affiliateName }: CommissionRow): Commission {
  const { currency, exponent } = commission;
  return {
    id: commission.id,
    order_id: commission.orderId,
    order_number: orderNumber ?? '',
    affiliate_id: commission.affiliateId,
    affiliate_name: affiliateName ?? '',
    program_id: commission.programId,
    coupon_id: commission.couponId,
    coupon_code: commission.couponCode,
    channel: commission.channel,
    status: commission.status,
    currency,
    base_amount: formatMoney({ currency, exponent, minor: commission.baseMinor }),
    amount: formatMoney({ currency, exponent, minor: commission.amountMinor }),
    rate: commission.terms.rate,
    summary: commission.summary,
    review: reviewOf(commission),
    placed_at: commission.placedAt.toISOString(),
    recorded_at: commission.recordedAt.toISOString(),
  };
}

function reviewOf({ reviewReasons, reviewNote }: CommissionRow['commission']): Commission['review'] {
  return reviewReasons.length === 0 && reviewNote === null
    ? null
    : { reasons: reviewReasons, note: reviewNote };
}
