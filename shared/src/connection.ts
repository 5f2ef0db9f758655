import { z } from 'zod';

/** What the plugin tells about its store, at connecting and whenever the sidecar asks (`GET wc-finders-fee/v1/store`). */
export const storeFactsSchema = z.object({
  currency: z.string().length(3),
  price_decimals: z.int().min(0).max(8),
  time_zone: z.string().max(64),
  wordpress_version: z.string().max(32),
  woocommerce_version: z.string().max(32),
  plugin_version: z.string().max(32),
  hpos: z.boolean(),
  now: z.iso.datetime(),
  pulse_url: z.url().nullable(),
  outbox_pending: z.int(),
  webhooks: z.array(
    z.object({
      id: z.int(),
      topic: z.string(),
      status: z.string(),
      failure_count: z.int(),
      healed: z.boolean(),
    }),
  ),
});

/** Sent by the plugin to `POST /v1/connection` with the code that the sidecar printed. */
export const connectionRequestSchema = z.strictObject({
  pairing_code: z.string().max(100),
  store_url: z.url(),
  rest_url: z.url(),
  webhook_source: z.url(),
  consumer_key: z.string().regex(/^ck_[0-9a-f]{40}$/),
  consumer_secret: z.string().regex(/^cs_[0-9a-f]{40}$/),
  webhook_secret: z.string().regex(/^[A-Za-z0-9]{40,100}$/),
  token_secret: z.string().regex(/^[A-Za-z0-9]{43,100}$/),
  store: storeFactsSchema,
});

export const connectionSchema = z.strictObject({
  store_url: z.string(),
  sidecar_version: z.string(),
  connected_at: z.iso.datetime(),
});

export type ConnectionRequest = z.infer<typeof connectionRequestSchema>;
export type StoreFacts = z.infer<typeof storeFactsSchema>;
export type Connection = z.infer<typeof connectionSchema>;
