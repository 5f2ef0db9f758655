import { AppError, type Explanation } from '@finders-fee/shared';
import { and, eq, type SQL } from 'drizzle-orm';
import type { Executor } from '../client.ts';
import { commissions } from '../schema/commissions.ts';
import { settleCommissions } from '../settled-commissions.ts';
import { entriesOf } from './ledger.ts';
import { formatMoney } from './money.ts';

/**
 * How a commission came to its amount: the receipt, the frozen terms and its ledger.
 * With an affiliate's id only that affiliate's own commissions are found. Throws `not_found`.
 */
export async function getExplanation(
  executor: Executor,
  commissionId: string,
  affiliateId?: string,
): Promise<Explanation> {
  const [commission] = await executor
    .select()
    .from(commissions)
    .where(and(eq(commissions.id, commissionId), ownedBy(affiliateId)));
  const settled = commission && (await settleCommissions(executor, [commission])).get(commissionId);
  if (!settled) throw new AppError('not_found', `There is no commission "${commissionId}".`);
  const entries = await entriesOf(executor, commissionId);
  const { currency, exponent, terms } = commission;
  return {
    commission_id: commission.id,
    currency,
    amount: formatMoney({ currency, exponent, minor: commission.amountMinor }),
    base_amount: formatMoney({ currency, exponent, minor: commission.baseMinor }),
    summary: commission.summary,
    steps: settled.settlement.steps,
    terms,
    entries,
    payable_from: payableFrom(commission),
  };
}

/** When the hold ends; null when nothing is left to be paid. */
export function payableFrom(commission: {
  status: string;
  amountMinor: bigint;
  payableAt: Date;
}): string | null {
  if (commission.amountMinor === 0n || !['pending', 'held', 'approved'].includes(commission.status))
    return null;
  return commission.payableAt.toISOString();
}

function ownedBy(affiliateId: string | undefined): SQL | undefined {
  return affiliateId === undefined ? undefined : eq(commissions.affiliateId, affiliateId);
}
