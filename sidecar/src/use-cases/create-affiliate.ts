import type { Affiliate, AffiliateCreate } from '@finders-fee/shared';
import { insertAffiliate } from '../database/affiliates.ts';
import { askForAccount, saveAffiliateKeys } from '../database/identity.ts';
import { assertProgram } from '../database/programs.ts';
import { getAffiliate } from '../database/queries/affiliates.ts';
import { affiliateSubject, insertRateVersion } from '../database/rate-versions.ts';
import { findStoreCurrency } from '../database/store-currency.ts';
import { transact } from '../database/transaction.ts';
import { completeAmounts } from '../domain/complete-amounts.ts';
import type { Services } from '../services.ts';

/** Throws `invalid_request` for an unknown program or an amount that its currency does not have, `conflict` when the WordPress user already is an affiliate. */
export function createAffiliate(
  { database, clock, config: { key } }: Pick<Services, 'database' | 'clock' | 'config'>,
  given: AffiliateCreate,
): Promise<Affiliate> {
  const at = clock();
  return transact(database, async (transaction) => {
    const { rate, ...row } = completeAmounts(given, await findStoreCurrency(transaction));
    await assertProgram(transaction, row.program_id);
    const id = await insertAffiliate(transaction, row, { at, key });
    await saveAffiliateKeys(transaction, id, row);
    await askForAccount(transaction, row.wordpress_user_id, at);
    if (rate !== null) await insertRateVersion(transaction, affiliateSubject(id), rate, at);
    return getAffiliate(transaction, id, { now: at, key });
  });
}
