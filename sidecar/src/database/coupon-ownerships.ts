import { asc, eq, inArray } from 'drizzle-orm';
import type { AffiliateState, OwnershipPeriod } from '../domain/attribute.ts';
import type { Executor } from './client.ts';
import { makeId } from './make-id.ts';
import { affiliates } from './schema/affiliates.ts';
import { couponOwnerships } from './schema/coupons.ts';

export type Ownership = typeof couponOwnerships.$inferSelect;

/** Every period of these coupons, by coupon id. */
export async function loadOwnerships(
  executor: Executor,
  couponIds: readonly number[],
): Promise<Map<number, OwnershipPeriod[]>> {
  const periods = new Map<number, OwnershipPeriod[]>();
  if (couponIds.length === 0) return periods;
  const rows = await executor
    .select()
    .from(couponOwnerships)
    .where(inArray(couponOwnerships.couponId, [...couponIds]));
  for (const row of rows) periods.set(row.couponId, [...(periods.get(row.couponId) ?? []), row]);
  return periods;
}

/** How these affiliates stand at present, by affiliate id. */
export async function loadAffiliateStates(
  executor: Executor,
  affiliateIds: readonly string[],
): Promise<Map<string, AffiliateState>> {
  if (affiliateIds.length === 0) return new Map();
  const rows = await executor
    .select()
    .from(affiliates)
    .where(inArray(affiliates.id, [...affiliateIds]));
  return new Map(
    rows.map(({ id, status, deletedAt, programId }) => [
      id,
      { active: status === 'active' && deletedAt === null, programId },
    ]),
  );
}

/** A coupon's periods, oldest first. */
export async function listOwnerships(executor: Executor, couponId: number): Promise<Ownership[]> {
  return executor
    .select()
    .from(couponOwnerships)
    .where(eq(couponOwnerships.couponId, couponId))
    .orderBy(asc(couponOwnerships.validFrom), asc(couponOwnerships.id));
}

export async function insertOwnerships(executor: Executor, rows: Omit<Ownership, 'id'>[]): Promise<void> {
  if (rows.length === 0) return;
  await executor.insert(couponOwnerships).values(rows.map((row) => ({ id: makeId('ownership'), ...row })));
}

export async function updateOwnershipPeriod(
  executor: Executor,
  { id, validFrom, validTo }: Pick<Ownership, 'id' | 'validFrom' | 'validTo'>,
): Promise<void> {
  await executor.update(couponOwnerships).set({ validFrom, validTo }).where(eq(couponOwnerships.id, id));
}

export async function deleteOwnership(executor: Executor, id: string): Promise<void> {
  await executor.delete(couponOwnerships).where(eq(couponOwnerships.id, id));
}
