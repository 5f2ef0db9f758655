import type { Affiliate, AffiliateUpdate } from '@finders-fee/shared';
import { lockAffiliate, updateAffiliateRow } from '../database/affiliates.ts';
import type { Database } from '../database/client.ts';
import { assertProgram } from '../database/programs.ts';
import { getAffiliate } from '../database/queries/affiliates.ts';
import { transact } from '../database/transaction.ts';

/**
 * Changes an affiliate; what was earned before stays as it was decided then.
 * Throws `not_found`, `invalid_request` for an unknown program, `conflict` when the WordPress user already is another affiliate.
 */
export function updateAffiliate(
  { database, clock }: { database: Database; clock: () => Date },
  id: string,
  change: AffiliateUpdate,
): Promise<Affiliate> {
  return transact(database, async (transaction) => {
    await lockAffiliate(transaction, id);
    const before = await getAffiliate(transaction, id, clock());
    const moves = change.program_id !== undefined && change.program_id !== before.program_id;
    if (moves) await assertProgram(transaction, change.program_id ?? '');
    await updateAffiliateRow(transaction, id, change);
    return getAffiliate(transaction, id, clock());
  });
}
