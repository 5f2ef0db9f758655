import type { View } from '@wordpress/dataviews';
import type { ListRules } from '../../list/view.ts';

export const ownView: View = {
  type: 'table',
  search: '',
  page: 1,
  perPage: 20,
  sort: { field: 'created_at', direction: 'desc' },
  titleField: 'name',
  fields: ['email', 'store_status', 'referral_code', 'orders_count', 'orders_total'],
  filters: [],
  layout: { density: 'compact', styles: { orders_count: { align: 'end' }, orders_total: { align: 'end' } } },
};

export const rules: ListRules = {
  sorts: { name: 'name', created_at: 'created_at' },
  filters: { store_status: 'store_status', referral_code: 'referral_code' },
};
