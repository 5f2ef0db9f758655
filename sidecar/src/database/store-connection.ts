import { eq } from 'drizzle-orm';
import type { StoreFacts } from '@finders-fee/shared';
import type { Database, Executor } from './client.ts';
import { storeConnection } from './schema/index.ts';
import { seal, unseal } from './seal.ts';
import { findCursor, writeCursor } from './sync-cursors.ts';
import { transact } from './transaction.ts';

const slot = 1;
const disconnectedName = 'disconnected_store';

/** The connected store, its secrets readable. Never log it. */
export interface StoreConnection {
  storeUrl: string;
  /** Ends in `/wp-json/`. */
  restUrl: string;
  /** What the store's webhooks call themselves in `X-WC-Webhook-Source`. */
  webhookSource: string;
  consumerKey: string;
  consumerSecret: string;
  webhookSecret: string;
  previousWebhookSecret: { secret: string; until: Date } | null;
  tokenSecret: string;
  facts: StoreFacts;
  /** When the store told its facts. */
  factsAt: Date;
  connectedAt: Date;
}

/** Undefined while no store is connected. Throws when FINDERS_FEE_KEY is not the key the secrets were sealed with. */
export async function findStoreConnection(
  { db }: Database,
  key: Buffer,
): Promise<StoreConnection | undefined> {
  const [row] = await db.select().from(storeConnection).where(eq(storeConnection.slot, slot));
  if (!row) return undefined;
  const previous = row.previousWebhookSecretSealed;
  const until = row.previousWebhookSecretUntil;
  return {
    storeUrl: row.storeUrl,
    restUrl: row.restUrl,
    webhookSource: row.webhookSource,
    consumerKey: unseal(row.consumerKeySealed, key, 'consumer_key'),
    consumerSecret: unseal(row.consumerSecretSealed, key, 'consumer_secret'),
    webhookSecret: unseal(row.webhookSecretSealed, key, 'webhook_secret'),
    previousWebhookSecret:
      previous && until ? { secret: unseal(previous, key, 'webhook_secret'), until } : null,
    tokenSecret: unseal(row.tokenSecretSealed, key, 'token_secret'),
    facts: row.facts,
    factsAt: row.factsAt,
    connectedAt: row.connectedAt,
  };
}

/** Writes the connection, or puts it in the place of the one before. */
export async function writeStoreConnection(
  db: Executor,
  connection: StoreConnection,
  key: Buffer,
): Promise<void> {
  const previous = connection.previousWebhookSecret;
  const row = {
    storeUrl: connection.storeUrl,
    restUrl: connection.restUrl,
    webhookSource: connection.webhookSource,
    consumerKeySealed: seal(connection.consumerKey, key, 'consumer_key'),
    consumerSecretSealed: seal(connection.consumerSecret, key, 'consumer_secret'),
    webhookSecretSealed: seal(connection.webhookSecret, key, 'webhook_secret'),
    previousWebhookSecretSealed: previous ? seal(previous.secret, key, 'webhook_secret') : null,
    previousWebhookSecretUntil: previous?.until ?? null,
    tokenSecretSealed: seal(connection.tokenSecret, key, 'token_secret'),
    facts: connection.facts,
    factsAt: connection.factsAt,
    connectedAt: connection.connectedAt,
  };
  await db
    .insert(storeConnection)
    .values({ slot, ...row })
    .onDuplicateKeyUpdate({ set: row });
}

/** The store's facts, held until the transaction ends: nobody writes books meanwhile, since whoever does holds them too. */
export async function lockStoreFacts(executor: Executor): Promise<StoreFacts | undefined> {
  const [row] = await executor
    .select({ facts: storeConnection.facts })
    .from(storeConnection)
    .where(eq(storeConnection.slot, slot))
    .for('update');
  return row?.facts;
}

export async function updateStoreFacts(executor: Executor, facts: StoreFacts, factsAt: Date): Promise<void> {
  await executor.update(storeConnection).set({ facts, factsAt }).where(eq(storeConnection.slot, slot));
}

/** Forgets the store but for its address: the books stay its own. */
export async function deleteStoreConnection(database: Database, now: Date): Promise<void> {
  await transact(database, async (transaction) => {
    const here = eq(storeConnection.slot, slot);
    const [row] = await transaction.select().from(storeConnection).where(here).for('update');
    if (!row) return;
    await writeCursor(transaction, { name: disconnectedName, value: row.storeUrl.slice(0, 255), now });
    await transaction.delete(storeConnection).where(here);
  });
}

/** The address of the store that was connected last, while none is. */
export async function findDisconnectedStore(database: Database): Promise<string | undefined> {
  return (await findCursor(database, disconnectedName))?.value;
}
