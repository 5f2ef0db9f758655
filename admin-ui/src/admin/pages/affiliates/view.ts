import type { View } from '@wordpress/dataviews';
import type { ListRules } from '../../list/view.ts';

export const ownView: View = {
  type: 'table',
  search: '',
  page: 1,
  perPage: 20,
  sort: { field: 'created_at', direction: 'desc' },
  titleField: 'name',
  fields: ['status', 'coupons', 'program_name', 'email', 'created_at'],
  filters: [],
  layout: { density: 'compact' },
};

export const rules: ListRules = {
  sorts: { name: 'name', created_at: 'created_at', status: 'status' },
  filters: { status: 'status', program_name: 'program_id' },
  wideOnly: ['created_at'],
};
