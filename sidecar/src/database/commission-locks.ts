import { asc } from 'drizzle-orm';
import type { CommissionRecord } from '../domain/books.ts';
import { among } from './among.ts';
import type { Executor } from './client.ts';
import { commissions } from './schema/commissions.ts';
import { offlineSales } from './schema/offline-sales.ts';
import { orders } from './schema/orders.ts';

/**
 * Commissions as they are, by id, held until the transaction ends. What is held is the row of their order or offline sale, smallest id first,
 * because whoever writes a commission holds that one: so a stage that moves and an order that changes wait for each other and never for good.
 */
export async function lockCommissions(
  executor: Executor,
  ids: readonly string[],
): Promise<CommissionRecord[]> {
  const wanted = among(commissions.id, ids);
  const sources = await executor
    .select({ orderId: commissions.orderId, saleId: commissions.offlineSaleId })
    .from(commissions)
    .where(wanted);
  await lockOrders(
    executor,
    sources.flatMap(({ orderId }) => orderId ?? []),
  );
  await lockOfflineSales(
    executor,
    sources.flatMap(({ saleId }) => saleId ?? []),
  );
  return executor.select().from(commissions).where(wanted).orderBy(asc(commissions.id));
}

async function lockOrders(executor: Executor, ids: readonly number[]): Promise<void> {
  if (ids.length === 0) return;
  await executor
    .select({ orderId: orders.orderId })
    .from(orders)
    .where(among(orders.orderId, ids))
    .orderBy(asc(orders.orderId))
    .for('update');
}

async function lockOfflineSales(executor: Executor, ids: readonly string[]): Promise<void> {
  if (ids.length === 0) return;
  await executor
    .select({ id: offlineSales.id })
    .from(offlineSales)
    .where(among(offlineSales.id, ids))
    .orderBy(asc(offlineSales.id))
    .for('update');
}
