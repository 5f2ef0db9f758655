import { and, asc, eq, gt } from 'drizzle-orm';
import type { BalanceDelta } from '../domain/account-balances.ts';
import { among } from './among.ts';
import type { Executor } from './client.ts';
import { accountBalances } from './schema/totals.ts';

/** What one affiliate has on each account in one currency; a row for each number of decimals that the currency had. */
export type AccountBalance = BalanceDelta;

/** Held until the transaction ends: whoever writes to the affiliate's ledger in this currency waits, and everything written before is seen. */
export function lockBalances(
  executor: Executor,
  affiliateId: string,
  currency: string,
): Promise<AccountBalance[]> {
  return executor
    .select()
    .from(accountBalances)
    .where(and(eq(accountBalances.affiliateId, affiliateId), eq(accountBalances.currency, currency)))
    .orderBy(asc(accountBalances.exponent))
    .for('update');
}

/** What these affiliates have now, in every currency. */
export function listBalancesOf(
  executor: Executor,
  affiliateIds: readonly string[],
): Promise<AccountBalance[]> {
  return executor.select().from(accountBalances).where(among(accountBalances.affiliateId, affiliateIds));
}

/** Who may have something to be paid, in which currency; sorted. */
export function listPayableAccounts(
  executor: Executor,
  of: { affiliateId?: string | undefined; currency?: string | undefined },
): Promise<{ affiliateId: string; currency: string }[]> {
  return executor
    .selectDistinct({ affiliateId: accountBalances.affiliateId, currency: accountBalances.currency })
    .from(accountBalances)
    .where(
      and(
        gt(accountBalances.approvedMinor, 0n),
        of.affiliateId === undefined ? undefined : eq(accountBalances.affiliateId, of.affiliateId),
        of.currency === undefined ? undefined : eq(accountBalances.currency, of.currency),
      ),
    )
    .orderBy(asc(accountBalances.affiliateId), asc(accountBalances.currency));
}
