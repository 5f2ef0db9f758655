import { z } from 'zod';
import { idPattern } from './id.ts';
import { formatShape, listQueryShape } from './list.ts';
import { rateSchema } from './program.ts';

const affiliateId = z.string().regex(idPattern('affiliate'));
/** What the product itself creates is plain, so that every form of the code compares equal in every system. */
const newCode = z
  .string()
  .trim()
  .toLowerCase()
  .regex(/^[a-z0-9][a-z0-9-]{1,48}$/, 'A code of 2 to 49 letters, digits and hyphens');
const discountAmount = z.string().regex(/^\d{1,9}(\.\d{1,4})?$/, 'A decimal such as "10" or "12.50"');

export const couponCreateSchema = z
  .strictObject({
    code: newCode,
    discount_type: z.enum(['percent', 'fixed_cart', 'fixed_product']),
    amount: discountAmount,
    affiliate_id: affiliateId.nullable().default(null),
    expires_on: z.iso.date().nullable().default(null),
    rate: rateSchema.nullable().default(null),
  })
  .refine((coupon) => coupon.discount_type !== 'percent' || Number(coupon.amount) <= 100, {
    path: ['amount'],
    message: 'A percentage of at most 100',
  });

/** `rate` goes before every other, for orders from now on. `owns_past_orders` gives the new owner the coupon's whole history that nobody owned: orders placed before today earn too. */
export const couponUpdateSchema = z.strictObject({
  affiliate_id: affiliateId.nullable().optional(),
  owns_past_orders: z.boolean().default(false),
  rate: rateSchema.nullable().optional(),
});

export const couponSchema = z.strictObject({
  id: z.int(),
  code: z.string(),
  discount_type: z.string(),
  amount: z.string(),
  affiliate_id: z.string().nullable(),
  affiliate_name: z.string().nullable(),
  program_id: z.string().nullable(),
  rate: rateSchema.nullable(),
  expires_on: z.iso.date().nullable(),
  usage_count: z.int(),
  status: z.enum(['active', 'expired', 'trashed', 'deleted', 'draft']),
  sync: z.enum(['synced', 'missing']),
});

export const couponListQuerySchema = z.strictObject({
  ...listQueryShape,
  orderby: z.enum(['code', 'id', 'usage_count']).default('id'),
  affiliate_id: z.string().optional(),
  assigned: z.enum(['true', 'false']).optional(),
  ...formatShape,
});

/** What a coupon has already sold, counted before anyone is asked to own it. */
export const couponPastOrdersSchema = z.strictObject({
  coupon_id: z.int(),
  orders: z.int(),
  totals: z.array(z.strictObject({ currency: z.string(), sales: z.string() })),
  history_complete: z.boolean(),
});

export const couponOwnerPeriodSchema = z.strictObject({
  affiliate_id: z.string(),
  affiliate_name: z.string(),
  from: z.iso.datetime().nullable(),
  to: z.iso.datetime().nullable(),
});

export type Coupon = z.infer<typeof couponSchema>;
export type CouponCreate = z.infer<typeof couponCreateSchema>;
export type CouponUpdate = z.infer<typeof couponUpdateSchema>;
export type CouponListQuery = z.infer<typeof couponListQuerySchema>;
export type CouponPastOrders = z.infer<typeof couponPastOrdersSchema>;
export type CouponOwnerPeriod = z.infer<typeof couponOwnerPeriodSchema>;
