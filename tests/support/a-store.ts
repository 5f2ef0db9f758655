import { createHmac } from 'node:crypto';
import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import express, { type Express, type Request, type Response } from 'express';

/** A bare `wc/v3` over real HTTP, for tests of what the sidecar asks and how it takes the answers. Its clock is UTC+8, as a store's may be. */
export interface AStore {
  url: string;
  app: Express;
  orders: Map<number, AnOrder>;
  refunds: Map<number, Record<string, unknown>[]>;
  coupons: Map<number, Record<string, unknown>>;
  products: Map<number, AProduct>;
  categories: { id: number; name: string; parent: number }[];
  /** Every request so far: method, path and query. */
  requests: { method: string; path: string; query: Record<string, unknown> }[];
  /** While set, every request of the REST API is answered so. */
  fault: { status: number; body: unknown } | undefined;
  pulse: string;
  /** Called for each `deliveries` call. */
  deliver: () => Promise<{ delivered: number; remaining: number }>;
  /** Waits so long before each answer. */
  delayMs: number;
  stop(): Promise<void>;
}

export interface AProduct {
  id: number;
  name: string;
  status: string;
  date_modified_gmt: string;
  categories: { id: number }[];
}
export type AnOrder = Record<string, unknown> & { id: number; status: string; date_modified_gmt: string };

const offsetMs = 8 * 60 * 60 * 1000;

export async function aStore(): Promise<AStore> {
  const app = express();
  const server: Server = createServer(app);
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const url = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
  const store: AStore = {
    url,
    app,
    orders: new Map(),
    refunds: new Map(),
    coupons: new Map(),
    products: new Map([[7, aProductBody(7)]]),
    categories: [{ id: 15, name: 'Uncategorized', parent: 0 }],
    requests: [],
    fault: undefined,
    pulse: '1',
    deliver: () => Promise.resolve({ delivered: 0, remaining: 0 }),
    delayMs: 0,
    stop: async () => {
      server.closeAllConnections();
      await new Promise((resolve) => server.close(resolve));
    },
  };
  serve(app, store);
  return store;
}

/** What `POST /v1/connection` is sent by this store's plugin. */
export function aConnectionRequest(
  store: AStore,
  pairingCode: string,
  overrides: Record<string, unknown> = {},
) {
  return {
    pairing_code: pairingCode,
    store_url: store.url,
    rest_url: `${store.url}/wp-json/`,
    webhook_source: `${store.url}/`,
    consumer_key: `ck_${'a'.repeat(40)}`,
    consumer_secret: `cs_${'b'.repeat(40)}`,
    webhook_secret: 'w'.repeat(50),
    token_secret: 't'.repeat(50),
    store: facts(store),
    ...overrides,
  };
}

/** A webhook's headers as WooCommerce sets them. */
export function webhookHeaders(store: AStore, topic: string, body: string | Buffer, secret = 'w'.repeat(50)) {
  return {
    'content-type': 'application/json',
    'x-wc-webhook-source': `${store.url}/`,
    'x-wc-webhook-topic': topic,
    'x-wc-webhook-signature': createHmac('sha256', secret).update(body).digest('base64'),
  };
}

/** An order as WooCommerce prints it, one line of 100.00 with a coupon of 10 %. */
export function anOrderBody(id: number, overrides: Record<string, unknown> = {}): AnOrder {
  return {
    id,
    number: String(id),
    parent_id: 0,
    status: 'processing',
    currency: 'EUR',
    date_created_gmt: '2026-03-01T10:00:00',
    date_modified_gmt: '2026-03-01T10:00:00',
    date_paid_gmt: '2026-03-01T10:00:00',
    created_via: 'checkout',
    customer_id: 0,
    total: '90.00',
    billing: {
      email: `buyer${id}@example.com`,
      first_name: 'Ada',
      last_name: 'Buyer',
      address_1: '1 Secret Street',
      phone: '555-1234',
    },
    shipping: { address_1: '1 Secret Street' },
    customer_ip_address: '203.0.113.9',
    line_items: [
      {
        id: id * 10,
        name: 'Tea',
        product_id: 7,
        variation_id: 0,
        quantity: 1,
        subtotal: '100.00',
        subtotal_tax: '0.00',
        total: '90.00',
        total_tax: '0.00',
        price: 90,
        meta_data: [],
      },
    ],
    shipping_lines: [],
    fee_lines: [],
    tax_lines: [],
    coupon_lines: [
      {
        id: id * 10 + 1,
        code: 'john20',
        discount: '10',
        discount_tax: '0',
        meta_data: [{ id: 1, key: 'coupon_info', value: '[55,"john20","percent",10]' }],
      },
    ],
    refunds: [],
    meta_data: [],
    ...overrides,
  };
}

