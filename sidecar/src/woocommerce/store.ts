import { AppError, storeFactsSchema, type CouponCreate, type StoreFacts } from '@finders-fee/shared';
import { z } from 'zod';
import type { Buyer } from '../domain/arrival.ts';
import type { Refund } from '../domain/order-snapshot.ts';
import type { StoreCoupon } from '../domain/store-coupon.ts';
import type { StoreCategory, StoreProduct } from '../domain/store-product.ts';
import { couponFields, parseCoupon } from './parse-coupon.ts';
import { customerFields, parseCustomer } from './parse-customer.ts';
import { orderFields, parseOrder, type StoreOrder } from './parse-order.ts';
import { categoryFields, parseCategory, parseProduct, productFields } from './parse-product.ts';
import { parseRefund, type StoreRefund } from './parse-refund.ts';
import {
  openRequests,
  StoreRefusal,
  type Params,
  type StoreAddress,
  type StoreAnswer,
  type StoreRequests,
} from './request.ts';

const perPage = 100;
const pulseTimeoutMs = 5_000;
const cronTimeoutMs = 20_000;

/** One page of a list. A row that cannot be read is given by its id alone. */
export interface Page<T> {
  rows: ({ id: number; row: T } | { id: number; row: null })[];
  /** How many rows the whole list has. */
  total: number;
  pages: number;
  /** The store's clock at the answer, as far as it told. */
  storeTime: Date | undefined;
}

export interface Store {
  /** Changed after the instant (exclusive, whole seconds), oldest change first. `status` `any` leaves out drafts and trash. */
  listOrdersModified(query: {
    after: Date | null;
    status: 'any' | 'trash';
    page: number;
    /** At most 100. */
    perPage: number;
  }): Promise<Page<StoreOrder>>;
  /** What the store knows of these orders (at most 100 ids), in short. */
  listOrderStates(ids: number[], status: 'any' | 'trash'): Promise<Map<number, OrderState>>;
  findOrder(orderId: number): Promise<StoreOrder | undefined>;
  /** All refunds of an order with their lines, oldest first. */
  listOrderRefunds(orderId: number): Promise<Refund[]>;
  /** Refunds of all orders made after the instant (exclusive), oldest first. */
  listRefunds(query: { after: Date; page: number }): Promise<Page<StoreRefund>>;
  listCoupons(page: number): Promise<Page<StoreCoupon>>;
  findCoupon(couponId: number): Promise<StoreCoupon | undefined>;
  /** Throws AppError `coupon_code_taken`. */
  createCoupon(
    coupon: Pick<CouponCreate, 'code' | 'discount_type' | 'amount' | 'expires_on'>,
  ): Promise<StoreCoupon>;
  /** Moves a coupon to the store's trash; one that is there already, or gone, is left as it is. */
  trashCoupon(couponId: number): Promise<void>;
  /** Products that are not in the trash, by id: all, or those changed after the instant (exclusive, whole seconds). */
  listProducts(query: { after: Date | null; page: number }): Promise<Page<StoreProduct>>;
  /** What the store still has of these products (at most 100 ids), also those in its trash. */
  findProducts(productIds: readonly number[]): Promise<StoreProduct[]>;
  /** All categories of products. */
  listCategories(): Promise<StoreCategory[]>;
  findCustomer(userId: number): Promise<Buyer | undefined>;
  /** What the plugin tells about its store; asking also heals disabled webhooks. */
  readFacts(): Promise<StoreFacts>;
  /** Has the plugin deliver its waiting webhooks. */
  deliver(): Promise<{ delivered: number; remaining: number }>;
  /** The content of the pulse file, which changes whenever something waits to be delivered. */
  readPulse(pulseUrl: string): Promise<string>;
  /** Runs the store's scheduled actions, should no visitor do it. */
  pokeCron(): Promise<void>;
}

const orderStateSchema = z.object({
  id: z.int(),
  status: z.string(),
  date_created_gmt: z.string().nullable(),
  date_modified_gmt: z.string().nullable(),
  total: z.string(),
  refunds: z.array(z.object({ id: z.int(), total: z.string() })),
});
export type OrderState = z.infer<typeof orderStateSchema>;

export interface StoreOptions {
  timeoutMs: number;
  metrics: { storeRequests: { inc(labels: { outcome: string }): void } };
}

