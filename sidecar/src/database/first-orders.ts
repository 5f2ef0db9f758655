import { gt, sql, type SQL } from 'drizzle-orm';
import type { PaidOrder } from '../domain/first-order.ts';
import type { CodeGivingOrder } from '../domain/referral-code.ts';
import { among } from './among.ts';
import type { Executor } from './client.ts';
import { customers } from './schema/customers.ts';
import { orders } from './schema/orders.ts';

type First = { customerId: string; order: PaidOrder & CodeGivingOrder };

/** For each of these customers the order placed first of those that are or were paid, leaving out orders that are just being decided. */
export function listFirstPaidOrders(
  executor: Executor,
  customerIds: readonly string[],
  exceptOrderIds: readonly number[],
): Promise<First[]> {
  return listFirst(executor, customerIds, sql`not (${among(sql`o.order_id`, exceptOrderIds)})`);
}

/** The same of those that can give a code. */
export function listFirstCodeGivingOrders(
  executor: Executor,
  customerIds: readonly string[],
  exceptOrderIds: readonly number[],
): Promise<First[]> {
  const isElsewhere = sql`not (${among(sql`o.order_id`, exceptOrderIds)})`;
  return listFirst(executor, customerIds, sql`o.first_coupon_code is not null and ${isElsewhere}`);
}

async function listFirst(
  executor: Executor,
  customerIds: readonly string[],
  condition: SQL,
): Promise<First[]> {
  if (customerIds.length === 0) return [];
  const found = await executor
    .select({ customerId: customers.id, orderId: firstPaidOrderId(condition) })
    .from(customers)
    .where(among(customers.id, customerIds));
  const orderIds = found.flatMap(({ orderId }) => orderId ?? []);
  if (orderIds.length === 0) return [];
  const { orderId, placedAt, currency, counts, firstCouponCode } = orders;
  const rows = await executor
    .select({ orderId, placedAt, currency, counts, code: firstCouponCode })
    .from(orders)
    .where(among(orderId, orderIds));
  const order = new Map(rows.map((row) => [row.orderId, { ...row, code: row.code ?? '' }]));
  return found.flatMap(({ customerId, orderId: id }) => {
    const first = order.get(id ?? 0);
    return first ? [{ customerId, order: first }] : [];
  });
}

/** Of the customers' own paid orders, `o`, the one placed first; null for none. */
function firstPaidOrderId(condition: SQL = sql`true`): SQL<number | null> {
  return sql`(select o.order_id from ${orders} o
    where o.customer_id = ${customers.id} and o.ever_paid = true and ${condition}
    order by o.placed_at, o.order_id limit 1)`;
}

/** What the first order of a customer should be, and the last id looked at; null at the end. */
export interface FirstOrdersDrift {
  drifting: { customerId: string; recorded: number | null; expected: number | null }[];
  lastId: string | null;
}

/** Customers after this id who keep another order for their first one than the books do. */
export async function listFirstOrderDrifts(
  executor: Executor,
  afterId: string,
  limit: number,
): Promise<FirstOrdersDrift> {
  const page = await executor
    .select({
      customerId: customers.id,
      recorded: customers.firstOrderId,
      recordedAt: customers.firstOrderAt,
      expected: firstPaidOrderId(),
    })
    .from(customers)
    .where(gt(customers.id, afterId))
    .orderBy(customers.id)
    .limit(limit);
  const expected = page.flatMap((row) => row.expected ?? []);
  const placed =
    expected.length === 0
      ? []
      : await executor
          .select({ orderId: orders.orderId, placedAt: orders.placedAt })
          .from(orders)
          .where(among(orders.orderId, expected));
  const placedAt = new Map(placed.map((order) => [order.orderId, order.placedAt.getTime()]));
  const drifting = page.filter(
    (row) => row.recorded !== row.expected || row.recordedAt?.getTime() !== placedAt.get(row.expected ?? 0),
  );
  return { drifting, lastId: page.at(-1)?.customerId ?? null };
}
