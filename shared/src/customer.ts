import { z } from 'zod';
import { formatShape, listQueryShape, spanQueryShape } from './list.ts';

export const referralCodeSourceSchema = z.enum(['first_order', 'typed', 'administrator']);

export const customerSchema = z.strictObject({
  id: z.string(),
  wordpress_user_id: z.int().nullable(),
  email: z.string().nullable(),
  name: z.string(),
  store_status: z.enum(['member', 'guest']),
  referral_code: z.string().nullable(),
  referral_code_set_at: z.iso.datetime().nullable(),
  referral_code_order_id: z.int().nullable(),
  referral_code_source: referralCodeSourceSchema.nullable(),
  orders_count: z.int(),
  orders_total: z.array(z.strictObject({ currency: z.string(), total: z.string() })),
});

export const customerListQuerySchema = z.strictObject({
  ...listQueryShape,
  orderby: z.enum(['name', 'created_at']).default('created_at'),
  referral_code: z.string().max(100).optional(),
  store_status: z.enum(['member', 'guest']).optional(),
  ...formatShape,
});

/** A code longer than WooCommerce stores is refused; null takes the code away. */
export const customerUpdateSchema = z.strictObject({
  referral_code: z.string().trim().min(1).max(100).nullable(),
});

export const referralCodeChangeSchema = z.strictObject({
  id: z.string(),
  from: z.string().nullable(),
  to: z.string().nullable(),
  source: referralCodeSourceSchema,
  order_id: z.int().nullable(),
  changed_by_user_id: z.int().nullable(),
  changed_at: z.iso.datetime(),
});

const countedTotals = z.strictObject({
  count: z.int(),
  total: z.array(z.strictObject({ currency: z.string(), total: z.string() })),
});

export const referralCodeReportSchema = z.strictObject({
  code: z.string().nullable(),
  customers: z.int(),
  all_orders: countedTotals,
  orders_with_code: countedTotals,
});

export const referralCodeReportQuerySchema = z.strictObject({
  ...spanQueryShape,
  code: z.string().max(100).optional(),
  ...formatShape,
});

export type Customer = z.infer<typeof customerSchema>;
export type CustomerListQuery = z.infer<typeof customerListQuerySchema>;
export type CustomerUpdate = z.infer<typeof customerUpdateSchema>;
export type ReferralCodeChange = z.infer<typeof referralCodeChangeSchema>;
export type ReferralCodeReport = z.infer<typeof referralCodeReportSchema>;
export type ReferralCodeReportQuery = z.infer<typeof referralCodeReportQuerySchema>;
