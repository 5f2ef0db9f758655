import { createHash } from 'node:crypto';
import type { IdKind } from '@finders-fee/shared';
import type { CommissionRecord } from './books.ts';

/** A payout as stored. `openKey` is set while it is proposed: nobody has two proposals in one currency. */
export interface PayoutRecord {
  id: string;
  affiliateId: string;
  currency: string;
  exponent: number;
  amountMinor: bigint;
  status: 'proposed' | 'paid' | 'cancelled';
  openKey: string | null;
  proposedAt: Date;
  paidAt: Date | null;
}

/** In the minor units of its payout. `commissionId` is null for what belongs to no commission. */
export interface PayoutItem {
  id: string;
  payoutId: string;
  commissionId: string | null;
  amountMinor: bigint;
}

/** What can be paid to an affiliate in a currency: a row for each number of decimals it was recorded with. */
export interface PayableAccount {
  affiliateId: string;
  currency: string;
  balances: readonly { exponent: number; approvedMinor: bigint }[];
}

export type UnpaidCommission = Pick<
  CommissionRecord,
  'id' | 'stage' | 'exponent' | 'amountMinor' | 'paidMinor'
>;

/**
 * One payout of all that is approved, or undefined where that is nothing or less. What earlier payouts paid too much is set off in it.
 * Its items add up to it: for each commission what it is worth less what was paid of it, and one for the rest, such as a debt written off.
 */
export function proposePayout(
  account: PayableAccount,
  commissions: readonly UnpaidCommission[],
  { makeId, at }: { makeId: (kind: IdKind) => string; at: Date },
): { payout: PayoutRecord; items: PayoutItem[] } | undefined {
  const { affiliateId, currency } = account;
  const { exponent, minor: amountMinor } = payableOf(account);
  if (amountMinor <= 0n) return undefined;
  const payout: PayoutRecord = {
    id: makeId('payout'),
    affiliateId,
    currency,
    exponent,
    amountMinor,
    status: 'proposed',
    openKey: openKeyOf(affiliateId, currency),
    proposedAt: at,
    paidAt: null,
  };
  const item = (commissionId: string | null, minor: bigint): PayoutItem => ({
    id: makeId('payoutItem'),
    payoutId: payout.id,
    commissionId,
    amountMinor: minor,
  });
  const items = commissions.map((commission) =>
    item(commission.id, rescale(unpaidMinor(commission), commission.exponent, exponent)),
  );
  const rest = amountMinor - sum(items.map((own) => own.amountMinor));
  return { payout, items: rest === 0n ? items : [...items, item(null, rest)] };
}

/** All that can be paid of an account, in the finest of its numbers of decimals; below 0 when the affiliate owes. */
export function payableOf({ balances }: Pick<PayableAccount, 'balances'>): {
  exponent: number;
  minor: bigint;
} {
  const exponent = Math.max(0, ...balances.map((balance) => balance.exponent));
  return { exponent, minor: sum(balances.map((row) => rescale(row.approvedMinor, row.exponent, exponent))) };
}

/** Whether a proposal is of more than can be paid now: a refund, say, has come since it was made. */
export function isOutdated(
  { status, amountMinor, exponent }: Pick<PayoutRecord, 'status' | 'amountMinor' | 'exponent'>,
  account: Pick<PayableAccount, 'balances'>,
): boolean {
  if (status !== 'proposed') return false;
  const payable = payableOf(account);
  const finer = Math.max(exponent, payable.exponent);
  return rescale(amountMinor, exponent, finer) > rescale(payable.minor, payable.exponent, finer);
}

function openKeyOf(affiliateId: string, currency: string): string {
  return createHash('sha256').update(`${affiliateId} ${currency}`).digest('hex');
}

/** Minor units of one number of decimals in those of another; from finer to coarser exactly, or it throws. */
export function rescale(minor: bigint, from: number, to: number): bigint {
  if (to >= from) return minor * 10n ** BigInt(to - from);
  const factor = 10n ** BigInt(from - to);
  if (minor % factor !== 0n) throw new Error(`${minor} with ${from} decimals has no exact value with ${to}`);
  return minor / factor;
}

/** What of a commission stands on the account that payouts are paid from: below 0 after a refund of something paid. */
function unpaidMinor({ stage, amountMinor, paidMinor }: UnpaidCommission): bigint {
  return (stage === 'approved' || stage === 'paid' ? amountMinor : 0n) - paidMinor;
}

function sum(amounts: readonly bigint[]): bigint {
  return amounts.reduce((total, minor) => total + minor, 0n);
}
