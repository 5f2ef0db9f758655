import { createHash } from 'node:crypto';

/** Two sales are one when coupon, order ID and date are the same. `date` as it was told: a day, or empty. */
export function hashReference(sale: { couponCode: string; orderReference: string; date: string }): string {
  return hash(['reference', sale.couponCode, sale.orderReference, sale.date]);
}

/** Without an order ID: the `nth` row of a file with this coupon, date and amount. */
export function hashOccurrence(sale: {
  couponCode: string;
  date: string;
  currency: string;
  exponent: number;
  amountMinor: bigint | null;
  nth: number;
}): string {
  const { couponCode, date, currency, exponent, amountMinor, nth } = sale;
  return hash(['occurrence', couponCode, date, currency, exponent, String(amountMinor), nth]);
}

function hash(parts: readonly unknown[]): string {
  return createHash('sha256').update(JSON.stringify(parts)).digest('hex');
}
