import { AppError, type Connection, type ConnectionRequest } from '@finders-fee/shared';
import type { Database } from '../database/client.ts';
import { isPairingCode, usePairingCode } from '../database/pairing-codes.ts';
import { hasOrders } from '../database/queries/has-orders.ts';
import { listSnapshots } from '../database/queries/stored-snapshots.ts';
import {
  findDisconnectedStore,
  findStoreConnection,
  lockStoreFacts,
  writeStoreConnection,
  type StoreConnection,
} from '../database/store-connection.ts';
import { deleteCursors } from '../database/sync-cursors.ts';
import { rebuildTotals } from '../database/totals-rebuild.ts';
import { transact } from '../database/transaction.ts';
import type { Services } from '../services.ts';
import { version } from '../version.ts';
import { placedAtOf } from '../woocommerce/parse-order.ts';
import type { Store } from '../woocommerce/store.ts';

/** How long webhooks that were signed with the secret before are still taken. */
const rotationMs = 24 * 60 * 60 * 1000;
/** So many of our orders a store is asked for that comes back under another address. */
const newestOrders = 100;

/**
 * Connects a store against a code that this sidecar printed, or connects the same store anew.
 * The store must answer with the key it hands over; until then nothing is written and the code stays good.
 * Throws AppError `pairing_code_invalid`, `already_connected`, `store_refused` or `store_unreachable`.
 */
export async function connectStore(
  services: Pick<Services, 'database' | 'clock' | 'config' | 'connection' | 'connectedSignal' | 'stores'>,
  request: ConnectionRequest,
): Promise<Connection> {
  const { database, clock, config } = services;
  const code = request.pairing_code;
  const known = (await isPairingCode(database, code, clock()))
    ? await findStoreConnection(database, config.key)
    : null;
  if (known === null) throw codeInvalid();
  const store = services.stores.at(addressOf(request));
  const facts = await store.readFacts();
  await assertSameBooks(services, known, request, store);
  const now = clock();
  const connection: StoreConnection = {
    ...addressOf(request),
    webhookSource: request.webhook_source,
    webhookSecret: request.webhook_secret,
    previousWebhookSecret: known
      ? { secret: known.webhookSecret, until: new Date(now.getTime() + rotationMs) }
      : null,
    tokenSecret: request.token_secret,
    facts,
    factsAt: now,
    connectedAt: now,
  };
  await transact(database, async (transaction) => {
    if (!(await usePairingCode(transaction, code, now))) throw codeInvalid();
    const before = await lockStoreFacts(transaction);
    await writeStoreConnection(transaction, connection, config.key);
    // While no store was connected its days were not known either.
    if (before?.time_zone !== facts.time_zone) await rebuildTotals(transaction, facts.time_zone);
    if (!known) await deleteCursors(transaction);
  });
  services.connection.forget();
  services.connectedSignal.give();
  return { store_url: request.store_url, sidecar_version: version, connected_at: now.toISOString() };
}

/**
 * Order numbers of two stores mean different orders: their books must not run into each other. A store that was disconnected
 * may come back under another address; then it has the orders that we keep.
 */
async function assertSameBooks(
  { database }: Pick<Services, 'database'>,
  known: StoreConnection | undefined,
  request: ConnectionRequest,
  store: Store,
): Promise<void> {
  const booksOf = known?.storeUrl ?? (await findDisconnectedStore(database));
  if (booksOf === undefined || placeOf(booksOf) === placeOf(request.store_url)) return;
  if (!(await hasOrders(database)) || (!known && (await hasOurOrders(database, store)))) return;
  throw new AppError(
    'already_connected',
    known
      ? `This sidecar keeps the books of ${booksOf}. Disconnect that store first, or give ${request.store_url} a sidecar and a database of its own.`
      : `This sidecar keeps the books of ${booksOf}, and ${request.store_url} does not have its orders. Give it a sidecar and a database of its own.`,
  );
}

/** True when the store has one of our newest orders, placed at the same second. */
async function hasOurOrders(database: Database, store: Store): Promise<boolean> {
  const newest = await listSnapshots(database, null, newestOrders);
  const states = await store.listOrderStates(
    newest.map(({ orderId }) => orderId),
    'any',
  );
  return newest.some((snapshot) => {
    const state = states.get(snapshot.orderId);
    return state !== undefined && placedAtOf(state) === snapshot.placedAt;
  });
}

/** The address without its scheme, so that a move to https stays the same store. */
function placeOf(url: string): string {
  return url
    .replace(/^https?:\/\//, '')
    .replace(/\/$/, '')
    .toLowerCase();
}

function addressOf(request: ConnectionRequest) {
  return {
    storeUrl: request.store_url,
    restUrl: request.rest_url,
    consumerKey: request.consumer_key,
    consumerSecret: request.consumer_secret,
  };
}

function codeInvalid(): AppError {
  return new AppError(
    'pairing_code_invalid',
    'The connection code is unknown, used, or older than 15 minutes; `finders-fee connect` prints a new one',
  );
}
