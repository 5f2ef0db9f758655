import { eq } from 'drizzle-orm';
import type { DecisionContext } from '../domain/decide-order.ts';
import type { Store } from '../domain/describe-order.ts';
import type { OrderSnapshot } from '../domain/order-snapshot.ts';
import type { Executor } from './client.ts';
import { loadAffiliateStates, loadOwnerships } from './coupon-ownerships.ts';
import { loadNamedCoupons } from './coupons.ts';
import { makeId } from './make-id.ts';
import { loadProgramTerms } from './program-versions.ts';
import { storeConnection } from './schema/connection.ts';
import { readSettings } from './settings.ts';

/** Everything that deciding about these orders needs, in a handful of queries whatever their number. */
export async function loadDecisionContext(
  executor: Executor,
  snapshots: readonly OrderSnapshot[],
  now: Date,
): Promise<DecisionContext> {
  const lines = snapshots.flatMap(({ coupons }) => coupons);
  const named = [...new Set(lines.flatMap(({ couponId }) => couponId ?? []))].sort((a, b) => a - b);
  const codes = [...new Set(lines.filter(({ couponId }) => couponId === null).map(({ code }) => code))];
  const settings = await readSettings(executor);
  const store = await findStore(executor);
  const { idByCode, deleted } = await loadNamedCoupons(executor, named, codes);
  const ownerships = await loadOwnerships(executor, [...new Set([...named, ...idByCode.values()])]);
  const owners = [...new Set([...ownerships.values()].flat().map(({ affiliateId }) => affiliateId))];
  const affiliates = await loadAffiliateStates(executor, owners);
  const programIds = [...new Set([...affiliates.values()].map(({ programId }) => programId))];
  return {
    commissionsEnabled: settings.coupon_commissions_enabled,
    earningStatuses: settings.earning_statuses,
    holdDays: settings.hold_days,
    referralCodes: settings.referral_code_mode === 1,
    couponIdByCode: idByCode,
    deletedCoupons: deleted,
    ownerships,
    affiliates,
    programs: await loadProgramTerms(executor, programIds),
    store,
    now,
    makeId,
  };
}

async function findStore(executor: Executor): Promise<Store | undefined> {
  const [row] = await executor
    .select({ facts: storeConnection.facts })
    .from(storeConnection)
    .where(eq(storeConnection.slot, 1));
  return row && { currency: row.facts.currency, decimals: row.facts.price_decimals };
}
