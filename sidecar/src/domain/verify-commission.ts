import type { ReasonCode } from '@finders-fee/shared';
import type { CommissionRecord } from './books.ts';
import type { OrderSnapshot } from './order-snapshot.ts';
import { settle } from './settle.ts';

/** A commission beside everything it was made from, and the sums of its ledger entries per currency. */
export interface CommissionToVerify {
  commission: CommissionRecord;
  snapshot: OrderSnapshot | undefined;
  reasons: ReasonCode[];
  ledger: { currency: string; amountMinor: bigint; entries: number }[];
}

/** A commission whose books do not agree. All three amounts should be the same; `entries` and `recordedEntries` too. */
export interface Drift {
  commissionId: string | null;
  orderId: number | null;
  affiliateId: string | null;
  currency: string | null;
  exponent: number;
  /** What the stored order is worth under the frozen terms. */
  expectedMinor: bigint;
  /** What the commission says. */
  recordedMinor: bigint;
  /** What its ledger entries add up to. */
  ledgerMinor: bigint;
  /** A sentence that names what differs. */
  problem: string;
}

/** Recomputes a commission from its order's stored state and its frozen terms. Undefined when everything agrees. */
export function verifyCommission({
  commission,
  snapshot,
  reasons,
  ledger,
}: CommissionToVerify): Drift | undefined {
  const { id, orderId, affiliateId, currency, exponent, amountMinor, baseMinor } = commission;
  const settlement = snapshot && settle(snapshot, commission.terms, { exponent, reasons });
  const expectedMinor = settlement?.amountMinor ?? 0n;
  const ledgerMinor = ledger.find((sum) => sum.currency === currency)?.amountMinor ?? 0n;
  const elsewhere = ledger.filter((sum) => sum.currency !== currency && sum.amountMinor !== 0n);
  const entries = ledger.reduce((count, sum) => count + sum.entries, 0);
  const problems = [
    snapshot ? '' : 'its order is not stored',
    amountMinor === expectedMinor ? '' : 'the commission differs from what its order is worth',
    settlement && baseMinor !== settlement.baseMinor ? 'its base differs from what its order counts' : '',
    ledgerMinor === expectedMinor ? '' : 'the ledger differs from what its order is worth',
    elsewhere.length === 0 ? '' : 'the ledger holds an amount in another currency',
    entries === commission.entriesCount ? '' : 'the number of ledger entries differs',
  ].filter((problem) => problem !== '');
  if (problems.length === 0) return undefined;
  const ids = { commissionId: id, orderId, affiliateId };
  const amounts = { currency, exponent, expectedMinor, recordedMinor: amountMinor, ledgerMinor };
  return { ...ids, ...amounts, problem: problems.join('; ') };
}

/** By how much the books are off here: the larger of the two differences. */
export function driftMinor({ expectedMinor, recordedMinor, ledgerMinor }: Drift): bigint {
  const away = (minor: bigint) => (minor > expectedMinor ? minor - expectedMinor : expectedMinor - minor);
  return away(recordedMinor) > away(ledgerMinor) ? away(recordedMinor) : away(ledgerMinor);
}
