import type { ReasonCode, Terms } from '@finders-fee/shared';
import { settleOrder, type Settlement } from '@finders-fee/sidecar/domain/settle-order';
import { shareLines } from '@finders-fee/sidecar/domain/share-lines';
import type { OrderSnapshot } from '@finders-fee/sidecar/domain/order-snapshot';

const affiliateId = 'aff_00000000000000000000000000000001';

/** Settles an order whose every line was won by one affiliate's coupon. */
export function settleAlone(
  snapshot: OrderSnapshot,
  terms: Terms,
  { exponent = 2, reasons = ['winner'] }: { exponent?: number; reasons?: ReasonCode[] } = {},
): Settlement {
  const [coupon] = snapshot.coupons;
  const candidate = { position: 0, couponCode: coupon?.code ?? 'john10', affiliateId, restrictions: null };
  const shares = shareLines(snapshot, [{ ...candidate, discount: coupon?.discount ?? '0' }], {
    multipleCoupons: 'last',
    categories: {},
  });
  const order = { exponent, categories: {}, shares, split: false };
  const settled = settleOrder(snapshot, [{ affiliateId, terms, reasons }], order).get(affiliateId);
  if (!settled) throw new Error('The affiliate was not settled');
  return settled;
}
