import type { InboxRow } from '../database/inbox.ts';
import type { Buyer } from '../domain/arrival.ts';
import type { Services } from '../services.ts';
import { fewAtOnce } from '../woocommerce/few-at-once.ts';

const requestsAtOnce = 4;

export type GatheredCustomer = { userId: number; buyer: Buyer | null } | { userId: number; error: unknown };

/** The customers that inbox rows are about; null for one that the store no longer has. */
export async function gatherCustomers(
  { stores }: Pick<Services, 'stores'>,
  rows: InboxRow[],
): Promise<GatheredCustomer[]> {
  const inOrder = [...rows].sort((a, b) => a.receivedAt.getTime() - b.receivedAt.getTime());
  const newest = new Map(inOrder.map((row) => [row.resourceId, row]));
  return fewAtOnce(requestsAtOnce, [...newest], async ([userId, { payload }]) => {
    try {
      if (payload !== null) return { userId, buyer: JSON.parse(payload) as Buyer };
      return { userId, buyer: (await (await stores.get()).findCustomer(userId)) ?? null };
    } catch (error) {
      return { userId, error };
    }
  });
}
