import { z } from 'zod';
import { affiliateSchema, affiliateStatusSchema } from './affiliate.ts';
import {
  balanceSchema,
  channelSchema,
  commissionSchema,
  explanationSchema,
  redemptionSchema,
} from './commission.ts';

/**
 * The affiliate's own view. Nothing here names a customer or an order's total. `program.rate`: the affiliate's own rate where there is one, else the
 * program's, in words: `"10 %"`, `"2.50 EUR per item"`, `"5.00 EUR per order"`.
 */
export const meSchema = z.strictObject({
  id: z.string(),
  name: z.string(),
  status: affiliateStatusSchema,
  program: z.strictObject({ name: z.string(), rate: z.string() }),
  link: affiliateSchema.shape.link,
  balances: z.array(
    balanceSchema.omit({ affiliate_id: true }).extend({
      next_payable_at: z.iso.datetime().nullable(),
      next_payable_amount: z.string().nullable(),
    }),
  ),
  time_zone: z.string(),
});

/** `rate`: the coupon's own rate, in words as above; null has none. */
export const myCouponSchema = z.strictObject({
  id: z.int(),
  code: z.string(),
  discount: z.string(),
  rate: z.string().nullable(),
  expires_on: z.iso.date().nullable(),
  orders: z.int(),
});

/**
 * A sale, or a coupon, link or referral code that did not earn. `id` is the commission's, null when the order earned nothing for this affiliate.
 * An `offline` sale's `order_number` is the owner's own reference, `""` without one.
 */
export const mySaleSchema = redemptionSchema
  .pick({
    order_number: true,
    coupon_code: true,
    status: true,
    currency: true,
    amount: true,
    summary: true,
    placed_at: true,
  })
  .extend({
    id: z.string().nullable(),
    channel: channelSchema,
    payable_from: z.iso.datetime().nullable(),
  });

export const myExplanationSchema = explanationSchema;
/** Without `review`: what the owner suspects and writes down is the owner's. */
export const myCommissionSchema = commissionSchema.omit({
  affiliate_id: true,
  affiliate_name: true,
  review: true,
});

export const mySummarySchema = z.strictObject({
  days: z.array(
    z.strictObject({ day: z.iso.date(), currency: z.string(), commission: z.string(), orders: z.int() }),
  ),
});

export type Me = z.infer<typeof meSchema>;
export type MyCoupon = z.infer<typeof myCouponSchema>;
export type MySale = z.infer<typeof mySaleSchema>;
export type MyCommission = z.infer<typeof myCommissionSchema>;
export type MySummary = z.infer<typeof mySummarySchema>;
