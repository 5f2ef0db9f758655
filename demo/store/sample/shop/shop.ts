import { wholeSecond } from '../dates.ts';
import type { Counters, Order, State, User } from '../state.ts';
import { StoreError } from '../store-error.ts';

/** What every part of the store works with. */
export interface Shop {
  url: string;
  state: State;
  clock: () => Date;
  /** Tells WooCommerce's webhooks of a topic, and the plugin's. The payload is built when it is delivered. */
  announce(topic: string, argument: number): void;
  /** Tells the plugin's webhooks only: it listens where WooCommerce has no topic. */
  announceToPlugin(topic: string, argument: number): void;
}

export function now(shop: Shop): string {
  return wholeSecond(shop.clock());
}

export function nextId(shop: Shop, kind: keyof Counters): number {
  return ++shop.state.counters[kind];
}

/** Throws 404, or 400 where WooCommerce finds nothing to change. */
export function getOrder(shop: Shop, id: number, status: 400 | 404 = 404): Order {
  const order = shop.state.orders.get(id);
  if (!order) throw new StoreError('woocommerce_rest_shop_order_invalid_id', 'Invalid ID.', status);
  return order;
}

export function findUser(shop: Shop, id: number): User | undefined {
  return shop.state.users.find((user) => user.id === id);
}
