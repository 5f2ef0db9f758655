import { mkdir, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { testServer } from '../support/test-server.ts';
import { startSampleStore } from '../../demo/store/sample/start-sample-store.ts';
import { startWooCommerceStore } from '../../demo/store/woocommerce/start-woocommerce-store.ts';
import { storeApi, type Answer, type StoreApi } from '../support/store-api.ts';

/** East of UTC without summer time: a cursor that mixes up local time and UTC is off by eight hours. */
export const timeZone = 'Asia/Singapore';
export const taxPercent = 20;

/** A WooCommerce store without our plugin, or what stands in for one. */
export interface StoreUnderTest {
  kind: 'sample' | 'woocommerce';
  url: string;
  consumerKey: string;
  consumerSecret: string;
  woo: StoreApi;
  /** Two products at 50.00 and one at 19.99. */
  products: { a: number; b: number; c: number };
  /** Lets everything that waits for webhooks be delivered. */
  drainDeliveries(): Promise<void>;
  stop(): Promise<void>;
}

/** Starts a store in Singapore with 20 % tax on everything. */
export async function startStoreUnderTest(kind: StoreUnderTest['kind']): Promise<StoreUnderTest> {
  const store = await (kind === 'sample' ? startHoldingSample() : startRealStore());
  const woo = storeApi(store, 'wc/v3');
  const product = async (name: string, price: string) =>
    (await woo.post('products', { name, type: 'simple', regular_price: price })).data.id as number;
  return {
    kind,
    url: store.url,
    consumerKey: store.consumerKey,
    consumerSecret: store.consumerSecret,
    woo,
    products: {
      a: await product('A', '50.00'),
      b: await product('B', '50.00'),
      c: await product('C', '19.99'),
    },
    drainDeliveries: async () => void (await store.drainActionScheduler()),
    stop: () => store.stop(),
  };
}

/** The answer's data; a refusal is a failed test. */
export function expectOk<T>(answer: Answer<T>): T {
  if (answer.status >= 300)
    throw new Error(`The store answered ${answer.status}: ${JSON.stringify(answer.data)}`);
  return answer.data;
}

/** Status and code of a refusal. */
export function refusal({ status, data }: Answer): [number, string] {
  return [status, data.code];
}

/** WooCommerce's dates know whole seconds only. */
export function nextSecond(): Promise<void> {
  return new Promise((resolve) => setTimeout(resolve, 1_050 - (Date.now() % 1_000)));
}

/** Delivers when it is drained, as the real store does whose WP-Cron is off here: no test depends on how soon. */
async function startHoldingSample() {
  const store = await startSampleStore({ timeZone, taxPercent });
  store.deliveries.mode = 'hold';
  return store;
}

async function startRealStore() {
  const store = await startWooCommerceStore({
    mariadb: testServer,
    timeZone,
    taxPercent,
    cron: false,
  });
  await letWebhooksReachLoopback(store.wordpressDir);
  return store;
}

/** WordPress refuses private addresses and odd ports; the plugin opens them for its sidecar only, and here is none. */
async function letWebhooksReachLoopback(site: string): Promise<void> {
  const folder = join(site, 'wp-content/mu-plugins');
  await mkdir(folder, { recursive: true });
  await writeFile(
    join(folder, 'contract-loopback.php'),
    `<?php
add_filter( 'http_request_host_is_external', '__return_true' );
add_filter( 'http_allowed_safe_ports', function ( $ports, $host, $url ) { $ports[] = (int) parse_url( $url, PHP_URL_PORT ); return $ports; }, 10, 3 );
`,
  );
}
