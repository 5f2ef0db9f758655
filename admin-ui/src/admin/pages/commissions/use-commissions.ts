import type { View } from '@wordpress/dataviews';
import type { Redemption } from '@finders-fee/shared';
import type { Page } from '../../../api/client.ts';
import { useResourcePage, type Resource } from '../../../api/use-resource.ts';
import { viewToQuery } from '../../list/view.ts';
import { rules } from './view.ts';

/** Every coupon on every order, also those that earned nothing. */
export function useCommissions(view: View): Resource<Page<Redemption>> {
  return useResourcePage<Redemption>(`redemptions?${viewToQuery(view, rules)}`);
}
