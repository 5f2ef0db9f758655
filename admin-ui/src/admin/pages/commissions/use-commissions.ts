import type { View } from '@wordpress/dataviews';
import { useMemo } from '@wordpress/element';
import type {
  BulkReviewResult,
  Channel,
  Commission,
  ReasonCode,
  Redemption,
  Sentence,
} from '@finders-fee/shared';
import { write, type Page } from '../../../api/client.ts';
import { useResourcePage, type Resource } from '../../../api/use-resource.ts';
import { chosen, viewToQuery } from '../../list/view.ts';
import { rules } from './view.ts';

/** One line of the list: a coupon or link on an order, or a commission by itself where it came from no order. */
export interface CommissionRow {
  id: string;
  commission_id: string | null;
  order_id: number | null;
  order_number: string;
  coupon_code: string | null;
  affiliate_id: string | null;
  affiliate_name: string | null;
  channel: Channel;
  status: Redemption['status'];
  currency: string;
  amount: string;
  summary: Sentence;
  reasons: ReasonCode[];
  note: string | null;
  placed_at: string;
}

export type ReviewAction = 'approve' | 'reject' | 'hold' | 'release';

export interface Commissions {
  page: Resource<Page<CommissionRow>>;
  /** What the CSV of the same is asked for by. */
  path: string;
}

/**
 * Every coupon and link on every order, also those that earned nothing. Narrowed to sales outside the shop, which carry no order, or to what only
 * commissions have, it is commissions.
 */
export function useCommissions(view: View): Commissions {
  const ofCommissions = asksForCommissions(view);
  const isImpossible = ofCommissions && chosen(view, 'status') === 'none';
  const path = `${ofCommissions ? 'commissions' : 'redemptions'}?${viewToQuery(view, rules)}`;
  const page = useResourcePage<Commission | Redemption>(isImpossible ? undefined : path);
  const rows = page.data?.rows;
  const data = useMemo(() => {
    if (isImpossible) return { rows: [], total: 0, pages: 0 };
    return page.data && { ...page.data, rows: page.data.rows.map(rowOf) };
    // The totals never change without the rows.
  }, [rows, isImpossible]);
  return { page: { ...page, data }, path };
}

function asksForCommissions(view: View): boolean {
  const [channel, status] = [chosen(view, 'channel'), chosen(view, 'status')];
  if (status !== undefined && status !== 'none') return true;
  return channel === 'offline' || channel === 'manual';
}

function rowOf(row: Commission | Redemption): CommissionRow {
  if ('commission_id' in row) return { ...row, note: null };
  const { review, ...commission } = row;
  return { ...commission, commission_id: row.id, reasons: review?.reasons ?? [], note: review?.note ?? null };
}

export function reviewOne(id: string, action: ReviewAction, note: string | undefined): Promise<Commission> {
  return write<Commission>('POST', `commissions/${id}/${action}`, note ? { note } : {});
}

/** At most 100 at once, as a page of the list holds. */
export async function reviewMany(
  ids: string[],
  action: ReviewAction,
  note: string | undefined,
): Promise<BulkReviewResult['rows']> {
  const body = { ids: [...new Set(ids)], action, ...(note && { note }) };
  return (await write<BulkReviewResult>('POST', 'commissions/bulk', body)).rows;
}
