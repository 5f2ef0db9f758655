import { isDeepStrictEqual } from 'node:util';
import { AppError } from '@finders-fee/shared';
import { insertInboxRows, type InboxMessage } from '../database/inbox.ts';
import type { Fence } from '../database/leases.ts';
import { readOrdersCursor, writeOrdersCursor, type OrdersCursor } from '../database/orders-cursor.ts';
import { findStoredSnapshots } from '../database/queries/stored-snapshots.ts';
import type { Services } from '../services.ts';
import { hasSameRefunds, isDraft, toSnapshot, type StoreOrder } from '../woocommerce/parse-order.ts';
import type { Page } from '../woocommerce/store.ts';

/** Orders that another request was still writing, and clocks that differ, are caught by reading these minutes twice. */
const overlapMs = 10 * 60 * 1000;
const perPage = 100;
/** For a store that has no memory or no time for a hundred large orders at once. */
const fewPerPage = 10;

/**
 * Puts every order that changed since the last pass into the inbox; the first pass reads the whole history.
 * Progress is kept after each page, so that a pass that was cut off goes on where it was. Returns how many orders were read.
 */
export async function pollOrders(
  services: Pick<Services, 'database' | 'clock' | 'stores'>,
  fence: Fence,
  { status }: { status: 'any' | 'trash' },
): Promise<number> {
  const store = await services.stores.get();
  let cursor = await readOrdersCursor(services.database, status);
  let place: Place = { after: startOf(cursor), page: 1, perPage };
  let read = 0;
  let firstAnswerAt: Date | undefined;
  for (;;) {
    const askedAt = services.clock();
    const answer = await store.listOrdersModified({ ...place, status }).catch(orFewer(place));
    if (!answer) {
      place = { ...place, perPage: fewPerPage };
      continue;
    }
    firstAnswerAt ??= answer.storeTime;
    const isLast = answer.pages <= place.page;
    const messages = await messagesOf(services, answer, askedAt);
    const next = nextPlace(place, answer);
    cursor = {
      ...advance(cursor, place, answer),
      after: isLast ? endOf(cursor, firstAnswerAt, answer) : next.after,
      historyComplete: cursor.historyComplete || isLast,
    };
    await writeOrdersCursor(
      services.database,
      fence,
      { status, cursor, now: services.clock() },
      (transaction) => insertInboxRows(transaction, messages),
    );
    read += answer.rows.length;
    if (isLast) return read;
    place = next;
  }
}

/** Where in the list we are: orders modified after an instant (null: all), and a page of them. */
interface Place {
  after: Date | null;
  page: number;
  perPage: number;
}

/** Passes over the failure of a large page, after which a small one is worth a try; a pass that needed one goes on with small pages. */
function orFewer({ page, perPage: size }: Place): (error: unknown) => undefined {
  return (error) => {
    const isTooMuch = error instanceof AppError && error.code === 'store_unreachable';
    if (!isTooMuch || page > 1 || size === fewPerPage) throw error;
  };
}

function startOf(cursor: OrdersCursor): Date | null {
  if (!cursor.after || !cursor.historyComplete) return cursor.after;
  return new Date(cursor.after.getTime() - overlapMs);
}

/**
 * Rows move between pages while one pages, so each page starts anew behind the last row. The second of that row is read
 * again, for more orders may share it; only when a page holds nothing but one second do we turn a page.
 */
function nextPlace({ after, page, perPage: size }: Place, answer: Page<StoreOrder>): Place {
  const last = lastModified(answer);
  const next = last && new Date(last.getTime() - 1000);
  return next && (!after || next > after)
    ? { after: next, page: 1, perPage: size }
    : { after, page: page + 1, perPage: size };
}

/** The store's own clock at the first answer: whatever changed before was read. Orders with a date in the future do not move it. */
function endOf(cursor: OrdersCursor, firstAnswerAt: Date | undefined, answer: Page<StoreOrder>): Date | null {
  return firstAnswerAt ?? lastModified(answer) ?? cursor.after;
}

/** How much of the history was read, from the totals that the store tells with each page. */
function advance(cursor: OrdersCursor, place: Place, answer: Page<StoreOrder>): OrdersCursor {
  if (cursor.historyComplete) return cursor;
  const total = cursor.ordersTotal ?? answer.total;
  const left = answer.total - (place.page - 1) * place.perPage - answer.rows.length;
  return { ...cursor, ordersTotal: total, ordersRead: Math.max(0, Math.min(total, total - left)) };
}

function lastModified(answer: Page<StoreOrder>): Date | undefined {
  const last = answer.rows.findLast(({ row }) => row?.date_modified_gmt)?.row;
  return last ? new Date(toSnapshot(last, []).modifiedAt) : undefined;
}

/** One message for each order that differs from what is stored. An order that cannot be read is asked for singly, so that its fault becomes visible. */
async function messagesOf(
  { database }: Pick<Services, 'database'>,
  answer: Page<StoreOrder>,
  receivedAt: Date,
): Promise<InboxMessage[]> {
  const stored = await findStoredSnapshots(
    database,
    answer.rows.map(({ id }) => id),
  );
  return answer.rows.flatMap(({ id, row }): InboxMessage[] => {
    const message = { resource: 'order', resourceId: id, origin: 'poll', receivedAt } as const;
    if (!row) return [{ ...message, payload: null }];
    const known = stored.get(id);
    if (isDraft(row) && !known) return [];
    if (
      known &&
      hasSameRefunds(row, known.refunds) &&
      isDeepStrictEqual(toSnapshot(row, known.refunds), known)
    )
      return [];
    return [{ ...message, payload: JSON.stringify(row) }];
  });
}
