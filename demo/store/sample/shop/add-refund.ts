import { wholeSecond } from '../dates.ts';
import type { Order, Refund, RefundLine } from '../state.ts';
import { nextId, type Shop } from './shop.ts';

export interface NewRefund {
  amount: string;
  reason: string;
  lines: Omit<RefundLine, 'id' | 'metaId'>[];
  refundedBy?: number;
}

/** Writes a refund down on its order. */
export function addRefund(shop: Shop, order: Order, refund: NewRefund): Refund {
  const rateIds = new Set(refund.lines.flatMap((line) => line.taxes.map((tax) => tax.rateId)));
  const record: Refund = {
    id: nextId(shop, 'post'),
    createdAt: wholeSecond(shop.clock()),
    amount: refund.amount,
    reason: refund.reason,
    refundedBy: refund.refundedBy ?? 1,
    metaId: nextId(shop, 'meta'),
    lines: refund.lines.map((line) => ({ ...line, id: nextId(shop, 'item'), metaId: nextId(shop, 'meta') })),
    taxItems: [...rateIds].map((rateId) => ({ rateId, itemId: nextId(shop, 'item') })),
  };
  order.refunds.push(record);
  return record;
}
