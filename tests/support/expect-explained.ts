import { isDeepStrictEqual } from 'node:util';
import type { Database } from '@finders-fee/sidecar/database/client';
import { commissions } from '@finders-fee/sidecar/database/schema/commissions';
import { settleCommissions } from '@finders-fee/sidecar/database/settled-commissions';
import { asc, gt } from 'drizzle-orm';
import { printedSums } from './printed-sums.ts';

const pageSize = 200;

/**
 * Of every commission in these books: the printed steps of its explanation add up, those before `base` to the base, those between
 * `base` and `amount` to the commission. Every database of a test is held against this before it goes.
 */
export async function expectExplained(database: Pick<Database, 'db'>): Promise<void> {
  for (let afterId = ''; ;) {
    const page = await database.db
      .select()
      .from(commissions)
      .where(gt(commissions.id, afterId))
      .orderBy(asc(commissions.id))
      .limit(pageSize);
    const settled = await settleCommissions(database.db, page);
    for (const { id, orderId, exponent } of page) {
      const settlement = settled.get(id)?.settlement;
      if (!settlement) continue;
      const { steps } = settlement;
      if (!isDeepStrictEqual(printedSums(steps), printedSums.of(settlement, exponent))) {
        const printed = JSON.stringify(steps.map(({ code, amount }) => [code, amount]));
        throw new Error(`The steps of commission ${id} (order ${orderId}) do not add up: ${printed}`);
      }
    }
    const last = page.at(-1);
    if (!last) return;
    afterId = last.id;
  }
}
