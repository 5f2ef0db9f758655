import { eq, sql, type SQL } from 'drizzle-orm';
import type { Executor } from '../client.ts';
import { affiliates } from '../schema/affiliates.ts';
import { commissions } from '../schema/commissions.ts';
import { orders, redemptions } from '../schema/orders.ts';
import { cutOf, type Cut } from './page.ts';

/** What the list of redemptions is asked, sorted by what they earned. */
export interface AmountQuestion extends Cut {
  order: 'asc' | 'desc';
  /** Of the commissions that they brought; `none` for those that brought nothing. */
  status?: string | undefined;
  /** On redemptions, and on orders and affiliates where `named`. */
  where: SQL | undefined;
  named: boolean;
}

/**
 * The ids on a page of the redemptions sorted by amount, then commission. What earned comes from the commissions' own index, what did not
 * (an amount of 0, and no commission) from that of the redemptions; each side is cut before they are put together, and neither is read
 * beyond the page's end.
 */
export async function listIdsByAmount(executor: Executor, question: AmountQuestion): Promise<string[]> {
  const { order, status, beyond = null } = question;
  const { limit, offset } = cutOf(question);
  const last = beyond === null ? undefined : await findPlace(executor, String(beyond));
  const end = sql`limit ${limit + offset}`;
  const direction = sql.raw(order);
  const further = sql.raw(order === 'asc' ? '>' : '<');
  const { amountMinor, id } = commissions;
  const beyondLast = last
    ? sql`and (${amountMinor} ${further} ${last.amount} or (${amountMinor} = ${last.amount} and ${id} ${further} ${last.commission}))`
    : sql``;
  const brought = sql`(select ${redemptions.id} as id, ${amountMinor} as amount, ${id} as commission
    from ${commissions} join ${redemptions} on ${redemptions.commissionId} = ${id} ${joinsOf(question)}
    where ${question.where ?? sql`true`} and ${status === undefined ? sql`true` : eq(commissions.status, status as never)} ${beyondLast}
    order by ${amountMinor} ${direction}, ${id} ${direction} ${end})`;
  const beyondThese = last?.commission === '' ? sql`and ${redemptions.id} ${further} ${beyond}` : sql``;
  const others = sql`(select ${redemptions.id} as id, 0 as amount, '' as commission
    from ${redemptions} ${joinsOf(question)}
    where ${redemptions.commissionId} is null and ${question.where ?? sql`true`} ${beyondThese}
    order by ${redemptions.id} ${direction} ${end})`;
  const sides = [
    ...(status === 'none' ? [] : [brought]),
    ...((status ?? 'none') === 'none' && !isPassed(last, order) ? [others] : []),
  ];
  if (sides.length === 0) return [];
  const [rows] = await executor.execute(sql`select id from (${sql.join(sides, sql` union all `)}) as sides
    order by amount ${direction}, commission ${direction}, id ${direction} limit ${limit} offset ${offset}`);
  return (rows as unknown as { id: string }[]).map((row) => row.id);
}

/** Where a row stands among the others; without a commission at 0, before the commissions of 0. */
interface Place {
  amount: bigint;
  commission: string;
}

async function findPlace(executor: Executor, redemptionId: string): Promise<Place> {
  const [row] = await executor
    .select({ amount: commissions.amountMinor, commission: commissions.id })
    .from(redemptions)
    .leftJoin(commissions, eq(commissions.id, redemptions.commissionId))
    .where(eq(redemptions.id, redemptionId));
  return { amount: row?.amount ?? 0n, commission: row?.commission ?? '' };
}

/** Whether all without a commission come before this place. */
function isPassed(last: Place | undefined, order: 'asc' | 'desc'): boolean {
  if (last === undefined || last.commission === '') return false;
  return order === 'asc' ? last.amount >= 0n : last.amount < 0n;
}

function joinsOf({ named }: AmountQuestion): SQL {
  if (!named) return sql``;
  return sql`join ${orders} on ${orders.orderId} = ${redemptions.orderId}
    left join ${affiliates} on ${affiliates.id} = ${redemptions.affiliateId}`;
}
