import { z } from 'zod';
import { sentenceSchema } from './commission.ts';
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

/** Why a sale is not recorded, or a row of a file not imported. */
export const saleRefusalCodes = [
  'quote_never_closed',
  'quote_inside_cell',
  'not_utf8',
  'too_many_cells',
  'coupon_missing',
  'coupon_too_long',
  'order_id_too_long',
  'amount_unreadable',
  'amount_unreadable_with_comma',
  'amount_ambiguous',
  'amount_too_precise',
  'amount_not_above_zero',
  'date_unreadable',
  'date_out_of_range',
  'currency_unknown',
  'coupon_unknown',
  'coupon_of_nobody',
  'coupon_of_nobody_deleted',
  'coupon_expired',
  'commissions_off',
  'affiliate_not_active',
  'program_paused',
  'program_not_started',
  'program_ended',
  'program_deleted',
  'nobody_earns',
  'below_minimum',
  'minimum_needs_amount',
  'no_rate_for_currency',
  'percentage_needs_amount',
  'commission_too_small',
  'recorded_already',
  'recorded_already_without_date',
  'recorded_already_without_order_id',
  'repeated_in_file',
  'repeated_in_file_without_date',
  'repeated_in_file_without_order_id',
] as const;

/**
 * `line` counts the file's lines from 1, the header included. `code` and `values` let a page say the reason in its own language;
 * `reason` is the English sentence.
 */
export const importVerdictSchema = z.strictObject({
  line: z.int(),
  verdict: z.enum(['imported', 'duplicate', 'refused']),
  reason: z.string().optional(),
  code: z.enum(saleRefusalCodes).optional(),
  values: sentenceSchema.shape.values.optional(),
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
export type SaleRefusalCode = (typeof saleRefusalCodes)[number];
export type OfflineImport = z.infer<typeof offlineImportSchema>;
export type OfflineBatch = z.infer<typeof offlineBatchSchema>;
