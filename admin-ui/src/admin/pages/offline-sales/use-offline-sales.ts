import type { OfflineBatch, OfflineImport, OfflineSale } from '@finders-fee/shared';
import { sendFile, write, type Page } from '../../../api/client.ts';
import { useResourcePage, type Resource } from '../../../api/use-resource.ts';

/** What a new sale is made of; what is left out is not sent. */
export interface NewSale {
  coupon_code: string;
  amount?: string;
  currency?: string;
  order_reference?: string;
  sold_on?: string;
}

export function useOfflineSales(path: string): Resource<Page<OfflineSale>> {
  return useResourcePage<OfflineSale>(path);
}

export function useBatches(page: number): Resource<Page<OfflineBatch>> {
  return useResourcePage<OfflineBatch>(`offline-sales/batches?page=${page}&per_page=10`);
}

export function recordSale(sale: NewSale, idempotencyKey: string): Promise<OfflineSale> {
  return write<OfflineSale>('POST', 'offline-sales', sale, idempotencyKey);
}

export function undoSale(id: string): Promise<OfflineSale> {
  return write<OfflineSale>('POST', `offline-sales/${id}/undo`);
}

export function undoBatch(id: string): Promise<OfflineBatch> {
  return write<OfflineBatch>('POST', `offline-sales/batches/${id}/undo`);
}

/** A verdict for each row; with `isDry` nothing is written. */
export function importFile(file: Blob, isDry: boolean): Promise<OfflineImport> {
  return sendFile<OfflineImport>(`offline-sales/import?dry_run=${String(isDry)}`, file);
}
