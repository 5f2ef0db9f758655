import { asc } from 'drizzle-orm';
import type { OfflineContext } from '../domain/decide-offline-sale.ts';
import type { OrderSnapshot } from '../domain/order-snapshot.ts';
import { among } from './among.ts';
import type { Executor } from './client.ts';
import { loadDecisionContext } from './decision-context.ts';
import { coupons } from './schema/coupons.ts';

/**
 * Everything that deciding about sales with these coupons needs, in a handful of queries whatever their number. The coupons are held until the
 * transaction ends: of two who tell the same sale, the second sees what the first has recorded.
 */
export async function loadOfflineContext(
  executor: Executor,
  couponCodes: readonly string[],
  now: Date,
): Promise<OfflineContext> {
  const codes = [...new Set(couponCodes)];
  const context = await loadDecisionContext(executor, [naming(codes, now)], now);
  const rows = await executor
    .select({ couponId: coupons.couponId, expiresOn: coupons.expiresOn })
    .from(coupons)
    .where(among(coupons.couponId, [...context.couponIdByCode.values()]))
    .orderBy(asc(coupons.couponId))
    .for('update');
  return { ...context, expiresOn: new Map(rows.map(({ couponId, expiresOn }) => [couponId, expiresOn])) };
}

/** An order that carries just these coupons, by code. */
function naming(codes: readonly string[], now: Date): OrderSnapshot {
  const at = now.toISOString();
  return {
    orderId: 0,
    number: '',
    status: 'completed',
    currency: '',
    placedAt: at,
    modifiedAt: at,
    paidAt: at,
    createdVia: 'offline',
    customerUserId: 0,
    total: '0',
    lines: [],
    shipping: [],
    fees: [],
    coupons: codes.map((code) => ({ couponId: null, code, discount: '0' })),
    click: null,
    refunds: [],
  };
}
