import type { View } from '@wordpress/dataviews';
import type { Affiliate, Balance } from '@finders-fee/shared';
import { write, type Page } from '../../../api/client.ts';
import { useResource, useResourcePage, type Resource } from '../../../api/use-resource.ts';
import { viewToQuery } from '../../list/view.ts';
import { rules } from './view.ts';

/** What can be written of an affiliate. */
export type AffiliateFacts = Pick<
  Affiliate,
  'name' | 'email' | 'status' | 'wordpress_user_id' | 'program_id'
>;

export function useAffiliates(view: View): Resource<Page<Affiliate>> {
  return useResourcePage<Affiliate>(`affiliates?${viewToQuery(view, rules)}`);
}

/** One affiliate with what they are owed; `new` has neither yet. */
export function useAffiliate(id: string): {
  affiliate: Resource<Affiliate>;
  balances: Resource<Page<Balance>>;
} {
  const isNew = id === 'new';
  return {
    affiliate: useResource<Affiliate>(isNew ? undefined : `affiliates/${id}`),
    balances: useResourcePage<Balance>(isNew ? undefined : `balances?affiliate_id=${id}`),
  };
}

export function saveAffiliate(id: string, facts: AffiliateFacts, idempotencyKey: string): Promise<Affiliate> {
  return id === 'new'
    ? write<Affiliate>('POST', 'affiliates', facts, idempotencyKey)
    : write<Affiliate>('PUT', `affiliates/${id}`, facts, idempotencyKey);
}

export function deleteAffiliate(id: string): Promise<void> {
  return write('DELETE', `affiliates/${id}`);
}
