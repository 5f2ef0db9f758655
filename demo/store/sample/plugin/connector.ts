import { randomBytes } from 'node:crypto';
import type { ConnectionRequest, StoreFacts } from '@finders-fee/shared';
import { wordpressVersion } from '../deliveries.ts';
import { woocommerceVersion } from '../rest/represent.ts';
import { addWebhook } from '../rest/webhooks.ts';
import { nextId, now, type Shop } from '../shop/shop.ts';
import type { Connection, User } from '../state.ts';
import { StoreError } from '../store-error.ts';
import { parseConnectionCode } from './connection-code.ts';
import { askSidecar, introduce, type SidecarAnswer } from './sidecar-client.ts';

export const pluginVersion = '0.1.0';

const topics = [
  'order.created',
  'order.updated',
  'order.deleted',
  'order.restored',
  'coupon.created',
  'coupon.updated',
  'coupon.deleted',
  'customer.created',
  'action.woocommerce_refund_deleted',
  'action.woocommerce_delete_order',
];

const agreed = 300;

/** Pairs the store with a sidecar; a connection that was there is replaced. After a failure nothing of the attempt is left. Throws. */
export async function connect(shop: Shop, code: string): Promise<void> {
  const { sidecarUrl, pairingCode } = parseConnectionCode(code);
  const earlier = shop.state.connection;
  const { connection, request } = make(shop, sidecarUrl, pairingCode);
  try {
    const answer = readAnswer(await introduce(sidecarUrl, JSON.stringify(request)));
    connection.connectedAt = answer.connected_at ?? now(shop);
    connection.sidecarVersion = answer.sidecar_version ?? '';
  } catch (error) {
    remove(shop, connection);
    shop.state.connection = earlier;
    throw error;
  }
  if (earlier) remove(shop, earlier);
  shop.state.connection = connection;
}

/** Ends the connection here in any case, and tells whether the sidecar heard of it. */
export async function disconnect(shop: Shop, userId: number): Promise<boolean> {
  const { connection } = shop.state;
  if (!connection) return false;
  const request = { method: 'DELETE', path: '/v1/connection', userId, role: 'owner' } as const;
  const heard = await askSidecar(connection, request).then(
    ({ status }) => status < agreed,
    () => false,
  );
  remove(shop, connection);
  shop.state.users = shop.state.users.filter((user) => user.role !== 'finders_fee_service');
  shop.state.connection = null;
  return heard;
}

/** `GET store`: what the sidecar wants to know, and webhooks that were switched off are switched on again. */
export function storeFacts(shop: Shop, waiting: number): StoreFacts {
  const { connection, settings, webhooks } = shop.state;
  return {
    currency: settings.currency,
    price_decimals: settings.priceDecimals,
    time_zone: settings.timeZone,
    wordpress_version: wordpressVersion,
    woocommerce_version: woocommerceVersion,
    plugin_version: pluginVersion,
    hpos: true,
    now: now(shop),
    pulse_url: null,
    outbox_pending: waiting,
    webhooks: Object.entries(connection?.webhooks ?? {}).map(([topic, id]) => {
      const webhook = webhooks.find((candidate) => candidate.id === id);
      const healed = webhook?.status === 'disabled';
      if (webhook && healed) Object.assign(webhook, { status: 'active', failureCount: 0 });
      return {
        id,
        topic,
        status: webhook?.status ?? 'deleted',
        failure_count: webhook?.failureCount ?? 0,
        healed,
      };
    }),
  };
}

/** The state of the connection, without any secret. */
export function connectionState({ state: { connection } }: Shop) {
  return {
    connected: connection !== null,
    sidecar_url: connection?.sidecarUrl ?? null,
    store_url: connection?.storeUrl ?? null,
    sidecar_version: connection?.sidecarVersion || null,
    connected_at: connection?.connectedAt ?? null,
  };
}

/** The service user, its key and the webhooks are there before the sidecar is asked: it tries the key before it agrees. */
function make(
  shop: Shop,
  sidecarUrl: string,
  pairingCode: string,
): { connection: Connection; request: ConnectionRequest } {
  const user = serviceUser(shop);
  const consumerKey = `ck_${randomBytes(20).toString('hex')}`;
  const consumerSecret = `cs_${randomBytes(20).toString('hex')}`;
  shop.state.keys.push({ userId: user.id, consumerKey, consumerSecret, permissions: 'read_write' });
  const connection: Connection = {
    sidecarUrl,
    storeUrl: `${shop.url}/`,
    tokenSecret: randomBytes(32).toString('hex'),
    webhookSecret: randomBytes(32).toString('hex'),
    userId: user.id,
    consumerKey,
    webhooks: {},
    connectedAt: '',
    sidecarVersion: '',
  };
  for (const topic of topics) {
    const webhook = {
      name: `Finder's Fee: ${topic}`,
      topic,
      deliveryUrl: `${sidecarUrl}/webhooks/woocommerce`,
      secret: connection.webhookSecret,
      userId: user.id,
    };
    connection.webhooks[topic] = addWebhook(shop, webhook, false).id;
  }
  const store = storeFacts({ ...shop, state: { ...shop.state, connection } }, 0);
  const request: ConnectionRequest = {
    pairing_code: pairingCode,
    store_url: connection.storeUrl,
    rest_url: `${shop.url}/wp-json/`,
    webhook_source: `${shop.url}/`,
    consumer_key: consumerKey,
    consumer_secret: consumerSecret,
    webhook_secret: connection.webhookSecret,
    token_secret: connection.tokenSecret,
    store,
  };
  return { connection, request };
}

function remove(shop: Shop, connection: Connection): void {
  const ids = Object.values(connection.webhooks);
  shop.state.webhooks = shop.state.webhooks.filter((webhook) => !ids.includes(webhook.id));
  shop.state.keys = shop.state.keys.filter((key) => key.consumerKey !== connection.consumerKey);
}

function serviceUser(shop: Shop): User {
  const known = shop.state.users.find((user) => user.role === 'finders_fee_service');
  if (known) return known;
  const user: User = {
    id: nextId(shop, 'user'),
    login: 'finders-fee-service',
    password: randomBytes(32).toString('hex'),
    email: 'finders-fee-service@store.invalid',
    firstName: '',
    lastName: '',
    role: 'finders_fee_service',
    registeredAt: now(shop),
    modifiedAt: null,
    billing: {},
    shipping: {},
  };
  shop.state.users.push(user);
  return user;
}

function readAnswer(answer: SidecarAnswer): { connected_at?: string; sidecar_version?: string } {
  const data = JSON.parse(answer.body.toString() || '{}') as Record<string, string>;
  if (answer.status < agreed) return data;
  const code = data['code'] ?? 'sidecar_refused';
  throw new StoreError(code, data['message'] ?? 'The sidecar refused the connection.', answer.status);
}
