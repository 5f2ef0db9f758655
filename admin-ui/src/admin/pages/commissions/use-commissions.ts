import type { View } from '@wordpress/dataviews';
import type { Attribution, Explanation, Redemption } from '@finders-fee/shared';
import type { Page } from '../../../api/client.ts';
import { useResource, useResourcePage, type Resource } from '../../../api/use-resource.ts';
import { viewToQuery } from '../../list/view.ts';
import { rules } from './view.ts';

/** Every coupon on every order, also those that earned nothing. */
export function useCommissions(view: View): Resource<Page<Redemption>> {
  return useResourcePage<Redemption>(`redemptions?${viewToQuery(view, rules)}`);
}

/** Who earned with an order and who did not, and the calculation behind what was earned. */
export function useOrder(orderId: string): {
  order: Resource<Attribution>;
  explanation: Resource<Explanation>;
} {
  const order = useResource<Attribution>(`orders/${orderId}/attribution`);
  const commissionId = order.data?.winners.find((winner) => winner.commission_id)?.commission_id;
  const explanation = useResource<Explanation>(
    commissionId ? `commissions/${commissionId}/explanation` : undefined,
  );
  return { order, explanation };
}
