import type { OrderRecord } from './books.ts';

/** Which order a customer's first paid one is; null while there is none. */
export interface FirstOrder {
  firstOrderId: number | null;
  firstOrderAt: Date | null;
}

/** An order that is or was paid, with what makes its customer a new one: it stands in the reports, under its currency. */
export type PaidOrder = Pick<OrderRecord, 'orderId' | 'placedAt' | 'currency' | 'counts'>;

/** The order placed first; of one instant the one with the smaller id. */
export function firstOf(orders: readonly PaidOrder[]): PaidOrder | undefined {
  return [...orders].sort(byPlacing)[0];
}

export function isBefore(order: PaidOrder, { firstOrderId, firstOrderAt }: FirstOrder): boolean {
  if (firstOrderId === null || firstOrderAt === null) return true;
  return byPlacing(order, { orderId: firstOrderId, placedAt: firstOrderAt }) < 0;
}

type Placing = Pick<PaidOrder, 'placedAt' | 'orderId'>;

function byPlacing(a: Placing, b: Placing): number {
  return a.placedAt.getTime() - b.placedAt.getTime() || a.orderId - b.orderId;
}
