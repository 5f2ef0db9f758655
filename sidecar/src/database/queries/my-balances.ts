import type { Me } from '@finders-fee/shared';
import { and, asc, eq, lt, lte, sql, type SQL } from 'drizzle-orm';
import type { Executor } from '../client.ts';
import { commissions } from '../schema/commissions.ts';
import { readStandings, showAmounts } from './balances.ts';
import { formatMoney, sumByCurrency, type Money } from './money.ts';

const dayMs = 24 * 3600_000;

/** Balances per currency with what can be paid next of what is still on hold: all whose hold has ended, or else that of the first day on which one does. */
export async function readMyBalances(
  executor: Executor,
  affiliateId: string,
  now: Date,
): Promise<Me['balances']> {
  const standings = await readStandings(executor, affiliateId);
  return Promise.all(
    standings.map(async (standing) => {
      const next = await readNext(executor, { affiliateId, currency: standing.balance.currency }, now);
      return {
        ...showAmounts(standing),
        next_payable_at: next?.at.toISOString() ?? null,
        next_payable_amount: next ? formatMoney(next) : null,
      };
    }),
  );
}

/** Two looks at an index, however many commissions there are. */
async function readNext(
  executor: Executor,
  { affiliateId, currency }: { affiliateId: string; currency: string },
  now: Date,
): Promise<(Money & { at: Date }) | undefined> {
  const onHold = and(
    eq(commissions.affiliateId, affiliateId),
    eq(commissions.status, 'pending'),
    eq(commissions.currency, currency),
  );
  const [first] = await executor
    .select({ at: commissions.payableAt })
    .from(commissions)
    .where(onHold)
    .orderBy(asc(commissions.payableAt))
    .limit(1);
  if (!first) return undefined;
  const until =
    first.at <= now ? lte(commissions.payableAt, now) : lt(commissions.payableAt, nextDay(first.at));
  const [sum] = await sumOf(executor, and(onHold, until));
  return sum && { ...sum, at: first.at };
}

async function sumOf(executor: Executor, where: SQL | undefined): Promise<Money[]> {
  const sums = await executor
    .select({
      currency: commissions.currency,
      exponent: commissions.exponent,
      minor: sql`sum(${commissions.amountMinor})`.mapWith(BigInt),
    })
    .from(commissions)
    .where(where)
    .groupBy(commissions.currency, commissions.exponent);
  return sumByCurrency(sums);
}

/** Midnight in UTC after this instant. */
function nextDay(at: Date): Date {
  return new Date((Math.floor(at.getTime() / dayMs) + 1) * dayMs);
}
