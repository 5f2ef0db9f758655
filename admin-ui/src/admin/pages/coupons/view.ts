import type { View } from '@wordpress/dataviews';
import type { ListRules } from '../../list/view.ts';

export const ownView: View = {
  type: 'table',
  search: '',
  page: 1,
  perPage: 20,
  sort: { field: 'usage_count', direction: 'desc' },
  titleField: 'code',
  fields: ['affiliate_name', 'discount', 'rate', 'usage_count', 'status', 'expires_on'],
  filters: [],
  layout: { density: 'compact', styles: { usage_count: { align: 'end' } } },
};

export const rules: ListRules = {
  sorts: { code: 'code', id: 'id', usage_count: 'usage_count' },
  filters: { affiliate_name: 'affiliate_id', assigned: 'assigned' },
  wideOnly: ['expires_on', 'rate'],
};
