import type { Me } from '@finders-fee/shared';
import { and, eq, inArray, ne, sql } from 'drizzle-orm';
import type { Executor } from '../client.ts';
import { commissions } from '../schema/commissions.ts';
import { readStandings, showAmounts } from './balances.ts';
import { formatMoney, sumByCurrency, type Money } from './money.ts';

/** Balances per currency with what can be paid next: what has left its hold already, or else the first that will. */
export async function readMyBalances(
  executor: Executor,
  affiliateId: string,
  now: Date,
): Promise<Me['balances']> {
  const [standings, payable] = await Promise.all([
    readStandings(executor, { affiliateId }),
    readPayable(executor, affiliateId, now),
  ]);
  return standings.map((standing) => {
    const balance = showAmounts(standing);
    const next = nextOf(payable.filter(({ currency }) => currency === balance.currency));
    return {
      ...balance,
      next_payable_at: next?.at.toISOString() ?? null,
      next_payable_amount: next ? formatMoney(next) : null,
    };
  });
}

interface Payable extends Money {
  /** The day on which the hold ends, or empty once it has. */
  day: string;
  at: Date;
}

async function readPayable(executor: Executor, affiliateId: string, now: Date): Promise<Payable[]> {
  const end = sql`(${commissions.placedAt} + interval ${commissions.holdDays} day)`;
  return executor
    .select({
      day: sql<string>`case when ${end} <= ${now} then '' else date_format(${end}, '%Y-%m-%d') end`.as(
        'end_day',
      ),
      at: sql`min(${end})`.mapWith(commissions.placedAt),
      currency: commissions.currency,
      exponent: commissions.exponent,
      minor: sql`sum(${commissions.amountMinor})`.mapWith(BigInt),
    })
    .from(commissions)
    .where(
      and(
        eq(commissions.affiliateId, affiliateId),
        inArray(commissions.status, ['pending', 'held', 'approved']),
        ne(commissions.amountMinor, 0n),
      ),
    )
    .groupBy(sql`end_day`, commissions.currency, commissions.exponent);
}

/** Of one currency. */
function nextOf(payable: Payable[]): (Money & { at: Date }) | undefined {
  const [first] = payable.map(({ day }) => day).sort();
  const soonest = payable.filter(({ day }) => day === first);
  const [sum] = sumByCurrency(soonest);
  return sum && { ...sum, at: new Date(Math.min(...soonest.map(({ at }) => at.getTime()))) };
}
