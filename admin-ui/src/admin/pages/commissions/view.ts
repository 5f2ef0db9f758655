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
  fields: ['coupon_code', 'affiliate_name', 'why', 'status', 'amount', 'placed_at', 'channel'],
  filters: [],
  layout: {
    density: 'compact',
    styles: {
      why: { minWidth: 200 },
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

/** In the list of those that wait, each row has its decision at hand in place of a status that is the same for all. */
export function withDecision(view: View): View {
  if (view.type !== 'table') return view;
  const fields = (view.fields ?? []).filter((field) => field !== 'status' && field !== 'channel');
  return { ...view, fields: [...fields, 'decide'] };
}

/** Back to the columns of every other list. */
export function withoutDecision(view: View): View {
  if (!view.fields?.includes('decide')) return view;
  const kept = new Set([...view.fields, 'status', 'channel']);
  return { ...view, fields: (ownView.fields ?? []).filter((field) => kept.has(field)) };
}
