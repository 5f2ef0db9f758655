import type { View } from '@wordpress/dataviews';
import type { Payout } from '@finders-fee/shared';
import { write, type Page } from '../../../api/client.ts';
import { useResource, useResourcePage, type Resource } from '../../../api/use-resource.ts';
import { viewToQuery } from '../../list/view.ts';
import { rules } from './view.ts';

export interface Payouts {
  page: Resource<Page<Payout>>;
  /** What the CSV of the same is asked for by. */
  path: string;
}

export function usePayouts(view: View): Payouts {
  const path = `payouts?${viewToQuery(view, rules)}`;
  return { page: useResourcePage<Payout>(path), path };
}

export function usePayout(id: string): Resource<Payout> {
  return useResource<Payout>(`payouts/${id}`);
}

/** Everybody to whom something is due, in each currency; answers the new ones only, so that it can be asked again. */
export function proposeAll(): Promise<Payout[]> {
  return write<Payout[]>('POST', 'payouts', {});
}