export function aCouponBody(id: number, overrides: Record<string, unknown> = {}): Record<string, unknown> {
  return {
    id,
    code: `code-${id}`,
    amount: '10.00',
    status: 'publish',
    discount_type: 'percent',
    date_expires: null,
    usage_count: 0,
    used_by: ['secret@example.com'],
    ...overrides,
  };
}

/** The product of every order's line is 7, "Tea". */
export function aProductBody(id: number, overrides: Partial<AProduct> = {}): AProduct {
  return {
    id,
    name: id === 7 ? 'Tea' : `Product ${id}`,
    status: 'publish',
    date_modified_gmt: '2026-01-01T10:00:00',
    categories: [{ id: 15 }],
    ...overrides,
  };
}

function facts(store: AStore) {
  return {
    currency: 'EUR',
    price_decimals: 2,
    time_zone: 'Asia/Singapore',
    wordpress_version: '7.1.0',
    woocommerce_version: '11.0.1',
    plugin_version: '0.1.0',
    hpos: true,
    now: new Date().toISOString(),
    pulse_url: `${store.url}/pulse.txt`,
    outbox_pending: 0,
    webhooks: topics.map((topic, index) => ({
      id: index + 1,
      topic,
      status: 'active',
      failure_count: 0,
      healed: false,
    })),
  };
}

const topics = [
  'order.created',
  'order.updated',
  'order.deleted',
  'order.restored',
  'coupon.created',
  'coupon.updated',
  'coupon.deleted',
  'customer.created',
  'action.woocommerce_refund_deleted',
  'action.woocommerce_delete_order',
];

function serve(app: Express, store: AStore): void {
  const gone = (response: Response, kind: string) =>
    response
      .status(404)
      .json({ code: `woocommerce_rest_${kind}_invalid_id`, message: 'Invalid ID.', data: { status: 404 } });
  app.use((request, response, next) => {
    store.requests.push({ method: request.method, path: request.path, query: queryOf(request) });
    const answer = () => {
      const { fault } = store;
      const { originalUrl } = request;
      if (/%5B\d\d+%5D=|\[\d\d+\]=/.test(originalUrl)) response.status(401).json(invalidSignature);
      else if (fault && request.path.startsWith('/wp-json/')) response.status(fault.status).json(fault.body);
      else next();
    };
    setTimeout(answer, store.delayMs);
  });
  app.get('/pulse.txt', (_request, response) => void response.type('text').send(store.pulse));
  app.get('/wp-cron.php', (_request, response) => void response.send(''));
  app.get('/wp-json/wc-finders-fee/v1/store', (_request, response) => void response.json(facts(store)));
  app.post('/wp-json/wc-finders-fee/v1/deliveries', async (_request, response) => {
    response.json(await store.deliver());
  });
  app.get('/wp-json/wc/v3/orders', (request, response) => {
    const query = queryOf(request);
    const rows = [...store.orders.values()]
      .filter((order) => isListed(order.status, query['status']))
      .filter((order) => !include(query) || include(query)?.includes(order.id))
      .filter((order) => isAfter(order.date_modified_gmt, query['modified_after'], query['dates_are_gmt']))
      .sort((a, b) => String(a.date_modified_gmt).localeCompare(String(b.date_modified_gmt)) || a.id - b.id);
    sendPage(request, response, rows);
  });
  app.get('/wp-json/wc/v3/orders/:id', (request, response) => {
    const order = store.orders.get(Number(request.params.id));
    if (order) response.json(order);
    else gone(response, 'shop_order');
  });
  app.get('/wp-json/wc/v3/orders/:id/refunds', (request, response) => {
    sendPage(request, response, store.refunds.get(Number(request.params.id)) ?? []);
  });
  app.get('/wp-json/wc/v3/refunds', (request, response) => {
    const rows = [...store.refunds].flatMap(([orderId, refunds]) =>
      refunds.map((refund) => ({ ...refund, parent_id: orderId })),
    );
    sendPage(
      request,
      response,
      rows.filter((row: Record<string, unknown>) =>
        isAfter(row['date_created_gmt'] as string, queryOf(request)['after'], undefined),
      ),
    );
  });
  app.get('/wp-json/wc/v3/coupons', (request, response) => {
    sendPage(
      request,
      response,
      [...store.coupons.values()].filter((coupon) => coupon['status'] === 'publish'),
    );
  });
  app.get('/wp-json/wc/v3/products', (request, response) => {
    const query = queryOf(request);
    const rows = [...store.products.values()]
      .filter(({ status }) => status !== 'trash' || query['include_status'] === 'any,trash')
      .filter(({ id }) => !include(query) || include(query)?.includes(id))
      .filter((product) =>
        isAfter(product.date_modified_gmt, query['modified_after'], query['dates_are_gmt']),
      )
      .sort((a, b) => a.id - b.id);
    sendPage(request, response, rows);
  });
  app.get('/wp-json/wc/v3/products/categories', (request, response) => {
    sendPage(request, response, store.categories);
  });
  app.get('/wp-json/wc/v3/coupons/:id', (request, response) => {
    const coupon = store.coupons.get(Number(request.params.id));
    if (coupon) response.json(coupon);
    else gone(response, 'shop_coupon');
  });
}

