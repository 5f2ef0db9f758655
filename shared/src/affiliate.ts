import { z } from 'zod';
import { balanceSchema } from './commission.ts';
import { idPattern } from './id.ts';
import { formatShape, listQueryShape } from './list.ts';
import { rateSchema } from './program.ts';

export const affiliateStatusSchema = z.enum(['pending', 'active', 'rejected', 'suspended']);

/** Where an affiliate is paid: free text that only the store's owner and the affiliate see. */
export const payoutAccountSchema = z.strictObject({
  method: z.enum(['bank', 'paypal', 'other']),
  details: z.string().trim().min(1).max(500),
});

const writableShape = {
  name: z.string().trim().min(1).max(120),
  email: z.email().max(254).nullable(),
  status: affiliateStatusSchema,
  wordpress_user_id: z.int().min(1).nullable(),
  program_id: z.string().regex(idPattern('program')),
  /** Goes before the program's rates and its rates for products; null has none of its own. */
  rate: rateSchema.nullable(),
  /** Tells the affiliate's own orders apart from those of others; never shown to anybody else. */
  phone: z.string().trim().min(4).max(40).nullable(),
  payout: payoutAccountSchema.nullable(),
};

export const affiliateCreateSchema = z.strictObject({
  ...writableShape,
  email: writableShape.email.default(null),
  status: affiliateStatusSchema.default('active'),
  wordpress_user_id: writableShape.wordpress_user_id.default(null),
  rate: writableShape.rate.default(null),
  phone: writableShape.phone.default(null),
  payout: writableShape.payout.default(null),
});

export const affiliateUpdateSchema = z.strictObject(writableShape).partial();

export const affiliateSchema = z.strictObject({
  id: z.string().regex(idPattern('affiliate')),
  ...writableShape,
  /** `details` is told by `GET affiliates/{id}` alone; in lists and in answers to writes it is null. */
  payout: payoutAccountSchema.extend({ details: z.string().nullable() }).nullable(),
  program_name: z.string(),
  /** The store's address with the affiliate's referral link; null while links are off or no store is connected. */
  link: z.url().nullable(),
  coupons: z.array(z.strictObject({ id: z.int(), code: z.string() })),
  created_at: z.iso.datetime(),
});

export const affiliateListQuerySchema = z.strictObject({
  ...listQueryShape,
  orderby: z.enum(['name', 'created_at', 'status']).default('created_at'),
  status: affiliateStatusSchema.optional(),
  program_id: z.string().optional(),
  ...formatShape,
});

/** What becomes of what an affiliate has when they are deleted, told before it is done: coupons that belong to nobody then, and what stays in the books. */
export const affiliateConsequencesSchema = z.strictObject({
  coupons: z.int(),
  balances: z.array(balanceSchema.omit({ affiliate_id: true })),
});

/** What the owner wrote down about an affiliate. */
export const noteSchema = z.strictObject({
  id: z.string(),
  text: z.string(),
  written_by_user_id: z.int().nullable(),
  written_at: z.iso.datetime(),
});

export const noteCreateSchema = z.strictObject({ text: z.string().trim().min(1).max(2000) });

/** Forgives what an affiliate owes after a refund of something paid; `amount` left out forgives all of it. */
export const writeOffSchema = z.strictObject({
  currency: z.string().regex(/^[A-Z]{3}$/, 'An ISO 4217 code such as "EUR"'),
  amount: z
    .string()
    .regex(/^\d{1,12}(\.\d{1,4})?$/, 'An amount such as "13.50"')
    .optional(),
  reason: z.string().trim().min(1).max(150),
});

export type PayoutAccount = z.infer<typeof payoutAccountSchema>;
export type Note = z.infer<typeof noteSchema>;
export type NoteCreate = z.infer<typeof noteCreateSchema>;
export type WriteOff = z.infer<typeof writeOffSchema>;
export type Affiliate = z.infer<typeof affiliateSchema>;
export type AffiliateCreate = z.infer<typeof affiliateCreateSchema>;
export type AffiliateUpdate = z.infer<typeof affiliateUpdateSchema>;
export type AffiliateListQuery = z.infer<typeof affiliateListQuerySchema>;
export type AffiliateConsequences = z.infer<typeof affiliateConsequencesSchema>;
