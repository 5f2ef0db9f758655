import {
  AppError,
  type Commission,
  type CommissionListQuery,
  type CommissionReceipt,
  type Step,
} from '@finders-fee/shared';
import { and, eq, type SQL } from 'drizzle-orm';
import type { Database, Executor } from '../client.ts';
import { affiliates } from '../schema/affiliates.ts';
import { commissions } from '../schema/commissions.ts';
import { orders } from '../schema/orders.ts';
import { offlineSales } from '../schema/offline-sales.ts';
import { settleCommissions } from '../settled-commissions.ts';
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

/** What is asked of the list of commissions; an affiliate's own list asks for less. */
export type CommissionQuery = Partial<CommissionListQuery> &
  Pick<CommissionListQuery, 'page' | 'per_page'> &
  ReadingOn;

/** Commissions as of now. `after` and `before` are about when the order was placed. */
export async function listCommissions({ db }: Database, query: CommissionQuery): Promise<Page<Commission>> {
  const { rows, total } = await readPage(db, query);
  return { rows: rows.map(showCommission), total };
}

/** The same list with what a spreadsheet has to say besides: where the rate comes from, and the steps to the amount. */
export async function listReceipts(
  { db }: Database,
  query: CommissionQuery,
): Promise<Page<CommissionReceipt>> {
  const { rows, total } = await readPage(db, query);
  const settled = await settleCommissions(
    db,
    rows.map(({ commission }) => commission),
  );
  const receiptOf = (row: CommissionRow): CommissionReceipt => {
    const { id, terms } = row.commission;
    const steps = settled.get(id)?.settlement.steps ?? [];
    return { ...showCommission(row), rate_source: terms.rate_source, steps: steps.map(printStep) };
  };
  return { rows: rows.map(receiptOf), total };
}

/** "Hoodie × 2 100.00"; a step that only informs has no amount. */
function printStep({ label, amount }: Step): string {
  return amount === null ? label : `${label} ${amount}`;
}

async function readPage(db: Executor, query: CommissionQuery): Promise<Page<CommissionRow>> {
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
    placed_at: [commissions.placedAt, commissions.id],
    recorded_at: [commissions.recordedAt, commissions.id],
    amount: [commissions.amountMinor, commissions.id],
    order_id: [commissions.orderId, commissions.id],
  }[query.orderby ?? 'placed_at'];
  const beyond = await readOn(db, query, columns, commissions.id);
  const [rows, count] = await Promise.all([
    selectCommissions(db, and(where, beyond))
      .orderBy(...sorted(query.order ?? 'desc', ...columns))
      .limit(limit)
      .offset(offset),
    counted(query, countCommissions(db, where, { named: query.search !== undefined })),
  ]);
  return showPage(rows, count, (row) => row);
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
    .select({
      commission: commissions,
      orderNumber: orders.number,
      saleReference: offlineSales.orderReference,
      affiliateName: affiliates.name,
    })
    .from(commissions)
    .leftJoin(orders, eq(orders.orderId, commissions.orderId))
    .leftJoin(offlineSales, eq(offlineSales.id, commissions.offlineSaleId))
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

function showCommission({
  commission,
  orderNumber,
  saleReference,
  affiliateName,
}: CommissionRow): Commission {
  const { currency, exponent } = commission;
  return {
    id: commission.id,
    order_id: commission.orderId,
    order_number: orderNumber ?? saleReference ?? '',
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
