import { formatMinor } from '@finders-fee/shared';
import type { OrderSnapshot } from './order-snapshot.ts';
import { plusDays, startOfDay } from './store-time.ts';

/** A sale outside the shop, as stored. `soldOn` is a day of the store's calendar, `placedAt` the instant that stands for it. */
export interface OfflineSale {
  id: string;
  batchId: string | null;
  couponId: number;
  couponCode: string;
  affiliateId: string;
  currency: string;
  exponent: number;
  /** Null where nobody told it: only a fixed rate makes something of that. */
  amountMinor: bigint | null;
  orderReference: string | null;
  soldOn: string;
  placedAt: Date;
  status: 'recorded' | 'undone';
  dedupeHash: string | null;
  recordedAt: Date;
}

/** A sale as somebody told it: right in itself, not yet held against the books. */
export interface ToldSale {
  couponCode: string;
  currency: string;
  exponent: number;
  amountMinor: bigint | null;
  orderReference: string | null;
  soldOn: string;
  /** See `same-sale.ts`. */
  dedupeHash: string | null;
  dayHash: string | null;
}

/** Stands for an amount that nobody told: above 0, as a fixed rate wants it, and 0.00 in every currency. */
const unknownAmount = '0.0000000001';

/** The sale as an order of one line, bought with one coupon and paid at once, so that one arithmetic and one explanation serve both. */
export function offlineSnapshot(sale: OfflineSale): OrderSnapshot {
  const total = sale.amountMinor === null ? unknownAmount : formatMinor(sale.amountMinor, sale.exponent);
  const placedAt = sale.placedAt.toISOString();
  const line = { itemId: 1, name: 'Offline sale', productId: 0, variationId: 0, quantity: 1 };
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
    lines: [{ ...line, subtotal: total, subtotalTax: '0', total, totalTax: '0' }],
    shipping: [],
    fees: [],
    coupons: [{ couponId: sale.couponId, code: sale.couponCode, discount: '0' }],
    click: null,
    refunds: [],
  };
}

/** The instant that stands for a day on which something was sold: its last one, or the present while it is not over. */
export function placedOn(soldOn: string, { timeZone, now }: { timeZone: string; now: Date }): Date {
  return new Date(Math.min(endOfDay(timeZone, soldOn), now.getTime()));
}

/** Asking the calendar costs more than all else about a sale, and a file has few days. */
const ends = new Map<string, number>();
const endsAtMost = 10_000;

function endOfDay(timeZone: string, day: string): number {
  const key = `${timeZone} ${day}`;
  const known = ends.get(key);
  if (known !== undefined) return known;
  const end = startOfDay(timeZone, plusDays(day, 1)).getTime() - 1;
  if (ends.size >= endsAtMost) ends.clear();
  ends.set(key, end);
  return end;
}

/** A coupon's code as WooCommerce compares it. */
export function normalizeCode(code: string): string {
  return code.trim().toLowerCase();
}
