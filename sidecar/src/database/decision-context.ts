import type { StoreFacts } from '@finders-fee/shared';
import { sql } from 'drizzle-orm';
import type { DecisionContext } from '../domain/decide-order.ts';
import type { OrderSnapshot } from '../domain/order-snapshot.ts';
import type { Executor } from './client.ts';
import { loadAffiliateStates, loadOwnerships } from './coupon-ownerships.ts';
import { loadNamedCoupons } from './coupons.ts';
import { makeId } from './make-id.ts';
import { loadCategories } from './products.ts';
import { loadProgramTerms } from './program-versions.ts';
import { affiliateSubject, couponSubject, loadRateVersions } from './rate-versions.ts';
import { storeConnection } from './schema/connection.ts';
import { readSettings } from './settings.ts';

/** Everything that deciding about these orders needs, in a handful of queries whatever their number. `rememberedProgramIds`: programs that were frozen with them. */
export async function loadDecisionContext(
  executor: Executor,
  snapshots: readonly OrderSnapshot[],
  now: Date,
  rememberedProgramIds: readonly string[] = [],
): Promise<Omit<DecisionContext, 'selfReferrals'>> {
  const lines = snapshots.flatMap(({ coupons }) => coupons);
  const named = [...new Set(lines.flatMap(({ couponId }) => couponId ?? []))].sort((a, b) => a - b);
  const codes = [...new Set(lines.filter(({ couponId }) => couponId === null).map(({ code }) => code))];
  const settings = await readSettings(executor);
  const store = await holdStoreFacts(executor);
  const { idByCode, deleted, restrictions } = await loadNamedCoupons(executor, named, codes);
  const couponIds = [...new Set([...named, ...idByCode.values()])];
  const ownerships = await loadOwnerships(executor, couponIds);
  const owners = [...new Set([...ownerships.values()].flat().map(({ affiliateId }) => affiliateId))];
  const affiliates = await loadAffiliateStates(executor, owners);
  const currentProgramIds = [...affiliates.values()].map(({ programId }) => programId);
  const programIds = [...new Set([...currentProgramIds, ...rememberedProgramIds])];
  const rates = await loadRateVersions(executor, [
    ...owners.map(affiliateSubject),
    ...couponIds.map(couponSubject),
  ]);
  const productIds = snapshots.flatMap(({ lines }) => lines.map(({ productId }) => productId));
  return {
    commissionsEnabled: settings.coupon_commissions_enabled,
    rules: {
      multipleCoupons: settings.multiple_coupons,
      earningStatuses: settings.earning_statuses,
    },
    holdDays: settings.hold_days,
    referralCodes: settings.referral_code_mode === 1,
    couponIdByCode: idByCode,
    deletedCoupons: deleted,
    restrictions,
    ownerships,
    affiliates,
    affiliateRates: new Map(owners.map((id) => [id, rates.get(affiliateSubject(id)) ?? []])),
    couponRates: new Map(couponIds.map((id) => [id, rates.get(couponSubject(id)) ?? []])),
    programs: await loadProgramTerms(executor, programIds),
    categories: await loadCategories(executor, [...new Set(productIds)]),
    store: store && { currency: store.currency, decimals: store.price_decimals },
    timeZone: store?.time_zone ?? 'UTC',
    now,
    makeId,
  };
}

/**
 * The store's facts. They are held until the transaction ends: whoever changes the time zone rebuilds the totals,
 * and no day of the old zone may come in between. MariaDB knows no FOR SHARE.
 */
export async function holdStoreFacts(executor: Executor): Promise<StoreFacts | undefined> {
  const [row] = await executor
    .select({ facts: storeConnection.facts })
    .from(storeConnection)
    .where(sql`${storeConnection.slot} = 1 lock in share mode`);
  return row?.facts;
}