/** The store as the sidecar sees it: the slice of `wc/v3` and of the plugin's own routes that it needs. */
export function openStore(address: StoreAddress & { storeUrl: string }, options: StoreOptions): Store {
  const count = (outcome: string) => options.metrics.storeRequests.inc({ outcome });
  const woo = openRequests(address, 'wc/v3', { timeoutMs: options.timeoutMs, count });
  const plugin = openRequests(address, 'wc-finders-fee/v1', { timeoutMs: options.timeoutMs, count });
  return {
    async listOrdersModified({ after, status, page, perPage: size }) {
      const since: Params = after ? { modified_after: wholeSeconds(after) } : {};
      const answer = await woo.get('orders', {
        ...since,
        status,
        page,
        per_page: size,
        orderby: 'modified',
        order: 'asc',
        _fields: orderFields,
      });
      return readPage(answer, parseOrder);
    },
    async listOrderStates(ids, status) {
      const answer = await woo.get('orders', {
        include: asList(ids),
        status,
        per_page: perPage,
        _fields: Object.keys(orderStateSchema.shape).join(','),
      });
      // One that cannot be read is left out: it is then asked for singly, where its fault becomes visible.
      const states = z
        .array(z.unknown())
        .parse(answer.body)
        .map((body) => orderStateSchema.safeParse(body));
      return new Map(states.flatMap(({ data }) => (data ? [[data.id, data]] : [])));
    },
    findOrder: (orderId) => findOne(woo, `orders/${orderId}`, { _fields: orderFields }, parseOrder),
    listOrderRefunds: (orderId) => readAllRefunds(woo, orderId),
    async listRefunds({ after, page }) {
      const answer = await woo.get('refunds', {
        after: wholeSeconds(after),
        page,
        per_page: perPage,
        orderby: 'date',
        order: 'asc',
        _fields: 'id,parent_id,date_created_gmt',
      });
      return readPage(answer, (body) => z.object({ id: z.int(), parent_id: z.int() }).parse(body));
    },
    async listCoupons(page) {
      const answer = await woo.get('coupons', {
        page,
        per_page: perPage,
        orderby: 'id',
        order: 'asc',
        _fields: couponFields,
      });
      return readPage(answer, parseCoupon);
    },
    findCoupon: (couponId) => findOne(woo, `coupons/${couponId}`, { _fields: couponFields }, parseCoupon),
    createCoupon: (coupon) => createCoupon(woo, coupon),
    trashCoupon: (couponId) => trashCoupon(woo, couponId),
    async listProducts({ after, page }) {
      const since: Params = after ? { modified_after: wholeSeconds(after) } : {};
      const answer = await woo.get('products', {
        ...since,
        page,
        per_page: perPage,
        orderby: 'id',
        order: 'asc',
        _fields: productFields,
      });
      return readPage(answer, parseProduct);
    },
    async findProducts(productIds) {
      const { body } = await woo.get('products', {
        include: asList(productIds),
        include_status: 'any,trash',
        per_page: perPage,
        _fields: productFields,
      });
      return z.array(z.unknown()).parse(body).map(parseProduct);
    },
    listCategories: () => readAllCategories(woo),
    findCustomer: (userId) => findOne(woo, `customers/${userId}`, { _fields: customerFields }, parseCustomer),
    async readFacts() {
      return readAnswer('wc-finders-fee/v1/store', storeFactsSchema, await plugin.get('store'));
    },
    async deliver() {
      const schema = z.object({ delivered: z.int(), remaining: z.int() });
      return readAnswer('wc-finders-fee/v1/deliveries', schema, await plugin.post('deliveries', {}));
    },
    readPulse: (pulseUrl) => readText(`${pulseUrl}?${Date.now()}`, pulseTimeoutMs),
    async pokeCron() {
      await readText(`${address.storeUrl.replace(/\/$/, '')}/wp-cron.php?doing_wp_cron`, cronTimeoutMs);
    },
  };
}

/**
 * `2026-03-01T10:00:00Z`: with milliseconds, or with `dates_are_gmt`, WooCommerce reads the instant in the store's own
 * time zone and orders go missing.
 */
function wholeSeconds(instant: Date): string {
  return `${instant.toISOString().slice(0, 19)}Z`;
}

/**
 * `5,6,7`, as WordPress reads lists too. As `include[0]=5&…` a list of more than ten ids has no valid signature over http: the client signs its
 * members in one order, WooCommerce in another.
 */
