import {
  AppError,
  type OfflineBatch,
  type OfflineSale,
  type OfflineSaleListQuery,
} from '@finders-fee/shared';
import { and, eq, type SQL } from 'drizzle-orm';
import type { Database, Executor } from '../client.ts';
import { affiliates } from '../schema/affiliates.ts';
import { commissions } from '../schema/commissions.ts';
import { offlineBatches, offlineSales } from '../schema/offline-sales.ts';
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
  type Cut,
  type Page,
  type ReadingOn,
} from './page.ts';

/** Sales outside the shop. `after` and `before` are about the day they were made. */
export async function listOfflineSales(
  { db }: Database,
  query: OfflineSaleListQuery & ReadingOn,
): Promise<Page<OfflineSale>> {
  const { limit, offset } = cutOf(query);
  const { affiliate_id: affiliateId, batch_id: batchId, status } = query;
  const where = and(
    affiliateId === undefined ? undefined : eq(offlineSales.affiliateId, affiliateId),
    batchId === undefined ? undefined : eq(offlineSales.batchId, batchId),
    status === undefined ? undefined : eq(offlineSales.status, status),
    containing(query.search, offlineSales.couponCode, offlineSales.orderReference, affiliates.name),
    within(offlineSales.placedAt, query),
  );
  const column = { sold_on: offlineSales.placedAt, recorded_at: offlineSales.recordedAt }[query.orderby];
  const beyond = await readOn(db, query, [column, offlineSales.id], offlineSales.id);
  const [rows, count] = await Promise.all([
    selectSales(db, and(where, beyond))
      .orderBy(...sorted(query.order, column, offlineSales.id))
      .limit(limit)
      .offset(offset),
    counted(query, countSales(db, where, { named: query.search !== undefined })),
  ]);
  return showPage(rows, count, showSale);
}

/** Throws `not_found`. */
export async function getOfflineSale(executor: Executor, id: string): Promise<OfflineSale> {
  const [row] = await selectSales(executor, eq(offlineSales.id, id));
  if (!row) throw new AppError('not_found', `There is no offline sale "${id}".`);
  return showSale(row);
}

/** Imported files, newest first. */
export async function listOfflineBatches({ db }: Database, cut: Cut): Promise<Page<OfflineBatch>> {
  const { limit, offset } = cutOf(cut);
  const [rows, counted] = await Promise.all([
    db
      .select()
      .from(offlineBatches)
      .orderBy(...sorted('desc', offlineBatches.id))
      .limit(limit)
      .offset(offset),
    db.select(countAll).from(offlineBatches),
  ]);
  return showPage(rows, counted, showBatch);
}

export function showBatch({
  id,
  sales,
  status,
  recordedAt,
}: typeof offlineBatches.$inferSelect): OfflineBatch {
  return { id, sales, status, recorded_at: recordedAt.toISOString() };
}

type SaleRow = Awaited<ReturnType<typeof selectSales>>[number];

/** LEFT JOINs, so that the database starts from the sales' own index and stops at the page's end. */
function selectSales(executor: Executor, where: SQL | undefined) {
  return executor
    .select({
      sale: offlineSales,
      affiliateName: affiliates.name,
      commissionId: commissions.id,
      commissionMinor: commissions.amountMinor,
    })
    .from(offlineSales)
    .leftJoin(affiliates, eq(affiliates.id, offlineSales.affiliateId))
    .leftJoin(commissions, eq(commissions.offlineSaleId, offlineSales.id))
    .where(where)
    .$dynamic();
}

/** The affiliates are needed only where their names are searched. */
function countSales(executor: Executor, where: SQL | undefined, { named }: { named: boolean }) {
  const rows = executor.select(countAll).from(offlineSales).where(where).$dynamic();
  return named ? rows.leftJoin(affiliates, eq(affiliates.id, offlineSales.affiliateId)) : rows;
}

function showSale({ sale, affiliateName, commissionId, commissionMinor }: SaleRow): OfflineSale {
  const { currency, exponent, amountMinor } = sale;
  return {
    id: sale.id,
    coupon_code: sale.couponCode,
    affiliate_id: sale.affiliateId,
    affiliate_name: affiliateName ?? '',
    currency,
    amount: amountMinor === null ? null : formatMoney({ currency, exponent, minor: amountMinor }),
    order_reference: sale.orderReference,
    sold_on: sale.soldOn,
    commission_id: commissionId ?? '',
    commission: formatMoney({ currency, exponent, minor: commissionMinor ?? 0n }),
    status: sale.status,
    batch_id: sale.batchId,
    recorded_at: sale.recordedAt.toISOString(),
  };
}
