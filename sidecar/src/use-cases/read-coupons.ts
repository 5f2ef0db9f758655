import { isDeepStrictEqual } from 'node:util';
import { insertInboxRows, type InboxMessage } from '../database/inbox.ts';
import { listStoredCoupons } from '../database/queries/stored-coupons.ts';
import type { StoreCoupon } from '../domain/store-coupon.ts';
import type { Services } from '../services.ts';

/**
 * Reads all coupons of the store: a changed amount or limit moves no modified date. Puts the changed ones into the inbox and
 * asks for those that the list no longer shows. Returns how many were read.
 */
export async function readCoupons({
  database,
  clock,
  stores,
}: Pick<Services, 'database' | 'clock' | 'stores'>): Promise<number> {
  const store = await stores.get();
  const stored = await listStoredCoupons(database);
  const seen = new Set<number>();
  const startedAt = clock();
  for (let page = 1; ; page += 1) {
    const receivedAt = clock();
    const answer = await store.listCoupons(page);
    const changed = answer.rows.filter(({ id, row }) => {
      seen.add(id);
      return !row || !isDeepStrictEqual(row, stored.get(id));
    });
    await insertInboxRows(
      database.db,
      changed.map(({ id, row }) => toMessage(id, row, receivedAt)),
    );
    if (page >= answer.pages) break;
  }
  const vanished = [...stored.values()].filter(
    ({ couponId, status }) => status === 'publish' && !seen.has(couponId),
  );
  await insertInboxRows(
    database.db,
    vanished.map(({ couponId }) => toMessage(couponId, null, startedAt)),
  );
  return seen.size;
}

function toMessage(resourceId: number, coupon: StoreCoupon | null, receivedAt: Date): InboxMessage {
  const payload = coupon && JSON.stringify(coupon);
  return { resource: 'coupon', resourceId, payload, origin: 'poll', receivedAt };
}