/** Over http: WooCommerce and its client sort the members of a list differently once it has more than ten, and so come to two signatures. */
const invalidSignature = {
  code: 'woocommerce_rest_authentication_error',
  message: 'Invalid signature - provided signature does not match.',
  data: { status: 401 },
};

const hidden = new Set(['trash', 'checkout-draft', 'auto-draft']);

function isListed(status: string, asked: unknown): boolean {
  return asked === 'trash' ? status === 'trash' : !hidden.has(status);
}

/** As PHP reads it: of a parameter given twice the last one counts, and `include[0]` and `include[1]` make a list. OAuth's own are left out. */
function queryOf(request: Request): Record<string, string | string[]> {
  const query: Record<string, string | string[]> = {};
  for (const [name, value] of new URL(request.originalUrl, 'http://store').searchParams) {
    const [, list, index] = /^(\w+)\[(\d+)\]$/.exec(name) ?? [];
    if (name.startsWith('oauth_')) continue;
    if (list && index) query[list] = Object.assign([...(query[list] ?? [])], { [index]: value });
    else query[name] = value;
  }
  return query;
}

function include(query: Record<string, string | string[]>): number[] | undefined {
  const listed = [query['include'] ?? []].flat().flatMap((ids) => ids.split(','));
  return listed.length > 0 ? listed.map(Number) : undefined;
}

/** As WooCommerce on HPOS reads it in a zone of UTC+8: only whole seconds with `Z` and without `dates_are_gmt` come out right. */
function isAfter(instant: string, cursor: unknown, datesAreGmt: unknown): boolean {
  if (typeof cursor !== 'string') return true;
  const isRight = /^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\dZ$/.test(cursor) && datesAreGmt === undefined;
  const meant = new Date(cursor).getTime() + (isRight ? 0 : offsetMs);
  return new Date(`${instant}Z`).getTime() > meant;
}

function sendPage(request: Request, response: Response, rows: unknown[]): void {
  const page = Number(queryOf(request)['page'] ?? 1);
  const perPage = Number(queryOf(request)['per_page'] ?? 10);
  response.set('X-WP-Total', String(rows.length));
  response.set('X-WP-TotalPages', String(Math.ceil(rows.length / perPage)));
  response.json(rows.slice((page - 1) * perPage, page * perPage));
}
