import { AppError, type Attribution, type ReasonCode, type Redemption } from '@finders-fee/shared';
import { eq } from 'drizzle-orm';
import type { Database } from '../client.ts';
import { orders } from '../schema/orders.ts';
import { redemptionsOf } from './redemptions.ts';

/** Who earns on an order and why nobody else does. Throws `not_found` when the order was never seen. */
export async function getAttribution({ db }: Database, orderId: number): Promise<Attribution> {
  const [found, coupons] = await Promise.all([
    db
      .select({ number: orders.number, status: orders.status })
      .from(orders)
      .where(eq(orders.orderId, orderId)),
    redemptionsOf(db, orderId),
  ]);
  const [order] = found;
  if (!order) throw new AppError('not_found', `Order ${orderId} was never seen.`);
  const winners = coupons.filter(wins);
  return {
    order_id: orderId,
    order_number: order.number,
    order_status: order.status,
    winners: winners.map((winner) => ({
      affiliate_id: winner.affiliate_id ?? '',
      affiliate_name: winner.affiliate_name ?? '',
      coupon_code: winner.coupon_code,
      channel: 'coupon',
      share: '1',
      commission_id: winner.commission_id,
    })),
    refused: coupons
      .filter((coupon) => !wins(coupon))
      .map(({ coupon_code, affiliate_id, affiliate_name, reasons, summary }) => ({
        coupon_code,
        affiliate_id,
        affiliate_name,
        reasons,
        summary,
      })),
    reasons: reasonsOf(coupons),
  };
}

function wins({ reasons }: Redemption): boolean {
  return reasons[0] === 'winner';
}

/** Every reason that played a part, each once. */
function reasonsOf(coupons: Redemption[]): ReasonCode[] {
  if (coupons.length === 0) return ['no_coupon'];
  return [...new Set(coupons.flatMap(({ reasons }) => reasons))];
}
