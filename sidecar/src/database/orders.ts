import { and, asc, eq, sql } from 'drizzle-orm';
import type { CommissionRecord, OrderBooks, OrderRecord, Redemption } from '../domain/books.ts';
import { among } from './among.ts';
import type { Executor } from './client.ts';
import { insertRows } from './insert-rows.ts';
import { commissions } from './schema/commissions.ts';
import { orders, redemptions } from './schema/orders.ts';

/** The books of those orders that are known, by order id; the rows are held, in the order of their ids, until the transaction ends. */
export async function lockOrderBooks(
  executor: Executor,
  orderIds: readonly number[],
): Promise<Map<number, OrderBooks>> {
  if (orderIds.length === 0) return new Map();
  const held = await executor
    .select()
    .from(orders)
    .where(among(orders.orderId, orderIds))
    .orderBy(asc(orders.orderId))
    .for('update');
  return withBooks(executor, held);
}

/** The books of these orders as they are, held by nobody. */
export async function loadOrderBooks(
  executor: Executor,
  orderIds: readonly number[],
): Promise<Map<number, OrderBooks>> {
  if (orderIds.length === 0) return new Map();
  return withBooks(executor, await executor.select().from(orders).where(among(orders.orderId, orderIds)));
}

/** The redemptions and commissions of these orders beside them. */
async function withBooks(executor: Executor, held: OrderRecord[]): Promise<Map<number, OrderBooks>> {
  const books = new Map(
    held.map((order): [number, OrderBooks] => [order.orderId, { order, redemptions: [], commissions: [] }]),
  );
  const ids = [...books.keys()];
  if (ids.length === 0) return books;
  const [coupons, earned] = [
    await executor
      .select()
      .from(redemptions)
      .where(among(redemptions.orderId, ids))
      .orderBy(redemptions.position),
    await executor.select().from(commissions).where(among(commissions.orderId, ids)).orderBy(commissions.id),
  ];
  for (const redemption of coupons satisfies Redemption[])
    books.get(redemption.orderId)?.redemptions.push(redemption);
  for (const commission of earned satisfies CommissionRecord[]) {
    if (commission.orderId !== null) books.get(commission.orderId)?.commissions.push(commission);
  }
  return books;
}

/** New orders are inserted plainly: a second worker who was first makes the database refuse, and the transaction starts again. */
export async function insertOrders(executor: Executor, rows: OrderRecord[]): Promise<void> {
  await insertRows(executor, orders, rows);
}

export async function updateOrders(executor: Executor, rows: OrderRecord[]): Promise<void> {
  await insertRows(executor, orders, rows, { overwrite: true });
}

/** Notes that the store showed these orders again, unchanged, at these instants. */
export async function touchOrders(
  executor: Executor,
  seen: { orderId: number; asOf: Date }[],
): Promise<void> {
  const latest = seen.reduce((max, { asOf }) => (asOf > max ? asOf : max), new Date(0));
  const cases = seen.map(({ orderId, asOf }) => sql`when ${orderId} then ${sql.param(asOf, orders.asOf)}`);
  if (cases.length === 0) return;
  const asOf = sql`greatest(${orders.asOf}, case ${orders.orderId} ${sql.join(cases, sql` `)} else ${sql.param(latest, orders.asOf)} end)`;
  await executor
    .update(orders)
    .set({ asOf })
    .where(
      among(
        orders.orderId,
        seen.map(({ orderId }) => orderId),
      ),
    );
}

export async function saveRedemptions(executor: Executor, rows: Redemption[]): Promise<void> {
  await insertRows(executor, redemptions, rows, { overwrite: true });
}

/** Removes what an order lost of its coupons, link and referral code: what stands at this position and beyond. */
export async function deleteRedemptionsFrom(
  executor: Executor,
  orderId: number,
  position: number,
): Promise<void> {
  const lost = and(eq(redemptions.orderId, orderId), sql`${redemptions.position} >= ${position}`);
  await executor.delete(redemptions).where(lost);
}
