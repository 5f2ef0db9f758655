import type { Account, IdKind, LedgerKind } from '@finders-fee/shared';
import type { CommissionRecord, LedgerTransfer, Stage } from './books.ts';

/** Why and when a commission changed, and who makes ids. */
export interface EntryCause {
  reason: string;
  occurredAt: Date;
  recordedAt: Date;
  makeId: (kind: IdKind) => string;
}

type Entered = Pick<
  CommissionRecord,
  'id' | 'affiliateId' | 'orderId' | 'currency' | 'exponent' | 'entriesCount' | 'amountMinor' | 'stage'
>;

/**
 * The ledger's next entry of a commission: desired − recorded, on the account of its stage; undefined when nothing is to be written.
 * The reference counts the commission's entries, so that the database refuses to write one twice.
 */
export function writeEntry(
  commission: Entered,
  desiredMinor: bigint,
  cause: EntryCause,
): LedgerTransfer | undefined {
  const difference = desiredMinor - commission.amountMinor;
  if (difference === 0n) return undefined;
  const account = accountOf(commission.stage);
  const earns = difference > 0n;
  return writeTransfer(
    commission,
    {
      kind: kindOf(commission, desiredMinor),
      fromAccount: earns ? 'expense' : account,
      toAccount: earns ? account : 'expense',
      amountMinor: earns ? difference : -difference,
    },
    cause,
  );
}

/** Moves a commission's amount from the account of its stage to that of another. Undefined where it has none, or both are one. */
export function writeMove(commission: Entered, stage: Stage, cause: EntryCause): LedgerTransfer | undefined {
  const [fromAccount, toAccount] = [accountOf(commission.stage), accountOf(stage)];
  if (commission.amountMinor === 0n || fromAccount === toAccount) return undefined;
  const kind = stage === 'approved' ? 'approved' : 'adjusted';
  return writeTransfer(
    commission,
    { kind, fromAccount, toAccount, amountMinor: commission.amountMinor },
    cause,
  );
}

/** Where the amount of a commission in this stage stands. What was paid has left `approved`; what comes after is settled with the next payout. */
export function accountOf(stage: Stage): Exclude<Account, 'expense' | 'paid'> {
  if (stage === 'held') return 'held';
  return stage === 'approved' || stage === 'paid' ? 'approved' : 'pending';
}

function writeTransfer(
  { id, affiliateId, orderId, currency, exponent, entriesCount }: Entered,
  movement: Pick<LedgerTransfer, 'kind' | 'fromAccount' | 'toAccount' | 'amountMinor'>,
  { reason, occurredAt, recordedAt, makeId }: EntryCause,
): LedgerTransfer {
  return {
    id: makeId('transfer'),
    reference: `commission:${id}:${entriesCount + 1}`,
    affiliateId,
    commissionId: id,
    orderId,
    currency,
    exponent,
    ...movement,
    reason,
    occurredAt,
    recordedAt,
  };
}

function kindOf({ entriesCount, amountMinor, stage }: Entered, desiredMinor: bigint): LedgerKind {
  if (entriesCount === 0) return 'earned';
  if (stage === 'paid' && desiredMinor < amountMinor) return 'clawed_back';
  return desiredMinor === 0n ? 'reversed' : 'adjusted';
}
