import { z } from 'zod';
import { formatShape, listQueryShape } from './list.ts';

const decimalAmount = z
  .string()
  .trim()
  .regex(/^\d{1,12}(\.\d{1,4})?$/, 'An amount above 0 such as "100" or "99.90"');

/** A sale outside the shop. Only the coupon is needed: without an amount a fixed rate counts, without a date today does. */
export const offlineSaleCreateSchema = z.strictObject({
  coupon_code: z.string().trim().min(1).max(255),
  amount: decimalAmount.nullable().default(null),
  currency: z
    .string()
    .regex(/^[A-Z]{3}$/, 'An ISO 4217 code such as "EUR"')
    .optional(),
  order_reference: z.string().trim().max(100).nullable().default(null),
  sold_on: z.iso.date().optional(),
});

export const offlineSaleSchema = z.strictObject({
  id: z.string(),
  coupon_code: z.string(),
  affiliate_id: z.string(),
  affiliate_name: z.string(),
  currency: z.string(),
  amount: z.string().nullable(),
  order_reference: z.string().nullable(),
  sold_on: z.iso.date(),
  commission_id: z.string(),
  commission: z.string(),
  status: z.enum(['recorded', 'undone']),
  batch_id: z.string().nullable(),
  recorded_at: z.iso.datetime(),
});

export const offlineSaleListQuerySchema = z.strictObject({
  ...listQueryShape,
  orderby: z.enum(['sold_on', 'recorded_at']).default('recorded_at'),
  affiliate_id: z.string().optional(),
  batch_id: z.string().optional(),
  status: z.enum(['recorded', 'undone']).optional(),
  ...formatShape,
});

export const offlineImportQuerySchema = z.strictObject({
  dry_run: z
    .enum(['true', 'false'])
    .default('false')
    .transform((value) => value === 'true'),
});

/** `line` counts the file's lines from 1, the header included. */
export const importVerdictSchema = z.strictObject({
  line: z.int(),
  verdict: z.enum(['imported', 'duplicate', 'refused']),
  reason: z.string().optional(),
  commission_id: z.string().optional(),
});

/** `batch_id` is null for a dry run, and where nothing was imported. */
export const offlineImportSchema = z.strictObject({
  batch_id: z.string().nullable(),
  imported: z.int(),
  duplicates: z.int(),
  refused: z.int(),
  rows: z.array(importVerdictSchema),
});

export const offlineBatchSchema = z.strictObject({
  id: z.string(),
  sales: z.int(),
  status: z.enum(['recorded', 'undone']),
  recorded_at: z.iso.datetime(),
});

export type OfflineSale = z.infer<typeof offlineSaleSchema>;
export type OfflineSaleCreate = z.infer<typeof offlineSaleCreateSchema>;
export type OfflineSaleListQuery = z.infer<typeof offlineSaleListQuerySchema>;
export type ImportVerdict = z.infer<typeof importVerdictSchema>;
export type OfflineImport = z.infer<typeof offlineImportSchema>;
export type OfflineBatch = z.infer<typeof offlineBatchSchema>;
