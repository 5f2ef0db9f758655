import { eq } from 'drizzle-orm';
import type { CommissionRecord, Redemption } from '../domain/books.ts';
import type { Sale } from '../domain/contributions.ts';
import { lastCouponOf } from '../domain/decide-order.ts';
import type { Executor } from './client.ts';
import { loadOrderBooks } from './orders.ts';
import { offlineSales } from './schema/offline-sales.ts';

/** The order or offline sale that a commission comes from, as the totals see it, with everything else that was decided about it. */
export interface CommissionSource {
  sale: Sale;
  redemptions: Redemption[];
  commissions: CommissionRecord[];
}

/** Throws when the order or sale is not stored, which `verify` would name. */
export async function loadCommissionSource(
  executor: Executor,
  commission: CommissionRecord,
): Promise<CommissionSource> {
  const { orderId, offlineSaleId } = commission;
  const source =
    orderId === null ? await loadSale(executor, offlineSaleId ?? '') : await loadOrder(executor, orderId);
  if (!source) throw new Error(`What commission ${commission.id} comes from is not stored`);
  return { redemptions: [], commissions: [commission], ...source };
}

async function loadOrder(executor: Executor, orderId: number): Promise<CommissionSource | undefined> {
  const books = (await loadOrderBooks(executor, [orderId])).get(orderId);
  if (!books) return undefined;
  const { order, redemptions, commissions } = books;
  return { sale: { ...order, couponCode: lastCouponOf(redemptions) }, redemptions, commissions };
}

async function loadSale(executor: Executor, id: string): Promise<{ sale: Sale } | undefined> {
  const [sale] = await executor.select().from(offlineSales).where(eq(offlineSales.id, id));
  if (!sale) return undefined;
  const counts = sale.status === 'recorded';
  return { sale: { ...sale, counts, salesMinor: sale.amountMinor ?? 0n, discountMinor: 0n } };
}
