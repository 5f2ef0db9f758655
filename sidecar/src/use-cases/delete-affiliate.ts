import type { Affiliate } from '@finders-fee/shared';
import { lockAffiliate, markAffiliateDeleted } from '../database/affiliates.ts';
import { getAffiliate } from '../database/queries/affiliates.ts';
import { transact } from '../database/transaction.ts';
import type { Services } from '../services.ts';

/** Takes an affiliate away. Coupons keep working and belong to nobody from now on; commissions and balances stay. Throws `not_found`. */
export function deleteAffiliate(
  { database, clock, config: { key } }: Pick<Services, 'database' | 'clock' | 'config'>,
  id: string,
): Promise<Affiliate> {
  const at = clock();
  return transact(database, async (transaction) => {
    await lockAffiliate(transaction, id);
    const affiliate = await getAffiliate(transaction, id, { now: at, key });
    await markAffiliateDeleted(transaction, id, at);
    return affiliate;
  });
}
