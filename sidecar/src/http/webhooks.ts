import { AppError } from '@finders-fee/shared';
import type { RequestHandler } from 'express';
import type { Services } from '../services.ts';
import { acceptWebhook } from '../use-cases/accept-webhook.ts';
import { readBody } from './read-body.ts';

/** Real orders are some 5 kB; 1 MB holds an order of hundreds of lines. */
const longestBytes = 1_048_576;

/** `POST /webhooks/woocommerce`: WooCommerce's own webhooks. Whatever is understood gets 200, since a refusal counts against the webhook. */
export function receiveWebhook(services: Services): RequestHandler {
  return async (request, response) => {
    try {
      const outcome = await acceptWebhook(services, {
        body: await readBody(request, longestBytes),
        signature: request.get('x-wc-webhook-signature'),
        source: request.get('x-wc-webhook-source'),
        topic: request.get('x-wc-webhook-topic'),
      });
      services.metrics.webhooks.inc({ outcome });
      response.setHeader('Content-Type', 'application/json').end(`{"outcome":"${outcome}"}`);
    } catch (error) {
      services.metrics.webhooks.inc({ outcome: error instanceof AppError ? error.code : 'failed' });
      throw error;
    }
  };
}
