import { makeId } from '@finders-fee/sidecar/database/make-id';
import type { Database } from '@finders-fee/sidecar/database/client';
import { insertRows } from '@finders-fee/sidecar/database/insert-rows';
import { affiliateSubject, couponSubject } from '@finders-fee/sidecar/database/rate-versions';
import {
  affiliates,
  couponOwnerships,
  coupons,
  products,
  programVersions,
  programs,
  rateVersions,
} from '@finders-fee/sidecar/database/schema/index';
import { writeSettings } from '@finders-fee/sidecar/database/settings';
import { longBefore, type OwnRate, type Shop } from './shop.ts';

const createdAt = new Date(longBefore);

/** Writes a shop down, or writes it anew: settings and products are there once, whichever shop is open. */
export async function writeShop({ db }: Database, shop: Shop): Promise<void> {
  const settings = {
    ...{ multiple_coupons: shop.policy, earning_statuses: shop.earningStatuses },
    ...{ coupon_commissions_enabled: shop.couponsEarn, link_days: shop.linkDays },
  };
  await writeSettings(db, settings, createdAt);
  const own = (subject: string, rates: readonly OwnRate[]) =>
    rates.map(({ rate, validFrom }) => ({
      id: idOf('rat', `${subject} ${validFrom}`),
      subject,
      rate,
      validFrom: new Date(validFrom),
    }));
  const overwrite = { overwrite: true };
  await insertRows(
    db,
    programs,
    shop.programs.map(({ id, paused }) => ({
      ...{ id, name: 'Podcast', status: paused ? ('paused' as const) : ('active' as const) },
      ...{ metadata: {}, startsAt: null, endsAt: null, createdAt, deletedAt: null },
    })),
    overwrite,
  );
  await insertRows(
    db,
    programVersions,
    shop.programs.flatMap(({ id: programId, versions }) =>
      versions.map(({ validFrom, product_rates: productRates, rate, base, excluded, minimum }, index) => ({
        ...{ id: idOf('prv', `${programId} ${index}`), programId, version: index + 1, holdDays: null },
        ...{ rate, base, excluded, minimum, productRates, validFrom: new Date(validFrom) },
      })),
    ),
    overwrite,
  );
  await insertRows(
    db,
    affiliates,
    shop.affiliates.map(({ id, programId, active, linkCode }) => ({
      ...{
        id,
        name: 'John',
        programId,
        status: active ? ('active' as const) : ('suspended' as const),
        createdAt,
      },
      ...{
        email: null,
        wordpressUserId: null,
        phone: null,
        linkCode,
        payout: null,
        deletedAt: null,
      },
    })),
    overwrite,
  );
  await insertRows(
    db,
    coupons,
    shop.coupons.map(({ couponId, code, restrictions }) => ({
      ...{ couponId, code, restrictions, discountType: 'percent', amount: '10.00', expiresOn: null },
      ...{ usageCount: 0, status: 'publish' as const, seenAt: createdAt },
    })),
    overwrite,
  );
  await insertRows(
    db,
    couponOwnerships,
    shop.coupons.flatMap(({ couponId, periods }) =>
      periods.map(({ affiliateId, from, to }) => ({
        ...{ id: idOf('own', `${couponId} ${from}`), couponId, affiliateId, createdAt },
        ...{ validFrom: new Date(from), validTo: to === null ? null : new Date(to) },
      })),
    ),
    overwrite,
  );
  await insertRows(
    db,
    rateVersions,
    [
      ...shop.affiliates.flatMap(({ id, rates }) => own(affiliateSubject(id), rates)),
      ...shop.coupons.flatMap(({ couponId, rates }) => own(couponSubject(couponId), rates)),
    ],
    overwrite,
  );
  await insertRows(
    db,
    products,
    Object.entries(shop.categories).map(([productId, categoryIds]) => ({
      ...{ productId: Number(productId), name: `Product ${productId}`, categoryIds },
      ...{ seenAt: createdAt, deletedAt: null },
    })),
    overwrite,
  );
}

const ids = new Map<string, string>();

/** The same thing keeps its id when it is written again. */
function idOf(prefix: string, thing: string): string {
  const key = `${prefix} ${thing}`;
  const id = ids.get(key) ?? `${prefix}${makeId('program').slice(3)}`;
  ids.set(key, id);
  return id;
}
