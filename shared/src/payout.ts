import { z } from 'zod';
import { idPattern } from './id.ts';
import { formatShape, listQueryShape } from './list.ts';

export const payoutStatusSchema = z.enum(['proposed', 'paid', 'cancelled']);

/** Proposes what is due: to everybody, to one affiliate, or in one currency only. */
export const payoutProposeSchema = z.strictObject({
  affiliate_id: z.string().regex(idPattern('affiliate')).optional(),
  currency: z
    .string()
    .regex(/^[A-Z]{3}$/, 'An ISO 4217 code such as "EUR"')
    .optional(),
});

/** `commission_id` is null for what belongs to no commission: write-offs and what was carried over. */
export const payoutItemSchema = z.strictObject({
  commission_id: z.string().nullable(),
  order_number: z.string().nullable(),
  amount: z.string(),
});

/** `is_outdated`: more is proposed than is payable now, because of a refund, say; it cannot be paid, only cancelled and proposed anew. */
export const payoutSchema = z.strictObject({
  id: z.string(),
  affiliate_id: z.string(),
  affiliate_name: z.string(),
  currency: z.string(),
  amount: z.string(),
  status: payoutStatusSchema,
  is_outdated: z.boolean(),
  items: z.array(payoutItemSchema),
  proposed_at: z.iso.datetime(),
  paid_at: z.iso.datetime().nullable(),
});

export const payoutListQuerySchema = z.strictObject({
  ...listQueryShape,
  orderby: z.enum(['proposed_at', 'amount']).default('proposed_at'),
  affiliate_id: z.string().optional(),
  currency: z.string().length(3).optional(),
  status: payoutStatusSchema.optional(),
  ...formatShape,
});

export type PayoutPropose = z.infer<typeof payoutProposeSchema>;
export type Payout = z.infer<typeof payoutSchema>;
export type PayoutListQuery = z.infer<typeof payoutListQuerySchema>;
