import type { View } from '@wordpress/dataviews';
import type { ListRules } from '../../list/view.ts';

export const ownView: View = {
  type: 'table',
  search: '',
  page: 1,
  perPage: 20,
  sort: { field: 'recorded_at', direction: 'desc' },
  titleField: 'coupon_code',
  fields: ['affiliate_name', 'order_reference', 'sold_on', 'amount', 'commission', 'status', 'recorded_at'],
  filters: [],
  layout: {
    density: 'compact',
    styles: { amount: { align: 'end' }, commission: { align: 'end' } },
  },
};

export const rules: ListRules = {
  sorts: { recorded_at: 'recorded_at', sold_on: 'sold_on' },
  filters: { affiliate_name: 'affiliate_id', status: 'status', batch_id: 'batch_id' },
  wideOnly: ['recorded_at', 'amount'],
};
