import { z } from 'zod';
import type { StoreCoupon } from '../domain/store-coupon.ts';

const couponSchema = z.object({
  id: z.int().min(1),
  code: z.string().max(255),
  discount_type: z.string().max(40),
  amount: z.union([z.string(), z.number()]).transform((value) => String(value).slice(0, 40)),
  /** In the store's own time zone; the coupon ends when that day begins. */
  date_expires: z.string().nullish(),
  usage_count: z.int().nullish(),
  status: z.string().default('publish'),
});

/** What to ask the store for: not `used_by`, which holds e-mail addresses. */
export const couponFields = Object.keys(couponSchema.shape).join(',');

/** A coupon as `wc/v3` shows it. Throws ZodError when the body is none. */
export function parseCoupon(body: unknown): StoreCoupon {
  const coupon = couponSchema.parse(body);
  return {
    couponId: coupon.id,
    code: coupon.code,
    discountType: coupon.discount_type,
    amount: coupon.amount,
    expiresOn: coupon.date_expires?.slice(0, 10) || null,
    usageCount: coupon.usage_count ?? 0,
    status: statusOf(coupon.status),
  };
}

function statusOf(status: string): StoreCoupon['status'] {
  if (status === 'publish' || status === 'private') return 'publish';
  return status === 'trash' ? 'trash' : 'draft';
}
