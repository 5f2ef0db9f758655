import { z } from 'zod';
import { idPattern } from './id.ts';
import { formatShape, listQueryShape, storeIdFilter } from './list.ts';
import { baseSchema, minimumSchema, productSetSchema, rateSchema } from './program.ts';
import { reasonCodes } from './reason.ts';
import { multipleCouponsSchema } from './settings.ts';

export const commissionStatusSchema = z.enum(['pending', 'held', 'approved', 'paid', 'reversed', 'rejected']);
export const rateSourceSchema = z.enum(['coupon', 'affiliate', 'product', 'category', 'program']);
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

/** `order_id` is null for an offline sale. `review`: why somebody has to look at it, and what was said; null when nothing is to be said. */
export const commissionSchema = z.strictObject({
  id: z.string(),
  order_id: z.int().nullable(),
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
  review: z.strictObject({ reasons: z.array(z.enum(reasonCodes)), note: z.string().nullable() }).nullable(),
  placed_at: z.iso.datetime(),
  recorded_at: z.iso.datetime(),
});

/** One row of the list as CSV: with where the rate comes from, and the steps of the explanation in words. */
export const commissionReceiptSchema = commissionSchema.extend({
  rate_source: rateSourceSchema,
  steps: z.array(z.string()),
});

/** What approve, reject, hold and release take: why, in the owner's words. */
export const reviewBodySchema = z.strictObject({ note: z.string().trim().min(1).max(150).optional() });

/** One action on many commissions, each answered by itself. */
export const bulkReviewSchema = z.strictObject({
  ids: z
    .array(z.string().regex(idPattern('commission')))
    .min(1)
    .max(100),
  action: z.enum(['approve', 'reject', 'hold', 'release']),
  note: reviewBodySchema.shape.note,
});

export const bulkReviewResultSchema = z.strictObject({
  rows: z.array(
    z.strictObject({ id: z.string(), verdict: z.enum(['done', 'refused']), reason: z.string().optional() }),
  ),
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
  ...formatShape,
});

/**
 * A coupon on an order, whether it earned or not: what the Commissions page lists. `channel` `link` is the link that led to the order, `referral_code`
 * the buyer's permanent code. `coupon_code` is null for a link.
 */
export const redemptionSchema = z.strictObject({
  id: z.string(),
  order_id: z.int(),
  order_number: z.string(),
  order_status: z.string(),
  channel: channelSchema,
  coupon_id: z.int().nullable(),
  coupon_code: z.string().nullable(),
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
  channel: channelSchema.optional(),
  affiliate_id: z.string().optional(),
  coupon_id: storeIdFilter,
  order_id: storeIdFilter,
  currency: z.string().length(3).optional(),
  ...formatShape,
});

/**
 * One line of the receipt. `amount` is what it adds to the running figure, in the commission's currency; `null` where a step only informs.
 * The amounts of the steps before `base` add up to the base; those between `base` and `amount` add up to the commission.
 */
export const stepSchema = z.strictObject({
  code: z.enum([
    'line',
    'discount',
    'tax',
    'refunded',
    'shipping',
    'fee',
    'excluded',
    'other_coupon',
    'shared',
    'not_counted',
    'allocated',
    'floor',
    'base_rounding',
    'not_earning',
    'base',
    'rate',
    'amount_floor',
    'amount_rounding',
    'rejected',
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

export const accountSchema = z.enum(['expense', 'pending', 'held', 'approved', 'paid']);

/**
 * `amount` is signed: what the entry adds to what the store owes the affiliate, so that an affiliate's entries add up to the balance.
 * It is 0 where money only goes from one account to another (`approved`, a hold); `moved` is how much went from `from` to `to`.
 */
export const ledgerEntrySchema = z.strictObject({
  id: z.string(),
  affiliate_id: z.string(),
  commission_id: z.string().nullable(),
  order_id: z.int().nullable(),
  currency: z.string(),
  kind: ledgerKindSchema,
  amount: z.string(),
  moved: z.string(),
  from: accountSchema,
  to: accountSchema,
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
  ...formatShape,
});

/** One rate and what it is for: `coupon_code` for a coupon's own, products or categories for theirs. */
export const rateRuleSchema = z.strictObject({
  source: rateSourceSchema,
  rate: rateSchema,
  coupon_code: z.string().optional(),
  product_ids: productSetSchema.shape.product_ids.optional(),
  category_ids: productSetSchema.shape.category_ids.optional(),
});

/**
 * What was promised when the order was placed, frozen for good. `rates` in order of precedence (coupon, affiliate, product, category, program):
 * the first that fits a line counts. `rate` with its source is the one to name where there is room for one only.
 */
export const termsSchema = z.strictObject({
  program_id: z.string(),
  program_name: z.string(),
  program_version: z.int(),
  program_version_since: z.iso.datetime(),
  rate: rateSchema,
  rate_source: rateSourceSchema,
  rates: z.array(rateRuleSchema),
  base: baseSchema,
  excluded: productSetSchema,
  minimum: minimumSchema.nullable(),
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

/** `share`: how much of the order's base the winner earns on, a decimal of 0 to 1 with 4 digits. `multiple_coupons` as it stood when the order was first seen. */
export const attributionSchema = z.strictObject({
  order_id: z.int(),
  multiple_coupons: multipleCouponsSchema,
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
      coupon_code: z.string().nullable(),
      channel: channelSchema,
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
  ...formatShape,
});

export type Sentence = z.infer<typeof sentenceSchema>;
export type CommissionStatus = z.infer<typeof commissionStatusSchema>;
export type Channel = z.infer<typeof channelSchema>;
export type Commission = z.infer<typeof commissionSchema>;
export type CommissionReceipt = z.infer<typeof commissionReceiptSchema>;
export type CommissionListQuery = z.infer<typeof commissionListQuerySchema>;
export type Redemption = z.infer<typeof redemptionSchema>;
export type RedemptionListQuery = z.infer<typeof redemptionListQuerySchema>;
export type Account = z.infer<typeof accountSchema>;
export type RateSource = z.infer<typeof rateSourceSchema>;
export type RateRule = z.infer<typeof rateRuleSchema>;
export type ReviewBody = z.infer<typeof reviewBodySchema>;
export type BulkReview = z.infer<typeof bulkReviewSchema>;
export type BulkReviewResult = z.infer<typeof bulkReviewResultSchema>;
export type Step = z.infer<typeof stepSchema>;
export type LedgerKind = z.infer<typeof ledgerKindSchema>;
export type LedgerEntry = z.infer<typeof ledgerEntrySchema>;
export type LedgerListQuery = z.infer<typeof ledgerListQuerySchema>;
export type Terms = z.infer<typeof termsSchema>;
export type Explanation = z.infer<typeof explanationSchema>;
export type Attribution = z.infer<typeof attributionSchema>;
export type Balance = z.infer<typeof balanceSchema>;
export type BalanceListQuery = z.infer<typeof balanceListQuerySchema>;
