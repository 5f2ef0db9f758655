import type { InboxRow } from '../database/inbox.ts';
import type { Services } from '../services.ts';
import { gatherCoupons } from '../use-cases/gather-coupons.ts';
import { recordCoupons } from '../use-cases/record-coupons.ts';
import { togetherOrSingly, type Faults } from './together-or-singly.ts';

/** Takes over the coupons that these rows are about. */
export async function workCoupons(services: Services, rows: InboxRow[]): Promise<Faults> {
  const faults: Faults = new Map();
  const readable = (await gatherCoupons(services, rows)).flatMap((gathered) => {
    if (!('error' in gathered))
      return gathered.coupon ? [{ id: gathered.couponId, coupon: gathered.coupon }] : [];
    faults.set(gathered.couponId, gathered.error);
    return [];
  });
  await togetherOrSingly(readable, faults, (items) =>
    recordCoupons(
      services,
      items.map(({ coupon }) => coupon),
    ),
  );
  return faults;
}
