import { payoutAccountSchema, type PayoutAccount } from '@finders-fee/shared';
import { seal, unseal } from './seal.ts';

/** What goes into `affiliates.payout`; sealed for this affiliate, so that nobody is paid by copying a value from row to row. */
export function sealPayout(affiliateId: string, account: PayoutAccount | null, key: Buffer): string | null {
  return account && seal(JSON.stringify(account), key, purposeOf(affiliateId));
}

/** Throws when FINDERS_FEE_KEY is not the key it was sealed with. */
export function unsealPayout(affiliateId: string, sealed: string | null, key: Buffer): PayoutAccount | null {
  return sealed === null
    ? null
    : payoutAccountSchema.parse(JSON.parse(unseal(sealed, key, purposeOf(affiliateId))));
}

function purposeOf(affiliateId: string): string {
  return `payout ${affiliateId}`;
}
