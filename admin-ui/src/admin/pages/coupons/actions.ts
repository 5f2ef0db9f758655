import type { Action } from '@wordpress/dataviews';
import { __ } from '@wordpress/i18n';
import type { Coupon } from '@finders-fee/shared';
import { pageConfig } from '../../../config.ts';
import { go } from '../../address.ts';

export function couponActions(): Action<Coupon>[] {
  return [
    {
      id: 'owner',
      label: __('Change who earns', 'finders-fee'),
      callback: ([row]) => row && go({ id: String(row.id) }),
    },
    {
      id: 'edit',
      label: __('Edit in WooCommerce', 'finders-fee'),
      isEligible: (row) => pageConfig().couponUrl !== undefined && row.status !== 'deleted',
      callback: ([row]) => row && window.location.assign(couponUrl(row.id) ?? ''),
    },
  ];
}

/** Where WooCommerce edits a coupon; undefined when the page was not told. */
export function couponUrl(id: number): string | undefined {
  return pageConfig().couponUrl?.replace('%d', String(id));
}
