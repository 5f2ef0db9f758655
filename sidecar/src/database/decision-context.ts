import type { StoreFacts } from '@finders-fee/shared';
import { sql } from 'drizzle-orm';
import type { OrderBooks } from '../domain/books.ts';
import type { DecisionContext } from '../domain/decide-order.ts';
import type { OrderSnapshot } from '../domain/order-snapshot.ts';
import type { CodePeriod } from '../domain/referral-code-periods.ts';
import { loadAffiliatesByLink } from './affiliates.ts';
import type { Executor } from './client.ts';
import { loadAffiliateStates, loadOwnerships } from './coupon-ownerships.ts';
import { loadNamedCoupons } from './coupons.ts';
import { makeId } from './make-id.ts';
import { loadCategories } from './products.ts';
import { loadProgramTerms } from './program-versions.ts';
import { affiliateSubject, couponSubject, loadRateVersions } from './rate-versions.ts';
import { loadCodePeriods } from './referral-codes.ts';
import { storeConnection } from './schema/connection.ts';
import { readSettings } from './settings.ts';

/** What is known of the orders beside their newest states. */
export interface Remembered {
  /** What was decided about those that are known. */
  books: readonly OrderBooks[];
  customerIds: readonly string[];
}

const nothingRemembered: Remembered = { books: [], customerIds: [] };

/** Everything that deciding about these orders needs, in a handful of queries whatever their number. */
export async function loadDecisionContext(
  executor: Executor,
  snapshots: readonly OrderSnapshot[],
  now: Date,
  { books, customerIds }: Remembered = nothingRemembered,
): Promise<Omit<DecisionContext, 'selfReferrals'>> {
  const settings = await readSettings(executor);
  const keepsFirstCoupon = settings.referral_code_mode === 1;
  const store = await holdStoreFacts(executor);
  const paysCodes = settings.pay_permanent_code || books.some(({ order }) => order.rules.payPermanentCode);
  const referralCodes = paysCodes
    ? await loadCodePeriods(executor, customerIds, { keepsFirstCoupon })
    : new Map<string, never>();
  const lines = [...snapshots.flatMap(({ coupons }) => coupons), ...carriedCodes(referralCodes)];
  const named = [...new Set(lines.flatMap(({ couponId }) => couponId ?? []))].sort((a, b) => a - b);
  const codes = [...new Set(lines.filter(({ couponId }) => couponId === null).map(({ code }) => code))];
  const { idByCode, deleted, restrictions } = await loadNamedCoupons(executor, named, codes);
  const couponIds = [...new Set([...named, ...idByCode.values()])];
  const ownerships = await loadOwnerships(executor, couponIds);
  const links = snapshots.flatMap(({ click }) => click?.linkCode ?? []);
  const affiliateByLink = await loadAffiliatesByLink(executor, links);
  const couponOwners = [...ownerships.values()].flat().map(({ affiliateId }) => affiliateId);
  const owners = [...new Set([...couponOwners, ...affiliateByLink.values()])];
  const affiliates = await loadAffiliateStates(executor, owners);
  const currentProgramIds = [...affiliates.values()].map(({ programId }) => programId);
  const rememberedProgramIds = books.flatMap(({ redemptions }) =>
    redemptions.flatMap(({ programId }) => programId ?? []),
  );
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
      linkDays: settings.link_days,
      payPermanentCode: settings.pay_permanent_code,
    },
    holdDays: settings.hold_days,
    keepsFirstCoupon,
    couponIdByCode: idByCode,
    deletedCoupons: deleted,
    restrictions,
    ownerships,
    affiliateByLink,
    referralCodes,
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

function carriedCodes(periods: ReadonlyMap<string, readonly CodePeriod[]>) {
  return [...periods.values()]
    .flat()
    .flatMap(({ code, couponId }) => (code === null ? [] : [{ code, couponId }]));
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
