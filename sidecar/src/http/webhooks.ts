import { AppError } from '@finders-fee/shared';
import { raw, Router } from 'express';
import type { Services } from '../services.ts';
import { acceptWebhook } from '../use-cases/accept-webhook.ts';

/** Real orders are some 5 kB; 1 MB holds an order of hundreds of lines. */
const bodyLimit = '1mb';

/** `POST /webhooks/woocommerce`: WooCommerce's own webhooks. Whatever is understood gets 200, since a refusal counts against the webhook. */
export function webhooksRouter(services: Services): Router {
  return Router().post(
    '/webhooks/woocommerce',
    raw({ type: () => true, limit: bodyLimit, inflate: false }),
    async (request, response) => {
      const body: unknown = request.body;
      try {
        const outcome = await acceptWebhook(services, {
          body: Buffer.isBuffer(body) ? body : Buffer.alloc(0),
          signature: request.get('x-wc-webhook-signature'),
          source: request.get('x-wc-webhook-source'),
          topic: request.get('x-wc-webhook-topic'),
        });
        services.metrics.webhooks.inc({ outcome });
        response.json({ outcome });
      } catch (error) {
        services.metrics.webhooks.inc({ outcome: error instanceof AppError ? error.code : 'failed' });
        throw error;
      }
    },
  );
}
