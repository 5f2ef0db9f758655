import { AppError, compare, formatMinor, fromMinor, parseDecimal } from '@finders-fee/shared';
import type { CommissionRecord, LedgerTransfer, Stage } from './books.ts';
import { statusOf } from './decide-commission.ts';
import {
  isOutdated,
  payableOf,
  rescale,
  type PayableAccount,
  type PayoutItem,
  type PayoutRecord,
} from './propose-payout.ts';
import type { EntryCause } from './write-entry.ts';

/** A payout with everything that changes with it. Nothing changes where it is already so. */
export interface PayoutChange {
  payout: PayoutRecord;
  commissions: CommissionRecord[];
  transfers: LedgerTransfer[];
}

/**
 * Whether a payout may be written down as paid: as long as the account holds what it proposes. Where the owner says that this sum, a decimal in major units,
 * has left already, it may be in any case, and what was too much of it is owed. Throws `conflict` and `sent_differs`; a payout that is paid is no conflict.
 */
export function assertPayable(
  payout: PayoutRecord,
  account: Pick<PayableAccount, 'balances'>,
  sent: string | undefined,
): void {
  assertNotCancelled(payout);
  if (sent === undefined) assertCovered(payout, account);
  else assertSent(payout, sent);
}

/**
 * Whether a payout still stands as it did when somebody decided to cancel it, if they say so: to drop a proposal that was recorded meanwhile would say that it was
 * never paid. Throws `conflict`; one that is cancelled already is none.
 */
export function assertStands(
  { id, status }: PayoutRecord,
  expected: PayoutRecord['status'] | undefined,
): void {
  if (expected === undefined || status === expected || status === 'cancelled') return;
  throw new AppError(
    'conflict',
    `Payout ${id} is ${status} by now, and not ${expected}: it was left as it is.`,
  );
}

function assertNotCancelled({ id, status }: PayoutRecord): void {
  if (status === 'cancelled')
    throw new AppError('conflict', `Payout ${id} was cancelled; propose a new one.`);
}

function assertCovered(payout: PayoutRecord, account: Pick<PayableAccount, 'balances'>): void {
  if (!isOutdated(payout, account)) return;
  const { id, currency } = payout;
  const { minor, exponent } = payableOf(account);
  const proposed = `${formatMinor(payout.amountMinor, payout.exponent)} ${currency}`;
  const now =
    minor < 0n
      ? `the affiliate now owes ${formatMinor(-minor, exponent)} ${currency}`
      : `${formatMinor(minor, exponent)} ${currency} is payable now`;
  throw new AppError(
    'conflict',
    `Payout ${id} proposes ${proposed}, but ${now}: a refund or another change came in between. Cancel it and propose a new one.`,
  );
}

function assertSent({ id, currency, amountMinor, exponent }: PayoutRecord, sent: string): void {
  if (compare(parseDecimal(sent), fromMinor(amountMinor, exponent)) === 0) return;
  throw new AppError(
    'sent_differs',
    `Payout ${id} is of ${formatMinor(amountMinor, exponent)} ${currency}, but ${sent} ${currency} is said to have been sent: a payout is recorded whole or not at all.`,
  );
}

/**
 * The money has gone. One entry, whatever the number of commissions; what was proposed is what was paid. A refund that came in between and was made
 * up for by other commissions is set off in the next payout, as one that comes later. Throws `conflict` for a cancelled payout.
 */
export function payPayout(
  payout: PayoutRecord,
  items: readonly PayoutItem[],
  commissions: readonly CommissionRecord[],
  cause: EntryCause,
): PayoutChange {
  if (payout.status === 'paid') return { payout, commissions: [], transfers: [] };
  assertNotCancelled(payout);
  return {
    payout: { ...payout, status: 'paid', openKey: null, paidAt: cause.recordedAt },
    commissions: shift(payout, items, commissions, 1n),
    transfers: [writeTransfer(payout, 'paid', cause)],
  };
}

/** A proposal is dropped; of a payout that was paid everything goes back to where it was, with an entry of its own. */
export function cancelPayout(
  payout: PayoutRecord,
  items: readonly PayoutItem[],
  commissions: readonly CommissionRecord[],
  cause: EntryCause,
): PayoutChange {
  const cancelled: PayoutRecord = { ...payout, status: 'cancelled', openKey: null };
  if (payout.status !== 'paid') return { payout: cancelled, commissions: [], transfers: [] };
  return {
    payout: cancelled,
    commissions: shift(payout, items, commissions, -1n),
    transfers: [writeTransfer(payout, 'cancelled', cause)],
  };
}

/**
 * What an item says is added to what was paid of its commission, or taken off again. A commission is a paid one as long as paid payouts hold something of it.
 * One whose order has changed its currency since began anew in the other one: what was paid in this one is the affiliate's alone.
 */
function shift(
  { currency, exponent }: PayoutRecord,
  items: readonly PayoutItem[],
  commissions: readonly CommissionRecord[],
  sign: 1n | -1n,
): CommissionRecord[] {
  const itemOf = new Map(items.map((item) => [item.commissionId, item.amountMinor]));
  return commissions
    .filter((commission) => commission.currency === currency)
    .map((commission) => {
      const share = rescale(itemOf.get(commission.id) ?? 0n, exponent, commission.exponent);
      const paidMinor = commission.paidMinor + sign * share;
      const stage = stageAfter(commission.stage, sign === 1n || paidMinor !== 0n);
      return { ...commission, paidMinor, stage, status: statusOf(stage, commission.amountMinor) };
    });
}

function stageAfter(stage: Stage, isPaid: boolean): Stage {
  if (stage !== 'approved' && stage !== 'paid') return stage;
  return isPaid ? 'paid' : 'approved';
}

function writeTransfer(
  { id, affiliateId, currency, exponent, amountMinor }: PayoutRecord,
  what: 'paid' | 'cancelled',
  { makeId, reason, occurredAt, recordedAt }: EntryCause,
): LedgerTransfer {
  const isPaid = what === 'paid';
  return {
    id: makeId('transfer'),
    reference: isPaid ? `payout:${id}` : `payout:${id}:cancelled`,
    kind: isPaid ? 'paid' : 'adjusted',
    affiliateId,
    commissionId: null,
    orderId: null,
    currency,
    exponent,
    fromAccount: isPaid ? 'approved' : 'paid',
    toAccount: isPaid ? 'paid' : 'approved',
    amountMinor,
    reason,
    occurredAt,
    recordedAt,
  };
}
