import { z } from 'zod';
import { payoutAccountSchema } from './affiliate.ts';
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

/** `sent` says that exactly this sum has left already: then it is recorded, whatever is payable by now. */
export const payoutPaySchema = z.strictObject({
  sent: z
    .string()
    .regex(/^\d{1,15}(\.\d{1,8})?$/, 'An amount such as "13.50"')
    .optional(),
});

/** `commission_id` is null for what belongs to no commission: write-offs and what was carried over. */
export const payoutItemSchema = z.strictObject({
  commission_id: z.string().nullable(),
  order_number: z.string().nullable(),
  amount: z.string(),
});

/** `status` is how the payout stood when this was decided: one that stands otherwise by now is not cancelled. */
export const payoutCancelSchema = z.strictObject({ status: z.enum(['proposed', 'paid']).optional() });

/**
 * `is_outdated`: more is proposed than is payable now, because of a refund, say; it is cancelled and proposed anew, unless it was sent already.
 * `payable` is what could be paid in this currency now, below 0 where the affiliate owes, and `account` where the affiliate is paid. Both are told of
 * proposals only; `account` is null also where none is known, and in answers to writes.
 */
export const payoutSchema = z.strictObject({
  id: z.string(),
  affiliate_id: z.string(),
  affiliate_name: z.string(),
  currency: z.string(),
  amount: z.string(),
  status: payoutStatusSchema,
  is_outdated: z.boolean(),
  payable: z.string().nullable(),
  account: payoutAccountSchema.nullable(),
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
export type PayoutPay = z.infer<typeof payoutPaySchema>;
export type PayoutCancel = z.infer<typeof payoutCancelSchema>;
export type Payout = z.infer<typeof payoutSchema>;
export type PayoutListQuery = z.infer<typeof payoutListQuerySchema>;
