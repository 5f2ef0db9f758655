import type { Database } from '@finders-fee/sidecar/database/client';
import { makeId } from '@finders-fee/sidecar/database/make-id';
import * as schema from '@finders-fee/sidecar/database/schema/index';

const couponsCount = 40;
const affiliatesCount = 25;
const longAgo = new Date('2025-01-01T00:00:00Z');

/** Programs, affiliates, their coupons, and the products that the orders name. */
export async function furnishBooks({ db }: Database): Promise<void> {
  const programId = makeId('program');
  const base = {
    price: 'after_discount' as const,
    include_tax: false,
    include_shipping: false,
    include_fees: false,
  };
  await db
    .insert(schema.programs)
    .values({ id: programId, name: 'Podcast', status: 'active', metadata: {}, createdAt: longAgo });
  await db.insert(schema.programVersions).values({
    id: makeId('programVersion'),
    programId,
    version: 1,
    rate: { type: 'percent', value: '10' },
    base,
    holdDays: null,
    productRates: [],
    excluded: { product_ids: [], category_ids: [] },
    minimum: null,
    validFrom: longAgo,
  });
  const affiliates = Array.from({ length: affiliatesCount }, (_, index) => ({
    id: makeId('affiliate'),
    name: `Affiliate ${index}`,
    status: 'active' as const,
    programId,
    createdAt: longAgo,
  }));
  await db.insert(schema.affiliates).values(affiliates);
  const coupons = Array.from({ length: couponsCount }, (_, index) => index + 1);
  await db.insert(schema.coupons).values(
    coupons.map((couponId) => ({
      couponId,
      code: `john${couponId - 1}`,
      discountType: 'percent',
      amount: '10.00',
      usageCount: 0,
      status: 'publish' as const,
      seenAt: longAgo,
    })),
  );
  await db.insert(schema.couponOwnerships).values(
    coupons.map((couponId) => ({
      id: makeId('ownership'),
      couponId,
      affiliateId: affiliates[couponId % affiliatesCount]?.id ?? '',
      createdAt: longAgo,
    })),
  );
  await db.insert(schema.products).values(
    Array.from({ length: 7 }, (_, index) => ({
      productId: index,
      name: `Product ${index}`,
      categoryIds: [index],
      seenAt: longAgo,
    })),
  );
}