function asList(ids: readonly number[]): string {
  return ids.join(',');
}

function readPage<T>(answer: StoreAnswer, parse: (body: unknown) => T): Page<T> {
  const bodies = z.array(z.object({ id: z.int() }).loose()).parse(answer.body);
  const storeTime = new Date(answer.headers['date'] ?? '');
  return {
    rows: bodies.map((body) => {
      try {
        return { id: body.id, row: parse(body) };
      } catch {
        return { id: body.id, row: null };
      }
    }),
    total: Number(answer.headers['x-wp-total'] ?? bodies.length),
    pages: Number(answer.headers['x-wp-totalpages'] ?? 1),
    storeTime: Number.isNaN(storeTime.getTime()) ? undefined : storeTime,
  };
}

/** Only WooCommerce's own "no such id" means gone: a 404 from a proxy or a missing route is a refusal like any other. */
async function findOne<T>(
  requests: StoreRequests,
  path: string,
  params: Params,
  parse: (body: unknown) => T,
): Promise<T | undefined> {
  try {
    const { body } = await requests.get(path, params);
    return parse(body);
  } catch (error) {
    if (error instanceof StoreRefusal && error.httpStatus === 404 && /_invalid_id$/.test(error.storeCode))
      return undefined;
    throw error;
  }
}

async function readAllRefunds(requests: StoreRequests, orderId: number): Promise<Refund[]> {
  const refunds: Refund[] = [];
  for (let page = 1; ; page += 1) {
    const { body } = await requests.get(`orders/${orderId}/refunds`, {
      page,
      per_page: perPage,
      orderby: 'id',
      order: 'asc',
    });
    const rows = z.array(z.unknown()).parse(body).map(parseRefund);
    refunds.push(...rows);
    if (rows.length < perPage) return refunds;
  }
}

async function readAllCategories(requests: StoreRequests): Promise<StoreCategory[]> {
  const categories: StoreCategory[] = [];
  for (let page = 1; ; page += 1) {
    const answer = await requests.get('products/categories', {
      page,
      per_page: perPage,
      orderby: 'id',
      order: 'asc',
      _fields: categoryFields,
    });
    const rows = z.array(z.unknown()).parse(answer.body).map(parseCategory);
    categories.push(...rows);
    if (rows.length < perPage) return categories;
  }
}

async function createCoupon(
  requests: StoreRequests,
  { code, discount_type, amount, expires_on }: Parameters<Store['createCoupon']>[0],
): Promise<StoreCoupon> {
  const expiry = expires_on ? { date_expires: expires_on } : {};
  try {
    return parseCoupon((await requests.post('coupons', { code, discount_type, amount, ...expiry })).body);
  } catch (error) {
    if (error instanceof StoreRefusal && error.storeCode === 'woocommerce_rest_coupon_code_already_exists') {
      throw new AppError('coupon_code_taken', `The store already has a coupon "${code}"`, { cause: error });
    }
    throw error;
  }
}

async function trashCoupon(requests: StoreRequests, couponId: number): Promise<void> {
  try {
    await requests.delete(`coupons/${couponId}`);
  } catch (error) {
    const isGone = error instanceof StoreRefusal && /_(already_trashed|invalid_id)$/.test(error.storeCode);
    if (!isGone) throw error;
  }
}

function readAnswer<T>(path: string, schema: z.ZodType<T>, { body }: StoreAnswer): T {
  const parsed = schema.safeParse(body);
  if (parsed.success) return parsed.data;
  const fields = parsed.error.issues.map((issue) => issue.path.join('.')).join(', ');
  throw new AppError(
    'store_refused',
    `GET ${path}: the plugin's answer cannot be read (${fields}); is it the same version as the sidecar?`,
  );
}

async function readText(url: string, timeoutMs: number): Promise<string> {
  const { origin, pathname } = new URL(url);
  const answer = await fetch(url, { signal: AbortSignal.timeout(timeoutMs), redirect: 'manual' }).catch(
    (error: unknown) => {
      throw new AppError('store_unreachable', `GET ${origin}${pathname}: no answer`, { cause: error });
    },
  );
  const text = await answer.text();
  if (!answer.ok)
    throw new AppError('store_refused', `GET ${origin}${pathname}: the store answered ${answer.status}`);
  return text;
}
