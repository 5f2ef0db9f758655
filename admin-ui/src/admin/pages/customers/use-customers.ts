import type { View } from '@wordpress/dataviews';
import type { Customer, ReferralCodeChange } from '@finders-fee/shared';
import { write, type Page } from '../../../api/client.ts';
import { useResource, useResourcePage, type Resource } from '../../../api/use-resource.ts';
import { viewToQuery } from '../../list/view.ts';
import { rules } from './view.ts';

export function useCustomers(view: View): Resource<Page<Customer>> {
  return useResourcePage<Customer>(`customers?${viewToQuery(view, rules)}`);
}

/** One customer with the history of their code, newest first. */
export function useCustomer(id: string): {
  customer: Resource<Customer>;
  changes: Resource<ReferralCodeChange[]>;
} {
  return {
    customer: useResource<Customer>(`customers/${id}`),
    changes: useResource<ReferralCodeChange[]>(`customers/${id}/referral-code-changes`),
  };
}

/** The administrator's word, which no later order changes. */
export function setReferralCode(id: string, code: string | null, idempotencyKey: string): Promise<Customer> {
  return write<Customer>('PUT', `customers/${id}`, { referral_code: code }, idempotencyKey);
}
