import type { ReasonCode } from '@finders-fee/shared';

const drafts = new Set(['checkout-draft', 'auto-draft', 'draft', 'new']);
const withdrawn = new Set(['cancelled', 'trash', 'deleted']);

/** An order that nobody has placed yet: WooCommerce writes one while a buyer still types. */
export function isDraft(status: string): boolean {
  return drafts.has(status);
}

/** Why an order in this status earns nothing for anybody; null while it earns. */
export function refusalOfStatus(status: string, earningStatuses: readonly string[]): ReasonCode | null {
  if (earningStatuses.includes(status)) return null;
  if (withdrawn.has(status)) return 'order_cancelled';
  return status === 'refunded' ? 'order_refunded' : 'order_not_paid';
}
