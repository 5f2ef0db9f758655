import type { LedgerTransfer } from './books.ts';

/** What transfers add to the accounts of an affiliate in one currency. */
export interface BalanceDelta {
  affiliateId: string;
  currency: string;
  exponent: number;
  pendingMinor: bigint;
  heldMinor: bigint;
  approvedMinor: bigint;
  paidMinor: bigint;
}

const columns = {
  pending: 'pendingMinor',
  held: 'heldMinor',
  approved: 'approvedMinor',
  paid: 'paidMinor',
} as const;

/** One row for each affiliate, currency and number of decimals, sorted, so that two workers take the rows in the same order. */
export function mergeBalances(transfers: readonly LedgerTransfer[]): BalanceDelta[] {
  const merged = new Map<string, BalanceDelta>();
  for (const { affiliateId, currency, exponent, fromAccount, toAccount, amountMinor } of transfers) {
    const key = `${affiliateId} ${currency} ${exponent}`;
    const nothing = { pendingMinor: 0n, heldMinor: 0n, approvedMinor: 0n, paidMinor: 0n };
    const delta = merged.get(key) ?? { affiliateId, currency, exponent, ...nothing };
    if (fromAccount !== 'expense') delta[columns[fromAccount]] -= amountMinor;
    if (toAccount !== 'expense') delta[columns[toAccount]] += amountMinor;
    merged.set(key, delta);
  }
  return [...merged].sort(([a], [b]) => (a < b ? -1 : 1)).map(([, delta]) => delta);
}
