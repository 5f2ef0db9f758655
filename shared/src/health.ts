import { z } from 'zod';

/** One link of the chain store → sidecar → ledger, with what to do when it is broken. */
export const checkSchema = z.strictObject({
  code: z.enum([
    'connection',
    'webhooks',
    'pulse',
    'poller',
    'inbox',
    'dead_letters',
    'drift',
    'store_clock',
    'wp_cron',
  ]),
  ok: z.boolean(),
  message: z.string(),
  remedy: z.string().nullable(),
});

export const healthSchema = z.strictObject({
  connected: z.boolean(),
  store_url: z.string().nullable(),
  history: z.strictObject({ complete: z.boolean(), orders_read: z.int(), orders_total: z.int().nullable() }),
  webhooks: z.array(
    z.strictObject({ topic: z.string(), status: z.string(), last_delivery_at: z.iso.datetime().nullable() }),
  ),
  inbox: z.strictObject({ pending: z.int(), oldest_seconds: z.int(), dead: z.int() }),
  poller: z.strictObject({ last_run_at: z.iso.datetime().nullable(), lag_seconds: z.int().nullable() }),
  drift: z.strictObject({
    checked_at: z.iso.datetime().nullable(),
    commissions: z.int(),
    amount: z.array(z.strictObject({ currency: z.string(), amount: z.string() })),
  }),
  last_order_heard_at: z.iso.datetime().nullable(),
  checks: z.array(checkSchema),
});

export const syncResultSchema = z.strictObject({
  done: z.boolean(),
  orders_read: z.int(),
  inbox_pending: z.int(),
});

export type Check = z.infer<typeof checkSchema>;
export type Health = z.infer<typeof healthSchema>;
export type SyncResult = z.infer<typeof syncResultSchema>;
