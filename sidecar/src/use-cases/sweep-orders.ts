import { insertInboxRows } from '../database/inbox.ts';
import type { Fence } from '../database/leases.ts';
import { listSnapshots } from '../database/queries/stored-snapshots.ts';
import { writeCursorFenced } from '../database/sync-cursors.ts';
import type { OrderSnapshot } from '../domain/order-snapshot.ts';
import type { Services } from '../services.ts';
import { hasSameRefunds, modifiedAtOf } from '../woocommerce/parse-order.ts';
import type { OrderState, Store } from '../woocommerce/store.ts';

const pageSize = 100;

/**
 * Compares what is stored with what the store has, newest orders first, and asks for each order that differs or is missing.
 * Finds what no webhook and no modified date tells of: deleted refunds, orders deleted for good or back again, edits past WooCommerce's own code.
 * Returns how many orders were compared.
 */
export async function sweepOrders(
  { database, clock, stores }: Pick<Services, 'database' | 'clock' | 'stores'>,
  fence: Fence,
  { newest }: { newest: number },
): Promise<number> {
  const store = await stores.get();
  let compared = 0;
  let below: number | null = null;
  while (compared < newest) {
    const known: OrderSnapshot[] = await listSnapshots(
      database,
      below,
      Math.min(pageSize, newest - compared),
    );
    if (known.length === 0) break;
    const receivedAt = clock();
    const states = await readStates(store, known);
    const different = known.filter((snapshot) => !isAsStored(snapshot, states.get(snapshot.orderId)));
    below = known.at(-1)?.orderId ?? null;
    compared += known.length;
    const cursor = { name: 'sweep', value: JSON.stringify({ below, compared }), now: clock() };
    await writeCursorFenced(database, fence, cursor, (transaction) =>
      insertInboxRows(
        transaction,
        different.map(({ orderId }) => ({
          resource: 'order',
          resourceId: orderId,
          payload: null,
          origin: 'sweep',
          receivedAt,
        })),
      ),
    );
  }
  return compared;
}

/** The list `any` leaves out the trash, so what it does not show is looked for there. */
async function readStates(store: Store, known: OrderSnapshot[]): Promise<Map<number, OrderState>> {
  const isTrashed = (snapshot: OrderSnapshot) => snapshot.status === 'trash';
  const living = known.filter((snapshot) => !isTrashed(snapshot)).map((snapshot) => snapshot.orderId);
  const states =
    living.length > 0 ? await store.listOrderStates(living, 'any') : new Map<number, OrderState>();
  const missing = known.map((snapshot) => snapshot.orderId).filter((orderId) => !states.has(orderId));
  if (missing.length === 0) return states;
  return new Map([...states, ...(await store.listOrderStates(missing, 'trash'))]);
}

function isAsStored(snapshot: OrderSnapshot, state: OrderState | undefined): boolean {
  if (snapshot.status === 'deleted' || state === undefined)
    return snapshot.status === 'deleted' && state === undefined;
  return (
    state.status === snapshot.status &&
    state.total === snapshot.total &&
    modifiedAtOf(state) === snapshot.modifiedAt &&
    hasSameRefunds(state, snapshot.refunds)
  );
}
