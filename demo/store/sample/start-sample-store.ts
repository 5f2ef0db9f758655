import { once } from 'node:events';
import { createServer } from 'node:http';
import { join } from 'node:path';
import { freePort } from '../../free-port.ts';
import { createApp } from './app.ts';
import { createDeliveries, type Deliveries } from './deliveries.ts';
import { connect } from './plugin/connector.ts';
import { loadState, saveState } from './save-state.ts';
import { addProduct, type NewProduct } from './shop/catalogue.ts';
import type { Shop } from './shop/shop.ts';
import { addUser, type NewUser } from './shop/users.ts';
import { newState, type Product, type State, type User } from './state.ts';
import { wholeSecond } from './dates.ts';

const saveDelayMs = 300;

export interface SampleStoreOptions {
  /** Default: a free one. */
  port?: number;
  /** Keeps the shop in `sample-store.json` there and finds it again; default in memory only. */
  dataDir?: string;
  /** A name such as `Asia/Singapore`; default `Europe/Berlin`. */
  timeZone?: string;
  /** Default `EUR` with 2 decimals. */
  currency?: string;
  priceDecimals?: number;
  /** One tax rate on everything, shipping too, on prices without tax; default no taxes. */
  taxPercent?: number;
  /** Price of the flat rate, as a decimal string; default `5.00`. */
  shippingCost?: string;
  /** Products of a new shop; default three. */
  products?: NewProduct[];
  /** What time it is in the shop; a shop's history is written by setting it back. Signatures always go by the real time. */
  clock?: () => Date;
}

export interface SampleStore {
  kind: 'sample';
  url: string;
  admin: { user: string; password: string };
  consumerKey: string;
  consumerSecret: string;
  /** What waits to be told to webhooks: can be held, lost and shuffled. */
  deliveries: Deliveries;
  products(): Product[];
  addUser(user: NewUser): User;
  /** Pairs with a sidecar, as the owner does by pasting the code in wp-admin. */
  connect(connectionCode: string): Promise<void>;
  /** Sends what waits and returns how much that was, as `drainActionScheduler` of a real store. */
  drainActionScheduler(): Promise<number>;
  stop(): Promise<void>;
}

const defaultProducts: NewProduct[] = [
  { name: 'Hoodie', price: '50', sku: 'hoodie' },
  { name: 'Beanie', price: '19.99', sku: 'beanie' },
  { name: 'Poster', price: '12.5', sku: 'poster' },
];

/** Starts the stand-in for WooCommerce on loopback; resolves when it listens. */
export async function startSampleStore(options: SampleStoreOptions = {}): Promise<SampleStore> {
  const port = options.port ?? (await freePort());
  const clock = options.clock ?? (() => new Date());
  const file = options.dataDir === undefined ? undefined : join(options.dataDir, 'sample-store.json');
  const saved = file === undefined ? undefined : await loadState(file);
  const saver = createSaver(file, () => shop.state);
  const deliveries = createDeliveries(() => shop, saver.later);
  const shop: Shop = {
    url: `http://127.0.0.1:${port}`,
    state: saved ?? newState(settingsOf(options), wholeSecond(clock())),
    clock,
    announce: (topic, argument) => deliveries.add(topic, argument, false),
    announceToPlugin: (topic, argument) => deliveries.add(topic, argument, true),
  };
  if (!saved) for (const product of options.products ?? defaultProducts) addProduct(shop, product);
  const server = createServer(createApp(shop, deliveries, saver.later));
  server.listen(port, '127.0.0.1');
  await once(server, 'listening');
  const key = shop.state.keys.find(({ userId }) => userId === 1)!;
  return {
    kind: 'sample',
    url: shop.url,
    admin: { user: 'admin', password: 'password' },
    consumerKey: key.consumerKey,
    consumerSecret: key.consumerSecret,
    deliveries,
    products: () => shop.state.products,
    addUser: (user) => addUser(shop, user),
    connect: (code) => connect(shop, code),
    drainActionScheduler: () => deliveries.drain(),
    stop: async () => {
      await deliveries.stop();
      server.closeAllConnections();
      await new Promise((resolve) => server.close(resolve));
      await saver.now();
    },
  };
}

function settingsOf(options: SampleStoreOptions): State['settings'] {
  return {
    currency: options.currency ?? 'EUR',
    priceDecimals: options.priceDecimals ?? 2,
    timeZone: options.timeZone ?? 'Europe/Berlin',
    taxRates:
      options.taxPercent === undefined ? [] : [{ id: 1, label: 'Tax', percent: String(options.taxPercent) }],
    shippingCost: options.shippingCost ?? '5.00',
  };
}

/** Saves a moment after the last change, one write at a time. */
function createSaver(file: string | undefined, state: () => State) {
  let timer: NodeJS.Timeout | undefined;
  let writing = Promise.resolve();
  const write = () => {
    timer = undefined;
    if (file !== undefined) writing = writing.then(() => saveState(file, state()));
    return writing;
  };
  return {
    later: () => {
      if (file !== undefined) timer ??= setTimeout(() => void write(), saveDelayMs);
    },
    now: () => {
      clearTimeout(timer);
      return write();
    },
  };
}
