import { randomBytes } from 'node:crypto';
import { Router, type Request } from 'express';
import { nextId, now, type Shop } from '../shop/shop.ts';
import type { Webhook } from '../state.ts';
import { StoreError } from '../store-error.ts';
import { listPage, text } from './list.ts';
import { isWebhookTopic, representWebhook } from './represent.ts';
import { answering, bodyOf, idOf } from './respond.ts';

/** Made by REST a webhook pings its address at once; made by the plugin it does not. */
export function addWebhook(
  shop: Shop,
  webhook: Pick<Webhook, 'name' | 'topic' | 'deliveryUrl' | 'secret' | 'userId'>,
  pendingDelivery: boolean,
): Webhook {
  const record: Webhook = {
    ...webhook,
    id: nextId(shop, 'webhook'),
    status: 'active',
    failureCount: 0,
    pendingDelivery,
    createdAt: now(shop),
    modifiedAt: null,
  };
  shop.state.webhooks.push(record);
  return record;
}

export function webhookRoutes(shop: Shop, ping: (webhook: Webhook) => void): Router {
  const router = Router();
  router.get('/webhooks', answering(shop, list));
  router.post(
    '/webhooks',
    answering(shop, (_shop, request) => {
      const webhook = create(shop, request);
      ping(webhook);
      return { body: representWebhook(shop, webhook), status: 201 };
    }),
  );
  router.get(
    '/webhooks/:id',
    answering(shop, (_shop, request) => ({ body: representWebhook(shop, getWebhook(shop, idOf(request))) })),
  );
  router.put(
    '/webhooks/:id',
    answering(shop, (_shop, request) => {
      const webhook = getWebhook(shop, idOf(request));
      const { status, secret, delivery_url: url } = bodyOf(request);
      if (status === 'active' || status === 'paused' || status === 'disabled') webhook.status = status;
      if (typeof secret === 'string') webhook.secret = secret;
      if (typeof url === 'string') webhook.deliveryUrl = url;
      webhook.modifiedAt = now(shop);
      return { body: representWebhook(shop, webhook) };
    }),
  );
  router.delete(
    '/webhooks/:id',
    answering(shop, (_shop, request) => {
      const webhook = getWebhook(shop, idOf(request));
      if (text(request, 'force') !== 'true') {
        throw new StoreError(
          'woocommerce_rest_trash_not_supported',
          'Webhooks do not support trashing.',
          501,
        );
      }
      shop.state.webhooks = shop.state.webhooks.filter((other) => other !== webhook);
      return { body: representWebhook(shop, webhook) };
    }),
  );
  return router;
}

function list(shop: Shop, request: Request) {
  const rows = shop.state.webhooks.map((webhook) => ({
    ...webhook,
    modifiedAt: webhook.modifiedAt ?? webhook.createdAt,
  }));
  const { rows: page, headers } = listPage(shop, request, rows, { countsPastEnd: true });
  return { body: page.map((row) => representWebhook(shop, getWebhook(shop, row.id))), headers };
}

function create(shop: Shop, request: Request): Webhook {
  const { topic, delivery_url: url, secret, name } = bodyOf(request);
  if (typeof topic !== 'string' || !isWebhookTopic(topic)) {
    throw new StoreError('woocommerce_rest_webhook_invalid_topic', 'Webhook topic must be valid.', 400);
  }
  if (typeof url !== 'string' || !/^https?:\/\//.test(url)) {
    throw new StoreError(
      'woocommerce_rest_webhook_invalid_delivery_url',
      'Webhook delivery URL must be a valid URL starting with http:// or https://.',
      400,
    );
  }
  return addWebhook(
    shop,
    {
      name: typeof name === 'string' ? name : `Webhook for ${topic}`,
      topic,
      deliveryUrl: url,
      secret: typeof secret === 'string' ? secret : randomBytes(25).toString('hex'),
      userId: 1,
    },
    true,
  );
}

function getWebhook(shop: Shop, id: number): Webhook {
  const webhook = shop.state.webhooks.find((candidate) => candidate.id === id);
  if (!webhook) throw new StoreError('woocommerce_rest_shop_webhook_invalid_id', 'Invalid ID.', 404);
  return webhook;
}
