import type { MultipleCoupons, ReasonCode, Terms } from '@finders-fee/shared';
import type { CategoriesByProduct } from '@finders-fee/sidecar/domain/books';
import type { OrderSnapshot } from '@finders-fee/sidecar/domain/order-snapshot';
import { settleOrder, type Settlement } from '@finders-fee/sidecar/domain/settle-order';
import { shareLines } from '@finders-fee/sidecar/domain/share-lines';
import type { Restrictions } from '@finders-fee/sidecar/domain/store-coupon';

interface Earner {
  terms: Terms;
  reasons?: readonly ReasonCode[];
  /** Codes of the order's coupons that are this affiliate's, with what they are limited to. */
  coupons: Readonly<Record<string, Partial<Restrictions> | null>>;
}

interface Rules {
  policy?: MultipleCoupons;
  exponent?: number;
  categories?: CategoriesByProduct;
}

const nothing: Restrictions = {
  productIds: [],
  excludedProductIds: [],
  categoryIds: [],
  excludedCategoryIds: [],
};

/** Settles an order for several affiliates, by name. */
export function settleTogether<Name extends string>(
  snapshot: OrderSnapshot,
  earners: Record<Name, Earner>,
  { policy = 'last', exponent = 2, categories = {} }: Rules = {},
): Record<Name, Settlement> {
  const everybody = Object.entries<Earner>(earners);
  const candidates = snapshot.coupons.flatMap(({ code, discount }, position) => {
    const owner = everybody.find(([, { coupons }]) => code in coupons);
    if (!owner) return [];
    const limits = owner[1].coupons[code];
    const restrictions = limits ? { ...nothing, ...limits } : null;
    return [{ position, couponCode: code, affiliateId: owner[0], discount, restrictions }];
  });
  const shares = shareLines(snapshot, candidates, { multipleCoupons: policy, categories });
  const parties = everybody.map(([affiliateId, { terms, reasons = ['winner' as const] }]) => ({
    affiliateId,
    terms,
    reasons,
  }));
  const order = { exponent, categories, shares, split: policy === 'split' };
  return Object.fromEntries(settleOrder(snapshot, parties, order)) as Record<Name, Settlement>;
}
