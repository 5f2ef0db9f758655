import { createHash, createHmac } from 'node:crypto';
import { phpJson } from './rest/php-json.ts';
import {
  representCoupon,
  representCustomer,
  representOrder,
  woocommerceVersion,
  type Json,
} from './rest/represent.ts';
import { getCoupon } from './shop/coupons.ts';
import { draftStatuses } from './shop/orders.ts';
import { getOrder, now, type Shop } from './shop/shop.ts';
import { getUser } from './shop/users.ts';
import type { Webhook } from './state.ts';
import { StoreError } from './store-error.ts';

export const wordpressVersion = '7.1.0';
const delayMs = 100;
const timeoutMs = 10_000;
/** WooCommerce counts six failures and switches a webhook off at the seventh (`WC_Webhook::failed_delivery`). */
const mostFailures = 5;

interface Waiting {
  webhookId: number;
  topic: string;
  argument: number;
}

/** What a store wants to say. Payloads are built when they are sent, equal ones are sent once, and none is ever sent again. */
export interface Deliveries {
  /** `deliver` is how a shop works; `hold` keeps everything waiting, `lose` throws it away unsent. */
  mode: 'deliver' | 'hold' | 'lose';
  /** Queues an event for every active webhook of its topic; `isForPlugin` leaves out those that are not the plugin's own. */
  add(topic: string, argument: number, isForPlugin: boolean): void;
  /** Sends a new webhook's ping: a form body, no signature. */
  ping(webhook: Webhook): void;
  /** Puts what waits into another order; `pick(n)` gives an index below n. */
  shuffle(pick: (count: number) => number): void;
  /** Sends what waits, also what is held, and returns how much that was. */
  drain(): Promise<number>;
  readonly waiting: number;
  stop(): Promise<void>;
}

export function createDeliveries(shop: () => Shop, onChange: () => void): Deliveries {
  const queue: Waiting[] = [];
  const running = new Set<Promise<unknown>>();
  const ending = new AbortController();
  let timer: NodeJS.Timeout | undefined;
  let chain: Promise<number> = Promise.resolve(0);

  const track = <T>(work: Promise<T>): Promise<T> => {
    running.add(work);
    void work.finally(() => running.delete(work));
    return work;
  };
  const send = (): Promise<number> => {
    chain = track(chain.then(() => sendAll(shop(), queue, ending.signal)));
    void chain.then(onChange);
    return chain;
  };
  const self: Deliveries = {
    mode: 'deliver',
    add(topic, argument, isForPlugin) {
      if (self.mode === 'lose' || ending.signal.aborted) return;
      for (const webhook of listenersOf(shop(), topic, argument, isForPlugin)) {
        if (queue.some((item) => item.webhookId === webhook.id && item.argument === argument)) continue;
        queue.push({ webhookId: webhook.id, topic, argument });
      }
      if (self.mode === 'deliver' && queue.length > 0)
        timer ??= setTimeout(() => ((timer = undefined), void send()), delayMs);
    },
    ping(webhook) {
      const body = new URLSearchParams({ webhook_id: String(webhook.id) });
      void track(
        fetch(webhook.deliveryUrl, { method: 'POST', body, signal: signal(ending.signal) }).then(
          ({ status }) => void (webhook.pendingDelivery = status !== 200),
          () => undefined,
        ),
      );
    },
    shuffle(pick) {
      for (let last = queue.length - 1; last > 0; last -= 1) {
        const other = pick(last + 1);
        [queue[last], queue[other]] = [queue[other]!, queue[last]!];
      }
    },
    async drain() {
      clearTimeout(timer);
      timer = undefined;
      const count = await send();
      await Promise.allSettled(running);
      return count;
    },
    get waiting() {
      return queue.length;
    },
    async stop() {
      clearTimeout(timer);
      ending.abort();
      queue.length = 0;
      await Promise.allSettled(running);
    },
  };
  return self;
}

/** The plugin listens for itself: it hears more than WooCommerce's webhooks, and of drafts nothing. */
function listenersOf(shop: Shop, topic: string, argument: number, isForPlugin: boolean): Webhook[] {
  const own = Object.values(shop.state.connection?.webhooks ?? {});
  const isDraft =
    topic.startsWith('order.') && draftStatuses.includes(shop.state.orders.get(argument)?.status ?? '');
  return shop.state.webhooks.filter((webhook) => {
    const isOwn = own.includes(webhook.id);
    return webhook.topic === topic && webhook.status === 'active' && (isOwn ? !isDraft : !isForPlugin);
  });
}

async function sendAll(shop: Shop, queue: Waiting[], ending: AbortSignal): Promise<number> {
  let count = 0;
  for (let item = queue.shift(); item && !ending.aborted; item = queue.shift()) {
    const webhook = shop.state.webhooks.find(({ id }) => id === item?.webhookId);
    if (!webhook) continue;
    await deliver(shop, webhook, item, ending);
    count += 1;
  }
  return count;
}

async function deliver(shop: Shop, webhook: Webhook, item: Waiting, ending: AbortSignal): Promise<void> {
  const body = phpJson(payloadOf(shop, item));
  const [resource = '', ...event] = webhook.topic.split('.');
  const delivery = createHash('md5')
    .update(`${webhook.id}${now(shop)}`)
    .digest('hex');
  const status = await fetch(webhook.deliveryUrl, {
    method: 'POST',
    redirect: 'manual',
    signal: signal(ending),
    body,
    headers: {
      'Content-Type': 'application/json',
      'User-Agent': `WooCommerce/${woocommerceVersion} Hookshot (WordPress/${wordpressVersion})`,
      'X-WC-Webhook-Source': `${shop.url}/`,
      'X-WC-Webhook-Topic': webhook.topic,
      'X-WC-Webhook-Resource': resource,
      'X-WC-Webhook-Event': event.join('.'),
      'X-WC-Webhook-Signature': createHmac('sha256', webhook.secret).update(body).digest('base64'),
      'X-WC-Webhook-ID': String(webhook.id),
      'X-WC-Webhook-Delivery-ID': delivery,
    },
  }).then(
    (response) => response.status,
    () => 0,
  );
  if (ending.aborted) return;
  if (status >= 200 && status < 303) webhook.failureCount = 0;
  else if (webhook.failureCount > mostFailures) webhook.status = 'disabled';
  else webhook.failureCount += 1;
}

/** The state at this moment. Something that is gone is told as the refusal that a GET would have got, signed like any payload. */
function payloadOf(shop: Shop, { topic, argument }: Waiting): Json {
  const [resource, event = ''] = topic.split('.');
  if (resource === 'action') return { action: event, arg: argument };
  if (event === 'deleted') return { id: argument };
  try {
    if (resource === 'order') return representOrder(shop, getOrder(shop, argument));
    if (resource === 'coupon') return representCoupon(shop, getCoupon(shop, argument));
    return representCustomer(shop, getUser(shop, argument));
  } catch (error) {
    if (!(error instanceof StoreError)) throw error;
    return { code: error.code, message: error.message, data: error.data };
  }
}

function signal(ending: AbortSignal): AbortSignal {
  return AbortSignal.any([ending, AbortSignal.timeout(timeoutMs)]);
}
