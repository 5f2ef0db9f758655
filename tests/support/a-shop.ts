import { randomBytes } from 'node:crypto';
import { fileURLToPath } from 'node:url';
import { createConnection } from 'mysql2/promise';
import { openDatabase } from '@finders-fee/sidecar/database/client';
import { freePort } from '../../demo/free-port.ts';
import {
  startWooCommerceStore,
  type WooCommerceStoreOptions,
} from '../../demo/store/woocommerce/start-woocommerce-store.ts';
import { startSampleStore } from '../../demo/store/sample/start-sample-store.ts';
import { eventually } from './eventually.ts';
import { expectExplained } from './expect-explained.ts';
import { startSidecarProcess, type SidecarProcess } from './sidecar-process.ts';
import { storeApi, type StoreApi } from './store-api.ts';
import { testServer } from './test-server.ts';
import { startWebhookSwitch, type WebhookSwitch } from './webhook-switch.ts';

export type StoreKind = 'sample' | 'woocommerce';

type Store = Awaited<ReturnType<typeof startWooCommerceStore>> | Awaited<ReturnType<typeof startSampleStore>>;

/** A store, a sidecar process and the wire between them, connected as an owner would connect them. */
export interface Shop {
  store: Store;
  sidecar: SidecarProcess;
  wire: WebhookSwitch;
  /** WooCommerce's own REST API, and ours, with the owner's key. */
  woo: StoreApi;
  owner: StoreApi;
  databaseUrl: string;
  /** A program at 10 %, an affiliate in it, and a 10 % coupon of theirs. */
  affiliateWithCoupon(code: string): Promise<{ affiliateId: string; couponId: number }>;
  /** Pays an order in the shop over its REST API. */
  placeOrder(order: Record<string, unknown>): Promise<any>;
  /** Lets everything that the store wants to say reach the sidecar and be worked off, without asking the store for more. */
  settle(): Promise<void>;
  /** "Sync now", pressed again until the sidecar says that it is done. */
  sync(): Promise<void>;
  commissionsOf(orderId: number): Promise<any[]>;
  stop(): Promise<void>;
}

export async function aShop(
  kind: StoreKind,
  options: {
    /** More environment for the sidecar. */
    environment?: Record<string, string>;
    store?: Partial<WooCommerceStoreOptions>;
    connect?: boolean;
  } = {},
): Promise<Shop> {
  const mariadbPort = Number(process.env['FINDERS_FEE_TEST_MARIADB_PORT']);
  const databaseUrl = await testServer.createDatabase(`shop_${randomBytes(5).toString('hex')}`);
  const store = await startStore(kind, options.store);
  const port = await freePort();
  const wire = await startWebhookSwitch(port);
  const sidecar = await startSidecarProcess({
    databaseUrl,
    port,
    publicUrl: wire.url,
    ...(options.environment ? { environment: options.environment } : {}),
  });
  const woo = storeApi(store, 'wc/v3');
  const owner = storeApi(store, 'wc-finders-fee/v1');
  const shop: Shop = {
    store,
    sidecar,
    wire,
    woo,
    owner,
    databaseUrl,
    affiliateWithCoupon: (code) => affiliateWithCoupon(owner, woo, code),
    placeOrder: async (order) => expectOk(await woo.post('orders', order)),
    settle: async () => {
      if ('drainActionScheduler' in store) await store.drainActionScheduler();
      await inboxEmpty(databaseUrl, store);
    },
    sync: async () => {
      await eventually('the sync is done', async () => expectOk(await owner.post('sync')).done as boolean, {
        withinMs: 90_000,
      });
    },
    commissionsOf: async (orderId) => expectOk(await owner.get('commissions', { order_id: orderId })),
    stop: async () => {
      await sidecar.stop();
      await Promise.all([store.stop(), wire.stop()]);
      await expectAllExplained(databaseUrl);
      await dropDatabase(mariadbPort, databaseUrl);
    },
  };
  if (options.connect !== false) {
    await connect(shop).catch(async (error: unknown) => {
      await shop.stop();
      throw error;
    });
  }
  return shop;
}

/** Pairs store and sidecar with a fresh connection code, as the owner does in wp-admin. */
export async function connect(shop: Shop): Promise<void> {
  const { output } = await shop.sidecar.command('connect', '--json');
  const { connection_code: code } = JSON.parse(output) as { connection_code: string };
  expectOk(await shop.owner.post('connection', { connection_code: code }));
}

/** The answer's data; throws with what the store said when it refused. */
export function expectOk<T>(answer: { status: number; data: T }): T {
  if (answer.status >= 300)
    throw new Error(`The store answered ${answer.status}: ${JSON.stringify(answer.data)}`);
  return answer.data;
}

function startStore(kind: StoreKind, options: Partial<WooCommerceStoreOptions> = {}): Promise<Store> {
  if (kind === 'sample') return startSampleStore(options);
  const pluginDir = fileURLToPath(new URL('../../wp-plugin', import.meta.url));
  return startWooCommerceStore({ mariadb: testServer, pluginDir, ...options });
}

async function affiliateWithCoupon(owner: StoreApi, woo: StoreApi, code: string) {
  const program = expectOk(
    await owner.post('programs', { name: `Program ${code}`, rate: { type: 'percent', value: '10' } }),
  );
  const affiliate = expectOk(
    await owner.post('affiliates', { name: `Owner of ${code}`, program_id: program.id }),
  );
  const coupon = expectOk(await woo.post('coupons', { code, discount_type: 'percent', amount: '10' }));
  await eventually('the new coupon is known to the sidecar', async () => {
    await owner.post('sync');
    return (await owner.put(`coupons/${coupon.id}`, { affiliate_id: affiliate.id })).status === 200;
  });
  return { affiliateId: affiliate.id as string, couponId: coupon.id as number };
}

async function inboxEmpty(databaseUrl: string, _store: Store): Promise<void> {
  const connection = await createConnection(databaseUrl);
  try {
    await eventually('the inbox is empty', async () => {
      const [rows] = await connection.query('SELECT COUNT(*) AS pending FROM inbox WHERE dead_at IS NULL');
      return (rows as { pending: number }[])[0]?.pending === 0;
    });
  } finally {
    await connection.end();
  }
}

/** Not where no sidecar ever made its tables. */
async function expectAllExplained(databaseUrl: string): Promise<void> {
  const database = openDatabase(databaseUrl, { connections: 1 });
  try {
    const [tables] = await database.pool.query("SHOW TABLES LIKE 'commissions'");
    if ((tables as unknown[]).length > 0) await expectExplained(database);
  } finally {
    await database.close();
  }
}

async function dropDatabase(port: number, url: string): Promise<void> {
  const connection = await createConnection({ host: '127.0.0.1', port, user: 'root' });
  await connection.query(`DROP DATABASE IF EXISTS \`${new URL(url).pathname.slice(1)}\``);
  await connection.end();
}
