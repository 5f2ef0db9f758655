import { AppError, formatMinor, parseDecimal } from '@finders-fee/shared';
import type { LedgerTransfer } from './books.ts';
import { payableOf, type PayableAccount } from './propose-payout.ts';
import type { EntryCause } from './write-entry.ts';

/**
 * Forgives what an affiliate owes after a refund of something paid: all of it, or `amount`, a decimal in major units. The cause's `reason` is the owner's.
 * Throws `conflict` where nothing is owed, `invalid_request` for an amount that is none or more than that.
 */
export function writeOff(
  account: PayableAccount,
  amount: string | undefined,
  { makeId, reason, occurredAt, recordedAt }: EntryCause,
): LedgerTransfer {
  const { affiliateId, currency } = account;
  const { exponent, minor: payableMinor } = payableOf(account);
  const owedMinor = -payableMinor;
  if (owedMinor <= 0n) {
    throw new AppError('conflict', `Affiliate ${affiliateId} owes nothing in ${currency}.`);
  }
  const amountMinor = amount === undefined ? owedMinor : toExactMinor(amount, exponent);
  if (amountMinor === undefined || amountMinor <= 0n || amountMinor > owedMinor) {
    const most = formatMinor(owedMinor, exponent);
    const message = `More than 0 and at most the ${most} ${currency} that are owed, with ${exponent} decimals`;
    throw new AppError('invalid_request', `body.amount: ${message}.`, {
      details: [{ field: 'body.amount', message }],
    });
  }
  const id = makeId('transfer');
  return {
    id,
    reference: `write_off:${id}`,
    kind: 'written_off',
    affiliateId,
    commissionId: null,
    orderId: null,
    currency,
    exponent,
    fromAccount: 'expense',
    toAccount: 'approved',
    amountMinor,
    reason,
    occurredAt,
    recordedAt,
  };
}

/** Undefined for an amount with more decimals than the currency has. */
function toExactMinor(amount: string, exponent: number): bigint | undefined {
  const { numerator, denominator } = parseDecimal(amount);
  const scaled = numerator * 10n ** BigInt(exponent);
  return scaled % denominator === 0n ? scaled / denominator : undefined;
}
