import type { Affiliate, AffiliateCreate } from '@finders-fee/shared';
import { insertAffiliate } from '../database/affiliates.ts';
import type { Database } from '../database/client.ts';
import { assertProgram } from '../database/programs.ts';
import { getAffiliate } from '../database/queries/affiliates.ts';
import { transact } from '../database/transaction.ts';

/** Throws `invalid_request` for an unknown program, `conflict` when the WordPress user already is an affiliate. */
export function createAffiliate(
  { database, clock }: { database: Database; clock: () => Date },
  affiliate: AffiliateCreate,
): Promise<Affiliate> {
  const at = clock();
  return transact(database, async (transaction) => {
    await assertProgram(transaction, affiliate.program_id);
    const id = await insertAffiliate(transaction, affiliate, at);
    return getAffiliate(transaction, id, at);
  });
}
