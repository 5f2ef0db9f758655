import { formatMinor } from '@finders-fee/shared';
import type { OrderSnapshot } from './order-snapshot.ts';

/** A sale outside the shop, as stored. `soldOn` is a day of the store's calendar, `placedAt` when that day begins. */
export interface OfflineSale {
  id: string;
  batchId: string | null;
  couponId: number;
  couponCode: string;
  affiliateId: string;
  currency: string;
  exponent: number;
  amountMinor: bigint | null;
  orderReference: string | null;
  soldOn: string;
  placedAt: Date;
  status: 'recorded' | 'undone';
  dedupeHash: string | null;
  recordedAt: Date;
}

/**
 * The sale as an order of one line, so that the same arithmetic and the same explanation serve both: bought with one coupon, paid at once.
 * A sale without an amount is worth one minor unit of base, which only a fixed rate makes anything of.
 */
export function offlineSnapshot(sale: OfflineSale): OrderSnapshot {
  const total = formatMinor(sale.amountMinor ?? 0n, sale.exponent);
  const placedAt = sale.placedAt.toISOString();
  return {
    orderId: 0,
    number: sale.orderReference ?? '',
    status: sale.status === 'recorded' ? 'completed' : 'cancelled',
    currency: sale.currency,
    placedAt,
    modifiedAt: placedAt,
    paidAt: placedAt,
    createdVia: 'offline',
    customerUserId: 0,
    total,
    lines: [
      {
        itemId: 1,
        name: 'Offline sale',
        productId: 0,
        variationId: 0,
        quantity: 1,
        subtotal: total,
        subtotalTax: '0',
        total,
        totalTax: '0',
      },
    ],
    shipping: [],
    fees: [],
    coupons: [{ couponId: sale.couponId, code: sale.couponCode, discount: '0' }],
    refunds: [],
  };
}
