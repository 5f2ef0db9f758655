import type { ReasonCode, Terms } from '@finders-fee/shared';
import type { CategoriesByProduct } from '@finders-fee/sidecar/domain/books';
import type { OrderSnapshot } from '@finders-fee/sidecar/domain/order-snapshot';
import type { Settlement } from '@finders-fee/sidecar/domain/settle-order';
import { settleTogether } from './settle-together.ts';

interface Alone {
  exponent?: number;
  reasons?: readonly ReasonCode[];
  categories?: CategoriesByProduct;
}

/** Settles an order whose every line was won by one affiliate's coupon. */
export function settleAlone(
  snapshot: OrderSnapshot,
  terms: Terms,
  { reasons = ['winner'], ...rules }: Alone = {},
): Settlement {
  const coupons = Object.fromEntries(snapshot.coupons.map(({ code }) => [code, null]));
  return settleTogether(snapshot, { john: { terms, reasons, coupons } }, rules).john;
}
