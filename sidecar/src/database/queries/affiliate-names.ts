import { among } from '../among.ts';
import type { Executor } from '../client.ts';
import { affiliates } from '../schema/affiliates.ts';

/** By id; also of those who are affiliates no more. */
export async function loadAffiliateNames(
  executor: Executor,
  ids: readonly string[],
): Promise<Map<string, string>> {
  const rows = await executor
    .select({ id: affiliates.id, name: affiliates.name })
    .from(affiliates)
    .where(among(affiliates.id, ids));
  return new Map(rows.map(({ id, name }) => [id, name]));
}
