import type { Action } from '@wordpress/dataviews';
import { __ } from '@wordpress/i18n';
import { pageConfig } from '../../../config.ts';
import { go } from '../../address.ts';
import { reviewsOf, reviewWord } from './review-words.ts';
import type { CommissionRow, ReviewAction } from './use-commissions.ts';

const reviews: ReviewAction[] = ['approve', 'hold', 'release', 'reject'];

/** What can be done from a row, and with many rows at once. */
export function commissionActions(
  onReview: (action: ReviewAction, rows: CommissionRow[]) => void,
): Action<CommissionRow>[] {
  return [
    {
      id: 'explain',
      label: __('Show the calculation', 'finders-fee'),
      callback: ([row]) => row && go({ id: placeOf(row) }),
    },
    {
      id: 'order',
      label: __('Open the order in WooCommerce', 'finders-fee'),
      isEligible: (row) => row.order_id !== null && pageConfig().orderUrl !== undefined,
      callback: ([row]) => row?.order_id && window.location.assign(orderUrl(row.order_id) ?? ''),
    },
    ...reviews.map((review) => ({
      id: review,
      label: reviewWord(review),
      supportsBulk: true,
      isEligible: (row: CommissionRow) =>
        row.commission_id !== null && reviewsOf(row.status).includes(review),
      callback: (rows: CommissionRow[]) => onReview(review, rows),
    })),
  ];
}

/** What the panel of a row is opened by: its order, or its commission where there is none. */
export function placeOf(row: CommissionRow): string {
  return row.order_id === null ? row.id : String(row.order_id);
}

/** Where WooCommerce shows an order; undefined when the page was not told. */
export function orderUrl(orderId: number): string | undefined {
  return pageConfig().orderUrl?.replace('%d', String(orderId));
}
