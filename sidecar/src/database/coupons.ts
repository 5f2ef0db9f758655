import { eq, inArray, sql } from 'drizzle-orm';
import type { Restrictions, StoreCoupon } from '../domain/store-coupon.ts';
import type { Executor } from './client.ts';
import { insertRows } from './insert-rows.ts';
import { coupons } from './schema/coupons.ts';

/** Coupons as orders name them. `restrictions` by coupon id, null where it may discount everything. */
export interface NamedCoupons {
  idByCode: Map<string, number>;
  deleted: Set<number>;
  restrictions: Map<number, Restrictions | null>;
}

/**
 * Finds coupons by id, and by code for old orders that tell no id. Of several with one code a living one counts, then the newest.
 * Coupons named by id are held against a change of owner until the transaction ends: whoever assigns one meanwhile waits,
 * and then sees these orders. (`LOCK IN SHARE MODE`, because MariaDB has no `FOR SHARE`.)
 */
export async function loadNamedCoupons(
  executor: Executor,
  couponIds: readonly number[],
  codes: readonly string[],
): Promise<NamedCoupons> {
  const named: NamedCoupons = { idByCode: new Map(), deleted: new Set(), restrictions: new Map() };
  if (couponIds.length > 0) {
    const among = sql`${coupons.couponId} in ${[...couponIds]}`;
    await executor.execute(
      sql`select ${coupons.couponId} from ${coupons} where ${among} order by ${coupons.couponId} lock in share mode`,
    );
  }
  const rows = [
    ...(couponIds.length > 0
      ? await executor
          .select()
          .from(coupons)
          .where(inArray(coupons.couponId, [...couponIds]))
      : []),
    ...(codes.length > 0
      ? await executor
          .select()
          .from(coupons)
          .where(inArray(coupons.code, [...codes]))
      : []),
  ];
  const byWeight = rows.sort((a, b) => Number(isGone(a)) - Number(isGone(b)) || b.couponId - a.couponId);
  for (const coupon of byWeight) {
    if (!named.idByCode.has(coupon.code)) named.idByCode.set(coupon.code, coupon.couponId);
    if (isGone(coupon)) named.deleted.add(coupon.couponId);
    named.restrictions.set(coupon.couponId, coupon.restrictions);
  }
  return named;
}

/** Holds the coupon's row until the transaction ends. Undefined when it was never seen. */
export async function lockCoupon(executor: Executor, couponId: number): Promise<StoreCoupon | undefined> {
  const [row] = await executor.select().from(coupons).where(eq(coupons.couponId, couponId)).for('update');
  return row;
}

export async function saveCoupons(executor: Executor, rows: StoreCoupon[], seenAt: Date): Promise<void> {
  const seen = rows.map((coupon) => ({ ...coupon, seenAt }));
  await insertRows(executor, coupons, seen, { overwrite: true });
}

/** A coupon that the store lost keeps its row, because its orders still need its name. */
export async function markCouponsDeleted(
  executor: Executor,
  couponIds: number[],
  seenAt: Date,
): Promise<void> {
  if (couponIds.length === 0) return;
  await executor
    .update(coupons)
    .set({ status: 'deleted', seenAt })
    .where(inArray(coupons.couponId, couponIds));
}

function isGone({ status }: StoreCoupon): boolean {
  return status === 'deleted' || status === 'trash';
}
