import type { HeldState } from './accept-arrivals.ts';
import type { OrderSnapshot } from './order-snapshot.ts';

/** What happened to an order since its books were last written, in a word for the ledger, and when it happened. */
export interface Cause {
  change:
    | 'order_earning'
    | 'refund_recorded'
    | 'refund_deleted'
    | 'order_edited'
    | 'decided_again'
    | 'recalculated';
  occurredAt: Date;
  /** When the order was paid, or placed where no payment is noted: when it first earned. */
  earnedAt: Date;
}

/** WooCommerce moves an order's modification time for most changes; for the others (a deleted refund) we have only the time we heard of it. */
export function describeCause(
  { state, anew }: { state: HeldState; anew: boolean },
  before: HeldState | undefined,
  now: Date,
): Cause {
  const { snapshot } = state;
  const earnedAt = new Date(snapshot.paidAt ?? snapshot.placedAt);
  if (!before) return { change: 'order_earning', occurredAt: earnedAt, earnedAt };
  if (anew) return { change: 'recalculated', occurredAt: now, earnedAt };
  if (before.snapshotHash === state.snapshotHash)
    return { change: 'decided_again', occurredAt: now, earnedAt };
  const occurredAt = state.modifiedAt > before.modifiedAt ? state.modifiedAt : state.asOf;
  return { change: compareRefunds(before.snapshot, snapshot), occurredAt, earnedAt };
}

function compareRefunds(before: OrderSnapshot, now: OrderSnapshot): Cause['change'] {
  const held = new Set(before.refunds.map(({ refundId }) => refundId));
  const left = new Set(now.refunds.map(({ refundId }) => refundId));
  if ([...left].some((refundId) => !held.has(refundId))) return 'refund_recorded';
  return [...held].some((refundId) => !left.has(refundId)) ? 'refund_deleted' : 'order_edited';
}
