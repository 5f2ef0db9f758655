import type { View } from '@wordpress/dataviews';
import type { ListRules } from '../../list/view.ts';

/** Newest first, with the sentence that says why: the page as it opens. */
export const ownView: View = {
  type: 'table',
  search: '',
  page: 1,
  perPage: 20,
  sort: { field: 'placed_at', direction: 'desc' },
  titleField: 'order_id',
  fields: ['coupon_code', 'affiliate_name', 'channel', 'why', 'status', 'amount', 'placed_at'],
  filters: [],
  layout: {
    density: 'compact',
    styles: {
      why: { minWidth: 240 },
      amount: { align: 'end', minWidth: 90 },
      placed_at: { minWidth: 110 },
    },
  },
};

export const rules: ListRules = {
  sorts: { placed_at: 'placed_at', amount: 'amount', order_id: 'order_id' },
  filters: {
    status: 'status',
    channel: 'channel',
    affiliate_name: 'affiliate_id',
    coupon_code: 'coupon_id',
    order_id: 'order_id',
    currency: 'currency',
  },
  wideOnly: ['channel'],
};
