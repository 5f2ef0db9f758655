import { AppError, type Explanation, type ReasonCode } from '@finders-fee/shared';
import { and, eq, type SQL } from 'drizzle-orm';
import { settle } from '../../domain/settle.ts';
import type { Executor } from '../client.ts';
import { commissions } from '../schema/commissions.ts';
import { orders, redemptions } from '../schema/orders.ts';
import { entriesOf } from './ledger.ts';
import { formatMoney } from './money.ts';

const dayMs = 24 * 3600_000;

/**
 * How a commission came to its amount: the receipt, the frozen terms and its ledger.
 * With an affiliate's id only that affiliate's own commissions are found. Throws `not_found`.
 */
export async function getExplanation(
  executor: Executor,
  commissionId: string,
  affiliateId?: string,
): Promise<Explanation> {
  const [found, decided, entries] = await Promise.all([
    executor
      .select({ commission: commissions, snapshot: orders.snapshot })
      .from(commissions)
      .innerJoin(orders, eq(orders.orderId, commissions.orderId))
      .where(and(eq(commissions.id, commissionId), ownedBy(affiliateId))),
    reasonsOf(executor, commissionId),
    entriesOf(executor, commissionId),
  ]);
  const [row] = found;
  if (!row) throw new AppError('not_found', `There is no commission "${commissionId}".`);
  const { commission, snapshot } = row;
  const { currency, exponent, terms } = commission;
  const settlement = settle(snapshot, terms, { exponent, reasons: decided });
  return {
    commission_id: commission.id,
    currency,
    amount: formatMoney({ currency, exponent, minor: commission.amountMinor }),
    base_amount: formatMoney({ currency, exponent, minor: commission.baseMinor }),
    summary: commission.summary,
    steps: settlement.steps,
    terms,
    entries,
    payable_from: payableFrom(commission),
  };
}

/** When the hold ends; null when nothing is left to be paid. */
export function payableFrom(commission: {
  status: string;
  amountMinor: bigint;
  placedAt: Date;
  holdDays: number;
}): string | null {
  if (commission.amountMinor === 0n || !['pending', 'held', 'approved'].includes(commission.status))
    return null;
  return new Date(commission.placedAt.getTime() + commission.holdDays * dayMs).toISOString();
}

function ownedBy(affiliateId: string | undefined): SQL | undefined {
  return affiliateId === undefined ? undefined : eq(commissions.affiliateId, affiliateId);
}

/** What was decided about the commission's coupon; the order may have lost it since. */
async function reasonsOf(executor: Executor, commissionId: string): Promise<ReasonCode[]> {
  const [row] = await executor
    .select({ reasons: redemptions.reasons })
    .from(redemptions)
    .where(eq(redemptions.commissionId, commissionId));
  return row?.reasons ?? ['no_coupon'];
}
