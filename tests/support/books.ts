import type { Base, ReasonCode } from '@finders-fee/shared';
import { asc, eq } from 'drizzle-orm';
import { makeId } from '@finders-fee/sidecar/database/make-id';
import {
  affiliates,
  coupons,
  couponOwnerships,
  programs,
  programVersions,
} from '@finders-fee/sidecar/database/schema/index';
import { commissions, ledgerTransfers } from '@finders-fee/sidecar/database/schema/commissions';
import { inbox } from '@finders-fee/sidecar/database/schema/inbox';
import { redemptions } from '@finders-fee/sidecar/database/schema/orders';
import type { Arrival } from '@finders-fee/sidecar/domain/arrival';
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
  ],
];

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
      rate = '10',
      base = {},
      status = 'active',
    }: { rate?: string; base?: Partial<Base>; status?: 'active' | 'paused' } = {}) {
      const id = makeId('program');
      await db.insert(programs).values({ id, name: 'Podcast', status, createdAt: longAgo });
      await this.addVersion(id, { version: 1, rate, base, validFrom: longAgo });
      return id;
    },
    async addVersion(
      programId: string,
      { version = 2, rate = '10', base = {} as Partial<Base>, validFrom = longAgo },
    ) {
      const all: Base = {
        price: 'after_discount',
        include_tax: false,
        include_shipping: false,
        include_fees: false,
        ...base,
      };
      const terms = { rate: { type: 'percent' as const, value: rate }, base: all, holdDays: null };
      await db
        .insert(programVersions)
        .values({ id: makeId('programVersion'), programId, version, ...terms, validFrom });
    },
    async addAffiliate(programId: string, { status = 'active' }: { status?: 'active' | 'suspended' } = {}) {
      const id = makeId('affiliate');
      await db.insert(affiliates).values({ id, name: 'John', status, programId, createdAt: longAgo });
      return id;
    },
    async addCoupon(couponId: number, code: string, owner: string | null = null) {
      const terms = { discountType: 'percent', amount: '10.00', usageCount: 0, status: 'publish' as const };
      await db.insert(coupons).values({ couponId, code, ...terms, expiresOn: null, seenAt: longAgo });
      if (owner === null) return;
      const period = { couponId, affiliateId: owner, validFrom: longAgo, validTo: null, createdAt: longAgo };
      await db.insert(couponOwnerships).values({ id: makeId('ownership'), ...period });
    },
    /** A program at 10 %, an active affiliate, and the coupon `john10` (77) that belongs to them. */
    async addJohn(options: { couponId?: number; code?: string } = {}) {
      const programId = await this.addProgram();
      const affiliateId = await this.addAffiliate(programId);
      await this.addCoupon(options.couponId ?? 77, options.code ?? 'john10', affiliateId);
      return { programId, affiliateId };
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
    async reasonsOf(orderId: number): Promise<ReasonCode[][]> {
      const rows = await db
        .select()
        .from(redemptions)
        .where(eq(redemptions.orderId, orderId))
        .orderBy(redemptions.position);
      return rows.map(({ reasons }) => reasons);
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
