import type { Fence } from '../database/leases.ts';
import type { Services } from '../services.ts';
import { collectDeliveries } from '../use-cases/collect-deliveries.ts';
import { pokeCron } from '../use-cases/poke-cron.ts';
import { pollOrders } from '../use-cases/poll-orders.ts';
import { pollRefunds } from '../use-cases/poll-refunds.ts';
import { readCoupons } from '../use-cases/read-coupons.ts';
import { readProducts } from '../use-cases/read-products.ts';
import { refreshFacts } from '../use-cases/refresh-facts.ts';
import { sweepOrders } from '../use-cases/sweep-orders.ts';

/** A pass over the store; it answers how many things it read. `fence` proves to the database that its lease is still held. */
export type Pass = (services: Services, fence: Fence) => Promise<number>;

/** A sweep by the hour looks at so many orders; the one at night at all. */
export const newestOrders = 5_000;

/** Everything we ask the store, by the name of its lease and of its row in health. */
export const passes = {
  facts: (services) => refreshFacts(services).then(() => 1),
  cron: (services) => pokeCron(services).then(() => 1),
  deliveries: (services) => collectDeliveries(services),
  orders: (services, fence) => pollOrders(services, fence, { status: 'any' }),
  trash: (services, fence) => pollOrders(services, fence, { status: 'trash' }),
  refunds: (services, fence) => pollRefunds(services, fence),
  coupons: (services) => readCoupons(services),
  products: (services, fence) => readProducts(services, fence, { all: false }),
  products_all: (services, fence) => readProducts(services, fence, { all: true }),
  sweep: (services, fence) => sweepOrders(services, fence, { newest: newestOrders }),
  sweep_all: (services, fence) => sweepOrders(services, fence, { newest: Infinity }),
} satisfies Record<string, Pass>;

export type PassName = keyof typeof passes;
