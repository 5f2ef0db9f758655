import type { View } from '@wordpress/dataviews';
import type {
  Affiliate,
  AffiliateUpdate,
  Balance,
  Coupon,
  LedgerEntry,
  Note,
  Payout,
  WriteOff,
} from '@finders-fee/shared';
import { write, type Page } from '../../../api/client.ts';
import { useResource, useResourcePage, type Resource } from '../../../api/use-resource.ts';
import { viewToQuery } from '../../list/view.ts';
import { rules } from './view.ts';

export function useAffiliates(view: View): Resource<Page<Affiliate>> {
  return useResourcePage<Affiliate>(`affiliates?${viewToQuery(view, rules)}`);
}

export function useAffiliate(id: string): Resource<Affiliate> {
  return useResource<Affiliate>(`affiliates/${id}`);
}

export function useBalances(id: string): Resource<Page<Balance>> {
  return useResourcePage<Balance>(`balances?affiliate_id=${id}`);
}

export function useOwnCoupons(id: string): Resource<Page<Coupon>> {
  return useResourcePage<Coupon>(`coupons?affiliate_id=${id}&per_page=100&orderby=usage_count`);
}

export function useLedger(id: string, page: number): Resource<Page<LedgerEntry>> {
  return useResourcePage<LedgerEntry>(`ledger?affiliate_id=${id}&page=${page}&per_page=20`);
}

export function usePayouts(id: string): Resource<Page<Payout>> {
  return useResourcePage<Payout>(`payouts?affiliate_id=${id}&per_page=20`);
}

export function useNotes(id: string): Resource<Note[]> {
  return useResource<Note[]>(`affiliates/${id}/notes`);
}

export function saveAffiliate(
  id: string,
  facts: AffiliateUpdate,
  idempotencyKey: string,
): Promise<Affiliate> {
  return id === 'new'
    ? write<Affiliate>('POST', 'affiliates', facts, idempotencyKey)
    : write<Affiliate>('PUT', `affiliates/${id}`, facts, idempotencyKey);
}

export function changeStatus(id: string, status: Affiliate['status']): Promise<Affiliate> {
  return write<Affiliate>('PUT', `affiliates/${id}`, { status });
}

export function deleteAffiliate(id: string): Promise<void> {
  return write('DELETE', `affiliates/${id}`);
}

export function addNote(id: string, text: string, idempotencyKey: string): Promise<Note> {
  return write<Note>('POST', `affiliates/${id}/notes`, { text }, idempotencyKey);
}

export function deleteNote(id: string, noteId: string): Promise<void> {
  return write('DELETE', `affiliates/${id}/notes/${noteId}`);
}

export function writeOff(id: string, body: WriteOff, idempotencyKey: string): Promise<unknown> {
  return write('POST', `affiliates/${id}/write-offs`, body, idempotencyKey);
}
