import { and, asc, eq, ne, sql } from 'drizzle-orm';
import type { PayoutItem, PayoutRecord, UnpaidCommission } from '../domain/propose-payout.ts';
import type { Executor } from './client.ts';
import { insertRows } from './insert-rows.ts';
import { commissions } from './schema/commissions.ts';
import { payoutItems, payouts } from './schema/payouts.ts';

/** Whether the affiliate has a payout in this currency that is neither paid nor cancelled. */
export async function hasOpenPayout(
  executor: Executor,
  affiliateId: string,
  currency: string,
): Promise<boolean> {
  const [row] = await executor
    .select({ id: payouts.id })
    .from(payouts)
    .where(
      and(
        eq(payouts.affiliateId, affiliateId),
        eq(payouts.currency, currency),
        eq(payouts.status, 'proposed'),
      ),
    )
    .limit(1);
  return row !== undefined;
}

/** Whether a payout that is neither paid nor cancelled counts on the commission. */
export async function isProposed(executor: Executor, commissionId: string): Promise<boolean> {
  const [row] = await executor
    .select({ id: payouts.id })
    .from(payoutItems)
    .innerJoin(payouts, eq(payouts.id, payoutItems.payoutId))
    .where(and(eq(payoutItems.commissionId, commissionId), eq(payouts.status, 'proposed')))
    .limit(1);
  return row !== undefined;
}

/** The affiliate's commissions of which something other than what was paid stands on the account that payouts are paid from, oldest order first. */
export async function listUnpaidCommissions(
  executor: Executor,
  affiliateId: string,
  currency: string,
): Promise<UnpaidCommission[]> {
  const approved = sql`case when ${commissions.stage} in ('approved', 'paid') then ${commissions.amountMinor} else 0 end`;
  return executor
    .select({
      id: commissions.id,
      stage: commissions.stage,
      exponent: commissions.exponent,
      amountMinor: commissions.amountMinor,
      paidMinor: commissions.paidMinor,
    })
    .from(commissions)
    .where(
      and(
        eq(commissions.affiliateId, affiliateId),
        eq(commissions.currency, currency),
        ne(commissions.paidMinor, approved),
      ),
    )
    .orderBy(asc(commissions.placedAt), asc(commissions.id));
}

/** The database refuses a second proposal for one affiliate in one currency. */
export async function insertPayout(
  executor: Executor,
  payout: PayoutRecord,
  items: readonly PayoutItem[],
): Promise<void> {
  await insertRows(executor, payouts, [payout]);
  await insertRows(executor, payoutItems, items);
}

/** A payout with its items, held until the transaction ends. */
export async function lockPayout(
  executor: Executor,
  id: string,
): Promise<{ payout: PayoutRecord; items: PayoutItem[] } | undefined> {
  const [payout] = await executor.select().from(payouts).where(eq(payouts.id, id)).for('update');
  if (!payout) return undefined;
  const items = await executor.select().from(payoutItems).where(eq(payoutItems.payoutId, id));
  return { payout, items };
}

export async function updatePayout(
  executor: Executor,
  { id, status, openKey, paidAt }: PayoutRecord,
): Promise<void> {
  await executor.update(payouts).set({ status, openKey, paidAt }).where(eq(payouts.id, id));
}
