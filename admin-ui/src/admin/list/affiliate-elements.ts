import type { Affiliate } from '@finders-fee/shared';
import { readPage } from '../../api/client.ts';

/** What a list can be narrowed to by affiliate: the first hundred by name. */
export async function affiliateElements(): Promise<{ value: string; label: string }[]> {
  const { rows } = await readPage<Affiliate>('affiliates?per_page=100&orderby=name&order=asc');
  return rows.map((affiliate) => ({ value: affiliate.id, label: affiliate.name }));
}
