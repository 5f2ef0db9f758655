import {
  AppError,
  formatRatio,
  type Attribution,
  type ReasonCode,
  type Redemption,
} from '@finders-fee/shared';
import { settleBooks } from '../../domain/settle-books.ts';
import type { Settlement } from '../../domain/settle-order.ts';
import type { Database } from '../client.ts';
import { loadOrderBooks } from '../orders.ts';
import { redemptionsOf } from './redemptions.ts';

/** Who earns on an order and why nobody else does. Throws `not_found` when the order was never seen. */
export async function getAttribution({ db }: Database, orderId: number): Promise<Attribution> {
  const books = (await loadOrderBooks(db, [orderId])).get(orderId);
  if (!books) throw new AppError('not_found', `Order ${orderId} was never seen.`);
  const coupons = await redemptionsOf(db, orderId);
  const settled = settleBooks(books);
  return {
    order_id: orderId,
    order_number: books.order.number,
    order_status: books.order.status,
    multiple_coupons: books.order.rules.multipleCoupons,
    winners: coupons.filter(wins).map((winner) => ({
      affiliate_id: winner.affiliate_id ?? '',
      affiliate_name: winner.affiliate_name ?? '',
      coupon_code: winner.coupon_code,
      channel: winner.channel,
      share: printShare(settled.get(winner.affiliate_id ?? '')),
      commission_id: winner.commission_id,
    })),
    refused: coupons
      .filter((coupon) => !wins(coupon))
      .map(({ coupon_code, channel, affiliate_id, affiliate_name, reasons, summary }) => ({
        coupon_code,
        channel,
        affiliate_id,
        affiliate_name,
        reasons,
        summary,
      })),
    reasons: reasonsOf(coupons),
  };
}

/** The affiliate's part of the base, on every coupon of theirs that won: `"1"`, `"0.4"`, `"0.3333"`. */
function printShare(settlement: Settlement | undefined): string {
  const text = settlement ? formatRatio(settlement.share, 4) : '0';
  return text.replace(/\.?0+$/, '');
}

function wins({ reasons }: Redemption): boolean {
  return reasons[0] === 'winner';
}

/** Every reason that played a part, each once. */
function reasonsOf(coupons: Redemption[]): ReasonCode[] {
  if (coupons.length === 0) return ['no_coupon'];
  return [...new Set(coupons.flatMap(({ reasons }) => reasons))];
}
