import type { CommissionRecord, LedgerTransfer } from './books.ts';
import { statusOf } from './decide-commission.ts';
import type { Settlement } from './settle-order.ts';
import { accountOf } from './write-entry.ts';

/** What a commission's ledger entries add up to in one currency; `accounts` without `expense`. */
export interface LedgerSum {
  currency: string;
  entries: number;
  /** What they took from `expense`: the commission's amount. */
  amountMinor: bigint;
  accounts: Record<Exclude<LedgerTransfer['toAccount'], 'expense'>, bigint>;
}

/** A commission beside everything it was made from. */
export interface CommissionToVerify {
  commission: CommissionRecord;
  /** Recomputed from the stored order and the frozen terms. */
  settlement: Settlement | undefined;
  ledger: readonly LedgerSum[];
  /** What paid payouts hold of it. */
  payoutsMinor: bigint;
}

/** A row whose books do not agree. The three amounts of a commission should be the same. */
export interface Drift {
  commissionId: string | null;
  orderId: number | null;
  affiliateId: string | null;
  currency: string | null;
  exponent: number;
  /** What the stored order is worth under the frozen terms; nothing once it was rejected. */
  expectedMinor: bigint;
  /** What the commission says. */
  recordedMinor: bigint;
  /** What its ledger entries add up to. */
  ledgerMinor: bigint;
  /** A sentence that names what differs. */
  problem: string;
}

/** Compares a commission with what its order is worth and with its ledger. Undefined when everything agrees. */
export function verifyCommission({
  commission,
  settlement,
  ledger,
  payoutsMinor,
}: CommissionToVerify): Drift | undefined {
  const { id, orderId, affiliateId, currency, exponent, amountMinor, baseMinor, stage, status } = commission;
  const expectedMinor = stage === 'rejected' ? 0n : (settlement?.amountMinor ?? 0n);
  const own = ledger.find((sum) => sum.currency === currency);
  const ledgerMinor = own?.amountMinor ?? 0n;
  const others = ledger.filter((sum) => sum.currency !== currency);
  const elsewhere = others.filter((sum) => sum.amountMinor !== 0n);
  // With another currency a commission begins anew, also when it comes back to one in which it was paid before.
  const isPaidAsSaid = payoutsMinor === commission.paidMinor || others.length > 0;
  const entries = ledger.reduce((count, sum) => count + sum.entries, 0);
  const misplaced = Object.entries(own?.accounts ?? {}).some(
    ([account, minor]) => account !== accountOf(stage) && minor !== 0n,
  );
  const problems = [
    settlement ? '' : 'its order is not stored',
    amountMinor === expectedMinor ? '' : 'the commission differs from what its order is worth',
    settlement && baseMinor !== settlement.baseMinor ? 'its base differs from what its order counts' : '',
    ledgerMinor === expectedMinor ? '' : 'the ledger differs from what its order is worth',
    misplaced ? 'its ledger entries stand on another account than its stage says' : '',
    status === statusOf(stage, amountMinor) ? '' : 'its status differs from its stage',
    isPaidAsSaid ? '' : 'what it says was paid differs from the payouts',
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
