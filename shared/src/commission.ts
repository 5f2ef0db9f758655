import { z } from 'zod';
import { listQueryShape, storeIdFilter } from './list.ts';
import { baseSchema, rateSchema } from './program.ts';
import { reasonCodes } from './reason.ts';

export const commissionStatusSchema = z.enum(['pending', 'held', 'approved', 'paid', 'reversed', 'rejected']);
export const channelSchema = z.enum(['coupon', 'link', 'referral_code', 'offline', 'manual']);

/**
 * One sentence that says why a row earned what it earned, also nothing.
 * `code` and `values` let a page say it in its own language; `text` is the English sentence.
 */
export const sentenceSchema = z.strictObject({
  code: z.string(),
  values: z.record(z.string(), z.union([z.string(), z.number()])),
  text: z.string(),
});

export const commissionSchema = z.strictObject({
  id: z.string(),
  order_id: z.int(),
  order_number: z.string(),
  affiliate_id: z.string(),
  affiliate_name: z.string(),
  program_id: z.string(),
  coupon_id: z.int().nullable(),
  coupon_code: z.string().nullable(),
  channel: channelSchema,
  status: commissionStatusSchema,
  currency: z.string(),
  base_amount: z.string(),
  amount: z.string(),
  rate: rateSchema,
  summary: sentenceSchema,
  placed_at: z.iso.datetime(),
  recorded_at: z.iso.datetime(),
});

export const commissionListQuerySchema = z.strictObject({
  ...listQueryShape,
  orderby: z.enum(['placed_at', 'recorded_at', 'amount', 'order_id']).default('placed_at'),
  order_id: storeIdFilter,
  affiliate_id: z.string().optional(),
  program_id: z.string().optional(),
  coupon_id: storeIdFilter,
  status: commissionStatusSchema.optional(),
  channel: channelSchema.optional(),
  currency: z.string().length(3).optional(),
});

/** A coupon on an order, whether it earned or not: what the Commissions page lists. */
export const redemptionSchema = z.strictObject({
  id: z.string(),
  order_id: z.int(),
  order_number: z.string(),
  order_status: z.string(),
  coupon_id: z.int().nullable(),
  coupon_code: z.string(),
  affiliate_id: z.string().nullable(),
  affiliate_name: z.string().nullable(),
  commission_id: z.string().nullable(),
  status: z.union([commissionStatusSchema, z.literal('none')]),
  currency: z.string(),
  amount: z.string(),
  reasons: z.array(z.enum(reasonCodes)),
  summary: sentenceSchema,
  placed_at: z.iso.datetime(),
});

export const redemptionListQuerySchema = z.strictObject({
  ...listQueryShape,
  orderby: z.enum(['placed_at', 'amount', 'order_id']).default('placed_at'),
  status: z.union([commissionStatusSchema, z.literal('none')]).optional(),
  affiliate_id: z.string().optional(),
  coupon_id: storeIdFilter,
  order_id: storeIdFilter,
  currency: z.string().length(3).optional(),
});

/**
 * One line of the receipt. `amount` is what it adds to the running figure, in the commission's currency;
 * the amounts of the steps before `base` add up to the base, those after it to the commission. `null` where a step only informs.
 */
export const stepSchema = z.strictObject({
  code: z.enum([
    'line',
    'discount',
    'tax',
    'refunded',
    'shipping',
    'fee',
    'not_counted',
    'allocated',
    'floor',
    'base_rounding',
    'base',
    'rate',
    'not_earning',
    'amount',
  ]),
  label: z.string(),
  values: z.record(z.string(), z.union([z.string(), z.number()])),
  amount: z.string().nullable(),
});

export const ledgerKindSchema = z.enum([
  'earned',
  'reversed',
  'adjusted',
  'approved',
  'paid',
  'clawed_back',
  'written_off',
  'bonus',
]);

export const ledgerEntrySchema = z.strictObject({
  id: z.string(),
  affiliate_id: z.string(),
  commission_id: z.string().nullable(),
  order_id: z.int().nullable(),
  currency: z.string(),
  kind: ledgerKindSchema,
  amount: z.string(),
  reference: z.string(),
  reason: z.string(),
  occurred_at: z.iso.datetime(),
  recorded_at: z.iso.datetime(),
});

export const ledgerListQuerySchema = z.strictObject({
  ...listQueryShape,
  orderby: z.enum(['recorded_at', 'occurred_at']).default('recorded_at'),
  affiliate_id: z.string().optional(),
  commission_id: z.string().optional(),
  order_id: storeIdFilter,
  currency: z.string().length(3).optional(),
  kind: ledgerKindSchema.optional(),
});

export const termsSchema = z.strictObject({
  program_id: z.string(),
  program_name: z.string(),
  program_version: z.int(),
  program_version_since: z.iso.datetime(),
  rate: rateSchema,
  rate_source: z.literal('program'),
  base: baseSchema,
});

/** `payable_from`: when the hold ends, null when nothing is left to pay. */
export const explanationSchema = z.strictObject({
  commission_id: z.string(),
  currency: z.string(),
  amount: z.string(),
  base_amount: z.string(),
  summary: sentenceSchema,
  steps: z.array(stepSchema),
  terms: termsSchema,
  entries: z.array(ledgerEntrySchema),
  payable_from: z.iso.datetime().nullable(),
});

export const attributionSchema = z.strictObject({
  order_id: z.int(),
  order_number: z.string(),
  order_status: z.string(),
  winners: z.array(
    z.strictObject({
      affiliate_id: z.string(),
      affiliate_name: z.string(),
      coupon_code: z.string().nullable(),
      channel: channelSchema,
      share: z.string(),
      commission_id: z.string().nullable(),
    }),
  ),
  refused: z.array(
    z.strictObject({
      coupon_code: z.string(),
      affiliate_id: z.string().nullable(),
      affiliate_name: z.string().nullable(),
      reasons: z.array(z.enum(reasonCodes)),
      summary: sentenceSchema,
    }),
  ),
  reasons: z.array(z.enum(reasonCodes)),
});

export const balanceSchema = z.strictObject({
  affiliate_id: z.string(),
  currency: z.string(),
  pending: z.string(),
  held: z.string(),
  approved: z.string(),
  paid: z.string(),
  balance: z.string(),
});

export const balanceListQuerySchema = z.strictObject({
  page: listQueryShape.page,
  per_page: listQueryShape.per_page,
  affiliate_id: z.string().optional(),
  currency: z.string().length(3).optional(),
});

export type Sentence = z.infer<typeof sentenceSchema>;
export type CommissionStatus = z.infer<typeof commissionStatusSchema>;
export type Channel = z.infer<typeof channelSchema>;
export type Commission = z.infer<typeof commissionSchema>;
export type CommissionListQuery = z.infer<typeof commissionListQuerySchema>;
export type Redemption = z.infer<typeof redemptionSchema>;
export type RedemptionListQuery = z.infer<typeof redemptionListQuerySchema>;
export type Step = z.infer<typeof stepSchema>;
export type LedgerKind = z.infer<typeof ledgerKindSchema>;
export type LedgerEntry = z.infer<typeof ledgerEntrySchema>;
export type LedgerListQuery = z.infer<typeof ledgerListQuerySchema>;
export type Terms = z.infer<typeof termsSchema>;
export type Explanation = z.infer<typeof explanationSchema>;
export type Attribution = z.infer<typeof attributionSchema>;
export type Balance = z.infer<typeof balanceSchema>;
export type BalanceListQuery = z.infer<typeof balanceListQuerySchema>;
