import { z } from 'zod';
import type { Restrictions, StoreCoupon } from '../domain/store-coupon.ts';

/** A list of ids from which PHP dropped a double one is printed as an object, `{"0": 5, "2": 6}`. */
const storeIds = z
  .union([z.array(z.unknown()), z.record(z.string(), z.unknown())])
  .nullish()
  .transform((ids) => sortedIds(Object.values(ids ?? []).map(Number)));

const couponSchema = z.object({
  id: z.int().min(1),
  code: z.string().max(255),
  discount_type: z.string().max(40),
  amount: z.union([z.string(), z.number()]).transform((value) => String(value).slice(0, 40)),
  /** In the store's own time zone; the coupon ends when that day begins. */
  date_expires: z.string().nullish(),
  usage_count: z.int().nullish(),
  status: z.string().default('publish'),
  product_ids: storeIds,
  excluded_product_ids: storeIds,
  product_categories: storeIds,
  excluded_product_categories: storeIds,
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
    restrictions: restrictionsOf(coupon),
    usageCount: coupon.usage_count ?? 0,
    status: statusOf(coupon.status),
  };
}

function restrictionsOf(coupon: z.infer<typeof couponSchema>): Restrictions | null {
  const restrictions = {
    productIds: coupon.product_ids,
    excludedProductIds: coupon.excluded_product_ids,
    categoryIds: coupon.product_categories,
    excludedCategoryIds: coupon.excluded_product_categories,
  };
  return Object.values(restrictions).some((ids) => ids.length > 0) ? restrictions : null;
}

/** In one order, so that a coupon whose list was only shuffled is no other coupon. */
function sortedIds(ids: number[]): number[] {
  const whole = ids.filter((id) => Number.isSafeInteger(id) && id > 0);
  return [...new Set(whole)].sort((a, b) => a - b);
}

function statusOf(status: string): StoreCoupon['status'] {
  if (status === 'publish' || status === 'private') return 'publish';
  return status === 'trash' ? 'trash' : 'draft';
}
