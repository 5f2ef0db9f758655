import type {
  Base,
  Minimum,
  ProductRate,
  ProductSet,
  Rate,
  ReasonCode,
  SettingsUpdate,
} from '@finders-fee/shared';
import { asc, eq } from 'drizzle-orm';
import { writeSettings } from '@finders-fee/sidecar/database/settings';
import { makeId } from '@finders-fee/sidecar/database/make-id';
import {
  affiliates,
  coupons,
  couponOwnerships,
  products,
  programs,
  programVersions,
  rateVersions,
} from '@finders-fee/sidecar/database/schema/index';
import { commissions, ledgerTransfers } from '@finders-fee/sidecar/database/schema/commissions';
import { inbox } from '@finders-fee/sidecar/database/schema/inbox';
import { redemptions } from '@finders-fee/sidecar/database/schema/orders';
import type { Arrival } from '@finders-fee/sidecar/domain/arrival';
import type { Click } from '@finders-fee/sidecar/domain/order-snapshot';
import type { Restrictions } from '@finders-fee/sidecar/domain/store-coupon';
import { recordOrders } from '@finders-fee/sidecar/use-cases/record-orders';
import { freshDatabase } from './database.ts';

/** Long before every order of the factories. */
const longAgo = new Date('2025-01-01T00:00:00Z');

const written = [
  ...['orders', 'redemptions', 'commissions', 'customers', 'customer_keys', 'referral_code_changes', 'inbox'],
  ...[
    'verifications',
    'settings',
    'coupons',
    'coupon_ownerships',
    'affiliates',
    'programs',
    'program_versions',
    'rate_versions',
  ],
  ...['customer_phones', 'affiliate_keys', 'products', 'product_categories'],
  ...[
    'daily_totals',
    'daily_new_customers',
    'coupon_uses',
    'account_balances',
    'payouts',
    'payout_items',
    'offline_sales',
    'offline_batches',
  ],
];

interface VersionOptions {
  version?: number;
  rate?: string | Rate;
  base?: Partial<Base>;
  productRates?: ProductRate[];
  excluded?: Partial<ProductSet>;
  minimum?: Minimum | null;
  validFrom?: Date;
}

