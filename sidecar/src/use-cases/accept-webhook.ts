import { createHmac, timingSafeEqual } from 'node:crypto';
import { AppError } from '@finders-fee/shared';
import { insertInboxRow } from '../database/inbox.ts';
import type { StoreConnection } from '../database/store-connection.ts';
import type { Services } from '../services.ts';
import { isTopic, readWebhook } from '../woocommerce/read-webhook.ts';

export interface Webhook {
  /** The bytes as they came: the signature is over these. */
  body: Buffer;
  signature: string | undefined;
  source: string | undefined;
  topic: string | undefined;
}

/** `queued`: a row lies in the inbox · `ignored`: understood, and nothing to keep · `ping`: WooCommerce tries the address. */
export type WebhookOutcome = 'queued' | 'ignored' | 'ping';

const pingPattern = /^webhook_id=\d{1,20}$/;
const longestPingBytes = 40;

/**
 * Takes in one webhook: verified, then stored, and acted on later. Costs one INSERT.
 * Throws AppError `invalid_signature`, `wrong_source` or `invalid_json`; then nothing is stored.
 */
export async function acceptWebhook(
  services: Pick<Services, 'database' | 'clock' | 'connection' | 'inboxSignal' | 'heard'>,
  { body, signature, source, topic = '' }: Webhook,
): Promise<WebhookOutcome> {
  if (signature === undefined && isPing(body)) return 'ping';
  const now = services.clock();
  const connection = await findSigner(services, body, signature, now);
  if (source !== connection.webhookSource) {
    throw new AppError('wrong_source', 'The webhook comes from another site than the connected store');
  }
  const message = readWebhook(topic, parseJson(body));
  if (isTopic(topic)) services.heard.set(topic, now);
  if (!message) return 'ignored';
  await insertInboxRow(services.database, { ...message, origin: 'webhook', receivedAt: now });
  services.inboxSignal.give();
  return 'queued';
}

/** Pings are not signed and carry nothing but the webhook's number. */
function isPing(body: Buffer): boolean {
  return body.length <= longestPingBytes && pingPattern.test(body.toString('latin1'));
}

async function findSigner(
  { connection }: Pick<Services, 'connection'>,
  body: Buffer,
  signature: string | undefined,
  now: Date,
): Promise<StoreConnection> {
  if (signature === undefined) throw unsigned();
  const given = Buffer.from(signature, 'base64');
  const known = await connection.find();
  if (known && isSignedWith(known, body, given, now)) return known;
  const newest = await connection.recheck();
  if (newest && newest !== known && isSignedWith(newest, body, given, now)) return newest;
  throw unsigned();
}

/** Made only when it is thrown: catching the stack would cost every webhook a twentieth of its time. */
function unsigned(): AppError {
  return new AppError('invalid_signature', 'The webhook’s signature is missing or does not fit');
}

function isSignedWith(connection: StoreConnection, body: Buffer, given: Buffer, now: Date): boolean {
  const { webhookSecret, previousWebhookSecret: previous } = connection;
  const secrets = previous && previous.until > now ? [webhookSecret, previous.secret] : [webhookSecret];
  return secrets.some((secret) => {
    const expected = createHmac('sha256', secret).update(body).digest();
    return given.length === expected.length && timingSafeEqual(given, expected);
  });
}

function parseJson(body: Buffer): unknown {
  try {
    return JSON.parse(body.toString('utf8'));
  } catch (error) {
    throw new AppError('invalid_json', 'The webhook’s body is not JSON', { cause: error });
  }
}
