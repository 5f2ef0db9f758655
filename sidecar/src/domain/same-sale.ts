import { createHash } from 'node:crypto';

/** `dedupeHash` is stored, and the database refuses it twice; `dayHash` is that of the day the sale counts for. Null: nothing tells such sales apart. */
export interface SaleHashes {
  dedupeHash: string | null;
  dayHash: string | null;
}

/** `soldOn` is the day a sale counts for. */
interface Told {
  couponCode: string;
  orderReference: string | null;
  soldOn: string;
}

/**
 * Two sales with an order ID are one when coupon, order ID and the day they count for are the same, or when both were told without a date:
 * a row without one counts for the day of its first import, and is the same row on every day after. `date` is the one that was told, if any.
 */
export function hashesOfReference(sale: Told, date: string | null): SaleHashes {
  const dayHash = hashReference(sale, sale.soldOn);
  return { dedupeHash: date === null ? hashReference(sale, '') : dayHash, dayHash };
}

/** Without an order ID: the `nth` row of a file with this coupon, date (as told, or empty) and amount. */
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

/** Every hash under which the same sale may be stored. */
export function hashesToLookUp(sale: Told & SaleHashes): string[] {
  const { orderReference, dedupeHash, dayHash } = sale;
  const undated = orderReference === null ? null : hashReference(sale, '');
  return [...new Set([dedupeHash, dayHash, undated])].filter((each) => each !== null);
}

/** What a stored sale is known by. */
export function hashesKnown(sale: Told & Pick<SaleHashes, 'dedupeHash'>): string[] {
  const { orderReference, dedupeHash, soldOn } = sale;
  if (dedupeHash === null) return [];
  return orderReference === null ? [dedupeHash] : [dedupeHash, hashReference(sale, soldOn)];
}

export function isAmong({ dedupeHash, dayHash }: SaleHashes, known: ReadonlySet<string>): boolean {
  return known.has(dedupeHash ?? '') || known.has(dayHash ?? '');
}

function hashReference({ couponCode, orderReference }: Told, date: string): string {
  return hash(['reference', couponCode, orderReference, date]);
}

function hash(parts: readonly unknown[]): string {
  return createHash('sha256').update(JSON.stringify(parts)).digest('hex');
}