/** An empty set of books with a clock that moves one second at each look, and short ways to fill and read it. */
export async function openBooks() {
  const database = await freshDatabase();
  let now = Date.parse('2026-11-03T12:00:00Z');
  const clock = () => new Date((now += 1000));
  const services = { database, clock };
  const { db } = database;
  return {
    ...services,
    setClock: (instant: string) => (now = Date.parse(instant)),
    record: (...arrivals: Arrival[]) => recordOrders(services, arrivals),
    close: () => database.close(),
    /** Empty again, for the next test; TRUNCATE, because the ledger refuses DELETE. */
    async clear() {
      for (const table of written) await database.pool.query(`DELETE FROM ${table}`);
      await database.pool.query('TRUNCATE TABLE ledger_transfers');
    },

    /** A program with one version from long ago. */
    async addProgram({
      status = 'active',
      ...terms
    }: VersionOptions & { status?: 'active' | 'paused' } = {}) {
      const id = makeId('program');
      await db.insert(programs).values({ id, name: 'Podcast', status, metadata: {}, createdAt: longAgo });
      await this.addVersion(id, { version: 1, ...terms });
      return id;
    },
    async addVersion(
      programId: string,
      { version = 2, validFrom = longAgo, ...options }: VersionOptions = {},
    ) {
      const { rate = '10', base = {}, productRates = [], excluded = {}, minimum = null } = options;
      const all: Base = {
        price: 'after_discount',
        include_tax: false,
        include_shipping: false,
        include_fees: false,
        ...base,
      };
      const terms = {
        rate: typeof rate === 'string' ? { type: 'percent' as const, value: rate } : rate,
        base: all,
        holdDays: null,
        productRates,
        excluded: { product_ids: [], category_ids: [], ...excluded },
        minimum,
      };
      await db
        .insert(programVersions)
        .values({ id: makeId('programVersion'), programId, version, ...terms, validFrom });
    },
    async addAffiliate(programId: string, { status = 'active' }: { status?: 'active' | 'suspended' } = {}) {
      const id = makeId('affiliate');
      await db.insert(affiliates).values({ id, name: 'John', status, programId, createdAt: longAgo });
      return id;
    },
    async addCoupon(
      couponId: number,
      code: string,
      owner: string | null = null,
      restrictions: Partial<Restrictions> | null = null,
    ) {
      const all = { productIds: [], excludedProductIds: [], categoryIds: [], excludedCategoryIds: [] };
      const terms = {
        restrictions: restrictions && { ...all, ...restrictions },
        discountType: 'percent',
        amount: '10.00',
        usageCount: 0,
        status: 'publish' as const,
      };
      await db.insert(coupons).values({ couponId, code, ...terms, expiresOn: null, seenAt: longAgo });
      if (owner !== null) await this.addOwner(couponId, owner);
    },
    /** Who owns a coupon from then until then, null for always. */
    async addOwner(
      couponId: number,
      affiliateId: string,
      validFrom: Date | null = longAgo,
      validTo: Date | null = null,
    ) {
      const period = { couponId, affiliateId, validFrom, validTo, createdAt: longAgo };
      await db.insert(couponOwnerships).values({ id: makeId('ownership'), ...period });
    },
    /** A program at 10 %, an active affiliate, and the coupon `john10` (77) that belongs to them. */
    async addJohn(options: { couponId?: number; code?: string } = {}) {
      const programId = await this.addProgram();
      const affiliateId = await this.addAffiliate(programId);
      await this.addCoupon(options.couponId ?? 77, options.code ?? 'john10', affiliateId);
      return { programId, affiliateId };
    },

    /** The click on an affiliate's link, a day before the orders of the factories. */
    async clickOn(affiliateId: string, clickedAt = '2026-11-02T10:00:00Z'): Promise<Click> {
      const [row] = await db.select().from(affiliates).where(eq(affiliates.id, affiliateId));
      return { linkCode: row?.linkCode ?? '', clickedAt };
    },
    /** A product as last read, with its categories and their parents. */
    async addProduct(productId: number, categoryIds: number[]) {
      await db
        .insert(products)
        .values({ productId, name: `Product ${productId}`, categoryIds, seenAt: longAgo });
    },
    /** An affiliate's (`affiliate:aff_…`) or coupon's (`coupon:77`) own rate. */
    async addRate(subject: string, rate: Rate | null, validFrom = longAgo) {
      await db.insert(rateVersions).values({ id: makeId('rateVersion'), subject, rate, validFrom });
    },
    /** Sets one of the store's settings. */
    async set(change: SettingsUpdate) {
      await writeSettings(db, change, clock());
    },

    commissionsOf: (orderId: number) => db.select().from(commissions).where(eq(commissions.orderId, orderId)),
    /** `[kind, signed amount]` of an order's entries, oldest first. */
    async entriesOf(orderId: number): Promise<[string, bigint][]> {
      const rows = await db
        .select()
        .from(ledgerTransfers)
        .where(eq(ledgerTransfers.orderId, orderId))
        .orderBy(asc(ledgerTransfers.id));
      return rows.map((row) => [row.kind, row.toAccount === 'expense' ? -row.amountMinor : row.amountMinor]);
    },
    redemptionsOf(orderId: number) {
      return db
        .select()
        .from(redemptions)
        .where(eq(redemptions.orderId, orderId))
        .orderBy(redemptions.position);
    },
    async reasonsOf(orderId: number): Promise<ReasonCode[][]> {
      return (await this.redemptionsOf(orderId)).map(({ reasons }) => reasons);
    },
    /** Works off the orders that somebody asked to decide again. */
    async reassess(): Promise<number[]> {
      const rows = await db
        .select()
        .from(inbox)
        .where(eq(inbox.origin, 'reassess'))
        .orderBy(inbox.resourceId);
      const orderIds = rows.map(({ resourceId }) => resourceId);
      await recordOrders(
        services,
        orderIds.map((orderId) => ({ kind: 'reassess' as const, orderId })),
      );
      await db.delete(inbox);
      return orderIds;
    },
  };
}

export type Books = Awaited<ReturnType<typeof openBooks>>;
