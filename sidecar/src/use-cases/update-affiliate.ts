import type { Affiliate, AffiliateUpdate } from '@finders-fee/shared';
import { lockAffiliate, updateAffiliateRow } from '../database/affiliates.ts';
import { askForAccount, saveAffiliateKeys } from '../database/identity.ts';
import { assertProgram } from '../database/programs.ts';
import { getAffiliate } from '../database/queries/affiliates.ts';
import { affiliateSubject, changeRate } from '../database/rate-versions.ts';
import { findStoreCurrency } from '../database/store-currency.ts';
import { transact } from '../database/transaction.ts';
import { completeAmounts } from '../domain/complete-amounts.ts';
import type { Services } from '../services.ts';

/**
 * Changes an affiliate; what was earned before stays as it was decided then, and another rate counts for orders from now on.
 * Throws `not_found`, and what `createAffiliate` throws.
 */
export function updateAffiliate(
  { database, clock, config: { key } }: Pick<Services, 'database' | 'clock' | 'config'>,
  id: string,
  given: AffiliateUpdate,
): Promise<Affiliate> {
  return transact(database, async (transaction) => {
    await lockAffiliate(transaction, id);
    const now = clock();
    const before = await getAffiliate(transaction, id, { now, key });
    const { rate, ...row } = completeAmounts(given, await findStoreCurrency(transaction));
    const moves = row.program_id !== undefined && row.program_id !== before.program_id;
    if (moves) await assertProgram(transaction, row.program_id ?? '');
    await updateAffiliateRow(transaction, id, row, key);
    await saveAffiliateKeys(transaction, id, row);
    const isSame = row.wordpress_user_id === before.wordpress_user_id;
    if (!isSame) await askForAccount(transaction, row.wordpress_user_id, now);
    if (rate !== undefined) await changeRate(transaction, affiliateSubject(id), rate, now);
    return getAffiliate(transaction, id, { now, key });
  });
}
