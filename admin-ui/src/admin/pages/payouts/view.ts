import type { View } from '@wordpress/dataviews';
import { chosen, type ListRules } from '../../list/view.ts';

/** What is to be sent, newest first: the page as it opens. */
export const ownView: View = {
  type: 'table',
  search: '',
  page: 1,
  perPage: 20,
  sort: { field: 'proposed_at', direction: 'desc' },
  titleField: 'affiliate_name',
  fields: ['amount', 'status', 'account', 'items', 'proposed_at', 'paid_at'],
  filters: [{ field: 'status', operator: 'is', value: 'proposed' }],
  layout: {
    density: 'compact',
    styles: {
      amount: { align: 'end', minWidth: 100 },
      items: { align: 'end' },
      account: { minWidth: 180, maxWidth: 300 },
      record: { minWidth: 150, maxWidth: 200 },
      proposed_at: { minWidth: 110 },
      paid_at: { minWidth: 110 },
    },
  },
};

export const rules: ListRules = {
  sorts: { proposed_at: 'proposed_at', amount: 'amount' },
  filters: { status: 'status', affiliate_name: 'affiliate_id', currency: 'currency' },
  wideOnly: ['items', 'paid_at'],
};

/** Columns that say the same of all of a kind: an account is told of what is to be sent, and there each row has its button in place of the status. */
const idle: Record<string, string[]> = {
  proposed: ['status', 'paid_at'],
  paid: ['status', 'account'],
  cancelled: ['status', 'account', 'paid_at'],
  '': ['account'],
};

/** The columns of a kind. A phone says of what was sent when it was recorded, and of the others when they were proposed. */
export function withKind(view: View): View {
  const status = chosen(view, 'status') ?? '';
  const left = (view.fields ?? []).filter((field) => !idle[status]?.includes(field));
  if (view.type !== 'table') {
    if (status === 'proposed') return view;
    const date = status === 'paid' ? 'paid_at' : 'proposed_at';
    return { ...view, fields: left.map((field) => (field === 'proposed_at' ? date : field)) };
  }
  return { ...view, fields: status === 'proposed' ? [...left, 'record'] : left };
}

/** Back to the columns of all kinds, `before` being what the kind was made of. */
export function withoutKind(next: View, before: View): View {
  if (next.type !== 'table') return next;
  const hidden = idle[chosen(before, 'status') ?? ''] ?? [];
  const kept = new Set([...(next.fields ?? []), ...hidden.filter((field) => before.fields?.includes(field))]);
  const known = ownView.fields ?? [];
  const others = (next.fields ?? []).filter((field) => field !== 'record' && !known.includes(field));
  return { ...next, fields: [...known.filter((field) => kept.has(field)), ...others] };
}
