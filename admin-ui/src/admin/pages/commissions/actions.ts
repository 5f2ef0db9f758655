import type { Action } from '@wordpress/dataviews';
import { __ } from '@wordpress/i18n';
import type { Redemption } from '@finders-fee/shared';
import { pageConfig } from '../../../config.ts';
import { go } from '../../address.ts';

/** What can be done from a row. */
export function commissionActions(): Action<Redemption>[] {
  return [
    {
      id: 'explain',
      label: __('Show the calculation', 'finders-fee'),
      callback: ([row]) => row && go({ id: String(row.order_id) }),
    },
    {
      id: 'order',
      label: __('Open the order in WooCommerce', 'finders-fee'),
      isEligible: () => pageConfig().orderUrl !== undefined,
      callback: ([row]) => row && window.location.assign(orderUrl(row.order_id) ?? ''),
    },
  ];
}

/** Where WooCommerce shows an order; undefined when the page was not told. */
export function orderUrl(orderId: number): string | undefined {
  return pageConfig().orderUrl?.replace('%d', String(orderId));
}
