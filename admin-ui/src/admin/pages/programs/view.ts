import type { View } from '@wordpress/dataviews';
import type { ListRules } from '../../list/view.ts';

export const ownView: View = {
  type: 'table',
  search: '',
  page: 1,
  perPage: 20,
  sort: { field: 'created_at', direction: 'desc' },
  titleField: 'name',
  fields: ['status', 'rate', 'base', 'hold', 'affiliates_count', 'version_since'],
  filters: [],
  layout: {
    density: 'compact',
    styles: { base: { minWidth: 260 }, rate: { align: 'end' }, affiliates_count: { align: 'end' } },
  },
};

export const rules: ListRules = {
  sorts: { name: 'name', created_at: 'created_at' },
  filters: { status: 'status' },
  wideOnly: ['version_since', 'hold'],
};
