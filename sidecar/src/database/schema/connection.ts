import { char, int, mysqlTable, text, tinyint, varchar } from 'drizzle-orm/mysql-core';
import type { StoreFacts } from '@finders-fee/shared';
import { instant, jsonOf } from './columns.ts';

/** The one store this sidecar serves (`slot` is always 1). Secrets are sealed with the key from the environment. */
export const storeConnection = mysqlTable('store_connection', {
  slot: tinyint().primaryKey(),
  storeUrl: varchar({ length: 500 }).notNull(),
  restUrl: varchar({ length: 500 }).notNull(),
  webhookSource: varchar({ length: 500 }).notNull(),
  consumerKeySealed: text().notNull(),
  consumerSecretSealed: text().notNull(),
  webhookSecretSealed: text().notNull(),
  previousWebhookSecretSealed: text(),
  previousWebhookSecretUntil: instant(),
  tokenSecretSealed: text().notNull(),
  facts: jsonOf<StoreFacts>().notNull(),
  factsAt: instant().notNull(),
  connectedAt: instant().notNull(),
});

/** Codes that `connect` printed; only their SHA-256 is kept, and each is good for one pairing. */
export const pairingCodes = mysqlTable('pairing_codes', {
  codeHash: char({ length: 64 }).primaryKey(),
  expiresAt: instant().notNull(),
});

/** Tokens already shown once: each `jti` is good for one request. */
export const usedTokens = mysqlTable('used_tokens', {
  jti: char({ length: 36 }).primaryKey(),
  expiresAt: instant().notNull(),
});

/** The answer to a write that carried an Idempotency-Key, kept so that a repeat gets the same one. */
export const idempotencyKeys = mysqlTable('idempotency_keys', {
  keyHash: char({ length: 64 }).primaryKey(),
  requestHash: char({ length: 64 }).notNull(),
  status: int().notNull(),
  response: jsonOf<unknown>(),
  createdAt: instant().notNull(),
});
