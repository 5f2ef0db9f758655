import type { Database } from '@finders-fee/sidecar/database/client';
import { makeId } from '@finders-fee/sidecar/database/make-id';
import * as schema from '@finders-fee/sidecar/database/schema/index';

const longAgo = new Date('2020-01-01T00:00:00Z');

/** A program, affiliates who share the coupons 1 to `couponsCount` among them, and the products that the bodies of orders name. */
export async function furnishBooks(
  { db }: Database,
  {
    affiliatesCount = 25,
    couponsCount = 40,
    codeOf = (couponId: number) => `john${couponId - 1}`,
    firstUserId,
  }: {
    affiliatesCount?: number;
    couponsCount?: number;
    codeOf?: (couponId: number) => string;
    /** WordPress's id of the first affiliate; the others follow. Without it nobody has a login. */
    firstUserId?: number;
  } = {},
): Promise<void> {
  const programId = makeId('program');
  await db
    .insert(schema.programs)
    .values({ id: programId, name: 'Podcast', status: 'active', metadata: {}, createdAt: longAgo });
  await db.insert(schema.programVersions).values({
    id: makeId('programVersion'),
    programId,
    version: 1,
    rate: { type: 'percent', value: '10' },
    base: { price: 'after_discount', include_tax: false, include_shipping: false, include_fees: false },
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
    wordpressUserId: firstUserId === undefined ? null : firstUserId + index,
    programId,
    createdAt: longAgo,
  }));
  await db.insert(schema.affiliates).values(affiliates);
  const coupons = Array.from({ length: couponsCount }, (_, index) => index + 1);
  await db.insert(schema.coupons).values(
    coupons.map((couponId) => ({
      couponId,
      code: codeOf(couponId),
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
