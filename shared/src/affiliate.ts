import { z } from 'zod';
import { idPattern } from './id.ts';
import { listQueryShape } from './list.ts';

export const affiliateStatusSchema = z.enum(['pending', 'active', 'rejected', 'suspended']);

const writableShape = {
  name: z.string().trim().min(1).max(120),
  email: z.email().max(254).nullable(),
  status: affiliateStatusSchema,
  wordpress_user_id: z.int().min(1).nullable(),
  program_id: z.string().regex(idPattern('program')),
};

export const affiliateCreateSchema = z.strictObject({
  ...writableShape,
  email: writableShape.email.default(null),
  status: affiliateStatusSchema.default('active'),
  wordpress_user_id: writableShape.wordpress_user_id.default(null),
});

export const affiliateUpdateSchema = z.strictObject(writableShape).partial();

export const affiliateSchema = z.strictObject({
  id: z.string().regex(idPattern('affiliate')),
  ...writableShape,
  program_name: z.string(),
  coupons: z.array(z.strictObject({ id: z.int(), code: z.string() })),
  created_at: z.iso.datetime(),
});

export const affiliateListQuerySchema = z.strictObject({
  ...listQueryShape,
  orderby: z.enum(['name', 'created_at', 'status']).default('created_at'),
  status: affiliateStatusSchema.optional(),
  program_id: z.string().optional(),
});

export type Affiliate = z.infer<typeof affiliateSchema>;
export type AffiliateCreate = z.infer<typeof affiliateCreateSchema>;
export type AffiliateUpdate = z.infer<typeof affiliateUpdateSchema>;
export type AffiliateListQuery = z.infer<typeof affiliateListQuerySchema>;
