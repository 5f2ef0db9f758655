import { fileURLToPath } from 'node:url';
import type { DatabaseServer } from './database-server.ts';
import type { DemoOptions } from './options.ts';
import { seedSampleStore } from './seed/seed-sample-store.ts';
import { seedWooCommerce } from './seed/seed-woocommerce.ts';
import type { Year } from './seed/year.ts';
import { startSampleStore } from './store/sample/start-sample-store.ts';
import products from './store/products.json' with { type: 'json' };
import { findStoreFiles } from './store/woocommerce/find-store-files.ts';
import { startWooCommerceStore } from './store/woocommerce/start-woocommerce-store.ts';

const pluginDir = fileURLToPath(new URL('../wp-plugin', import.meta.url));

/** Either store, as far as the demo cares. */
export interface DemoStore {
  kind: 'woocommerce' | 'sample';
  url: string;
  /** The site's directory; null for the sample, which has none. */
  wordpressDir: string | null;
  admin: { user: string; password: string };
  consumerKey: string;
  consumerSecret: string;
  /** Writes a shop's year into the store: customers, coupons, orders, refunds. */
  seed(year: Year): Promise<void>;
  stop(): Promise<void>;
}

export type StoreChoice =
  | { kind: 'woocommerce'; wordpressDir: string; woocommerceDir: string }
  | { kind: 'sample'; because: string | undefined };

/** Which store it will be. Throws when WooCommerce is asked for and cannot be had. */
export async function chooseStore(options: DemoOptions, say: (line: string) => void): Promise<StoreChoice> {
  if (options.store === 'sample') return { kind: 'sample', because: undefined };
  const files = await findStoreFiles({
    download: true,
    report: say,
    ...(options.wordpressDir ? { wordpressDir: options.wordpressDir } : {}),
    ...(options.woocommerceDir ? { woocommerceDir: options.woocommerceDir } : {}),
  });
  if (files.found) return { kind: 'woocommerce', ...files };
  const because = `${files.reason}. ${files.remedy}`;
  if (options.store === 'woocommerce') throw new Error(`No WooCommerce store: ${because}`);
  return { kind: 'sample', because };
}

export async function startStore(
  choice: StoreChoice,
  server: DatabaseServer,
  options: { port: number; dataDir: string | undefined },
): Promise<DemoStore> {
  const common = {
    ...(options.port === 0 ? {} : { port: options.port }),
    ...(options.dataDir ? { dataDir: options.dataDir } : {}),
  };
  if (choice.kind === 'woocommerce') {
    const { wordpressDir, woocommerceDir } = choice;
    const store = await startWooCommerceStore({
      ...common,
      mariadb: server,
      wordpressDir,
      woocommerceDir,
      pluginDir,
    });
    return { ...store, seed: (year) => seedWooCommerce(store, year) };
  }
  const clock = { offsetMs: 0 };
  const store = await startSampleStore({
    ...common,
    products,
    clock: () => new Date(Date.now() + clock.offsetMs),
  });
  return { ...store, wordpressDir: null, seed: (year) => seedSampleStore(store, year, clock) };
}
