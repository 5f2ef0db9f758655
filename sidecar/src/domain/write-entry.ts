import type { IdKind, LedgerKind } from '@finders-fee/shared';
import type { CommissionRecord, LedgerTransfer } from './books.ts';

/** Why and when a commission changed, and who makes ids. */
export interface EntryCause {
  reason: string;
  occurredAt: Date;
  recordedAt: Date;
  makeId: (kind: IdKind) => string;
}

/**
 * The ledger's next entry of a commission: desired − recorded; undefined when nothing is to be written.
 * The reference counts the commission's entries, so that the database refuses to write one twice.
 */
export function writeEntry(
  commission: Pick<
    CommissionRecord,
    'id' | 'affiliateId' | 'orderId' | 'currency' | 'exponent' | 'entriesCount' | 'amountMinor'
  >,
  desiredMinor: bigint,
  { reason, occurredAt, recordedAt, makeId }: EntryCause,
): LedgerTransfer | undefined {
  const difference = desiredMinor - commission.amountMinor;
  if (difference === 0n) return undefined;
  const earns = difference > 0n;
  return {
    id: makeId('transfer'),
    reference: `commission:${commission.id}:${commission.entriesCount + 1}`,
    kind: kindOf(commission.entriesCount, desiredMinor),
    affiliateId: commission.affiliateId,
    commissionId: commission.id,
    orderId: commission.orderId,
    currency: commission.currency,
    exponent: commission.exponent,
    fromAccount: earns ? 'expense' : 'pending',
    toAccount: earns ? 'pending' : 'expense',
    amountMinor: earns ? difference : -difference,
    reason,
    occurredAt,
    recordedAt,
  };
}

function kindOf(entriesCount: number, desiredMinor: bigint): LedgerKind {
  if (entriesCount === 0) return 'earned';
  return desiredMinor === 0n ? 'reversed' : 'adjusted';
}
