import type { Affiliate } from '@finders-fee/shared';
import { lockAffiliate, markAffiliateDeleted } from '../database/affiliates.ts';
import type { Database } from '../database/client.ts';
import { getAffiliate } from '../database/queries/affiliates.ts';
import { transact } from '../database/transaction.ts';

/** Takes an affiliate away. Coupons keep working and belong to nobody from now on; commissions and balances stay. Throws `not_found`. */
export function deleteAffiliate(
  { database, clock }: { database: Database; clock: () => Date },
  id: string,
): Promise<Affiliate> {
  const at = clock();
  return transact(database, async (transaction) => {
    await lockAffiliate(transaction, id);
    const affiliate = await getAffiliate(transaction, id, at);
    await markAffiliateDeleted(transaction, id, at);
    return affiliate;
  });
}
