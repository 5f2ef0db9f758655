import { payoutAccountSchema, type PayoutAccount } from '@finders-fee/shared';
import { seal, unseal } from './seal.ts';

/** What goes into `affiliates.payout`; sealed for this affiliate, so that nobody is paid by copying a value from row to row. */
export function sealPayout(affiliateId: string, account: PayoutAccount | null, key: Buffer): string | null {
  return account && seal(JSON.stringify(account), key, purposeOf(affiliateId));
}

/**
 * Null also for what was sealed with another FINDERS_FEE_KEY or for another affiliate: it counts as never given and is asked for again,
 * and the rest of the affiliate stays readable when a key is lost.
 */
export function unsealPayout(affiliateId: string, sealed: string | null, key: Buffer): PayoutAccount | null {
  if (sealed === null) return null;
  try {
    return payoutAccountSchema.parse(JSON.parse(unseal(sealed, key, purposeOf(affiliateId))));
  } catch {
    return null;
  }
}

function purposeOf(affiliateId: string): string {
  return `payout ${affiliateId}`;
}
