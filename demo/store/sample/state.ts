import { randomBytes } from 'node:crypto';

/** Everything the sample store remembers. Instants are UTC with whole seconds and `Z`; amounts are decimal strings in major units. */
export interface State {
  settings: StoreSettings;
  counters: Counters;
  users: User[];
  products: Product[];
  categories: Category[];
  coupons: Coupon[];
  orders: Map<number, Order>;
  webhooks: Webhook[];
  keys: ApiKey[];
  /** Browser sessions: cookie token → WordPress user id, and what lies in the cart. */
  sessions: Map<string, Session>;
  connection: Connection | null;
  /** Whether coupons earn commission, as the plugin last heard it; unset until it heard. */
  couponCommissions?: boolean;
  /** How many days a followed link counts, 0 for none, as the plugin last heard it; unset until it heard. */
  linkDays?: number;
}

export interface StoreSettings {
  currency: string;
  priceDecimals: number;
  timeZone: string;
  /** Percent on every line and on shipping, on prices without tax; none when empty. */
  taxRates: TaxRate[];
  /** Price of the shop's one shipping method, `"5.00"`. */
  shippingCost: string;
}

export interface TaxRate {
  id: number;
  label: string;
  percent: string;
}

/** WordPress numbers its posts together (orders, refunds, coupons, products), its terms (categories) and order items among themselves. */
export interface Counters {
  post: number;
  item: number;
  term: number;
  meta: number;
  user: number;
  webhook: number;
}

export interface Session {
  userId: number;
  cart: Cart;
}

export interface Cart {
  lines: { productId: number; quantity: number }[];
  coupons: string[];
}

export interface User {
  id: number;
  login: string;
  password: string;
  email: string;
  firstName: string;
  lastName: string;
  role: 'administrator' | 'shop_manager' | 'customer' | 'subscriber' | 'finders_fee_service';
  registeredAt: string;
  modifiedAt: string | null;
  billing: Address;
  shipping: Address;
}

export type Address = Record<string, string>;

export interface Product {
  id: number;
  name: string;
  sku: string;
  price: string;
  status: 'publish' | 'draft' | 'trash';
  categoryIds: number[];
  createdAt: string;
  modifiedAt: string;
}

/** `parent` is 0 for one at the top. */
export interface Category {
  id: number;
  name: string;
  slug: string;
  parent: number;
}

export interface Coupon {
  id: number;
  code: string;
  amount: string;
  status: 'publish' | 'draft' | 'trash';
  discountType: 'percent' | 'fixed_cart' | 'fixed_product';
  description: string;
  createdAt: string;
  modifiedAt: string;
  /** Site-local midnight as WooCommerce keeps it, as an instant. */
  expiresAt: string | null;
  usageCount: number;
  usedBy: string[];
  individualUse: boolean;
  productIds: number[];
  excludedProductIds: number[];
  productCategories: number[];
  excludedProductCategories: number[];
  usageLimit: number | null;
  usageLimitPerUser: number | null;
  limitUsageToItems: number | null;
  freeShipping: boolean;
  minimumAmount: string;
  maximumAmount: string;
  metaData: Meta[];
}

export interface Meta {
  id: number;
  key: string;
  value: unknown;
}

export interface Order {
  id: number;
  status: string;
  /** What it goes back to when it leaves the trash. */
  statusBeforeTrash: string | null;
  currency: string;
  createdAt: string;
  modifiedAt: string;
  paidAt: string | null;
  completedAt: string | null;
  customerId: number;
  key: string;
  createdVia: string;
  customerNote: string;
  paymentMethod: string;
  paymentMethodTitle: string;
  transactionId: string;
  billing: Address;
  shipping: Address;
  lines: Line[];
  shippingLines: ExtraLine[];
  feeLines: ExtraLine[];
  couponLines: CouponLine[];
  /** Item ids of the tax lines, by tax rate. */
  taxItems: { rateId: number; itemId: number }[];
  refunds: Refund[];
  usageRecorded: boolean;
  metaData: Meta[];
}

/** Taxes are kept unrounded, as WooCommerce does; `totalTax` and `subtotalTax` are their rounded sums. */
export interface Line {
  id: number;
  name: string;
  productId: number;
  variationId: number;
  sku: string;
  quantity: number;
  subtotal: string;
  total: string;
  taxes: Tax[];
}

export interface Tax {
  rateId: number;
  subtotal: string;
  total: string;
}

export interface ExtraLine {
  id: number;
  /** Of a shipping line, `flat_rate`. */
  methodId: string;
  name: string;
  total: string;
  taxes: Tax[];
}

export interface CouponLine {
  id: number;
  code: string;
  discount: string;
  discountTax: string;
  /** WooCommerce's `coupon_info`: `[id, code, type or null, amount, true when shipping is free]`. */
  info: string;
  metaId: number;
}

/** All figures of lines negative, `amount` positive and with tax. */
export interface Refund {
  id: number;
  createdAt: string;
  amount: string;
  reason: string;
  refundedBy: number;
  metaId: number;
  lines: RefundLine[];
  taxItems: { rateId: number; itemId: number }[];
}

export interface RefundLine {
  id: number;
  metaId: number;
  kind: 'line' | 'shipping' | 'fee';
  refundedItemId: number;
  quantity: number;
  total: string;
  taxes: { rateId: number; total: string }[];
}

export interface Webhook {
  id: number;
  name: string;
  topic: string;
  status: 'active' | 'paused' | 'disabled';
  deliveryUrl: string;
  secret: string;
  userId: number;
  failureCount: number;
  pendingDelivery: boolean;
  createdAt: string;
  modifiedAt: string | null;
}

export interface ApiKey {
  userId: number;
  consumerKey: string;
  consumerSecret: string;
  permissions: 'read' | 'write' | 'read_write';
}

/** What the plugin remembers of the sidecar it is connected to. */
export interface Connection {
  sidecarUrl: string;
  storeUrl: string;
  tokenSecret: string;
  webhookSecret: string;
  userId: number;
  consumerKey: string;
  /** Webhook ids by topic. */
  webhooks: Record<string, number>;
  connectedAt: string;
  sidecarVersion: string;
}

/** A new store: one administrator, one REST key of theirs, three products. */
export function newState(settings: StoreSettings, now: string): State {
  const state: State = {
    settings,
    counters: { post: 10, item: 0, term: 15, meta: 0, user: 0, webhook: 0 },
    users: [],
    products: [],
    categories: [{ id: 15, name: 'Uncategorized', slug: 'uncategorized', parent: 0 }],
    coupons: [],
    orders: new Map(),
    webhooks: [],
    keys: [],
    sessions: new Map(),
    connection: null,
  };
  state.users.push({
    ...blankUser,
    id: ++state.counters.user,
    login: 'admin',
    password: 'password',
    email: 'admin@example.test',
    role: 'administrator',
    registeredAt: now,
  });
  state.keys.push({
    userId: 1,
    consumerKey: `ck_${randomBytes(20).toString('hex')}`,
    consumerSecret: `cs_${randomBytes(20).toString('hex')}`,
    permissions: 'read_write',
  });
  return state;
}

const blankUser = { firstName: '', lastName: '', modifiedAt: null, billing: {}, shipping: {} };
