import type { Settlement } from '../domain/settle-order.ts';
import type { CommissionRecord } from '../domain/books.ts';
import { offlineSnapshot } from '../domain/offline-sale.ts';
import { settleBooks, settleOfflineSale } from '../domain/settle-books.ts';
import { among } from './among.ts';
import type { Executor } from './client.ts';
import { loadOrderBooks } from './orders.ts';
import { offlineSales } from './schema/offline-sales.ts';

/** What commissions are worth now, recomputed from what is stored of their orders and offline sales. */
export interface SettledCommission {
  settlement: Settlement;
  /** For the sentences that name it; `completed` for an offline sale. */
  orderStatus: string;
}

/**
 * By commission id; one whose order or sale is not stored has no entry. The commissions count as they are given, not as they are stored:
 * `{ ...commission, stage: 'pending' }` tells what a rejected one would be worth. Two to four queries whatever their number.
 */
export async function settleCommissions(
  executor: Executor,
  commissions: readonly CommissionRecord[],
): Promise<Map<string, SettledCommission>> {
  const books = await loadOrderBooks(executor, [
    ...new Set(commissions.flatMap(({ orderId }) => orderId ?? [])),
  ]);
  const given = new Map(commissions.map((commission) => [commission.id, commission]));
  const settled = new Map(
    [...books].map(([orderId, ofOrder]) => {
      const asGiven = ofOrder.commissions.map((commission) => given.get(commission.id) ?? commission);
      return [orderId, settleBooks({ ...ofOrder, commissions: asGiven })];
    }),
  );
  const saleIds = commissions.flatMap(({ offlineSaleId }) => offlineSaleId ?? []);
  const sales =
    saleIds.length === 0
      ? []
      : await executor.select().from(offlineSales).where(among(offlineSales.id, saleIds));
  const saleOf = new Map(sales.map((sale) => [sale.id, sale]));
  const found = new Map<string, SettledCommission>();
  for (const commission of commissions) {
    const { id, orderId, offlineSaleId, affiliateId } = commission;
    const sale = saleOf.get(offlineSaleId ?? '');
    if (sale) {
      const settlement = settleOfflineSale(offlineSnapshot(sale), commission);
      found.set(id, { settlement, orderStatus: 'completed' });
    }
    const settlement = orderId === null ? undefined : settled.get(orderId)?.get(affiliateId);
    const status = orderId === null ? undefined : books.get(orderId)?.order.status;
    if (settlement && status !== undefined) found.set(id, { settlement, orderStatus: status });
  }
  return found;
}
