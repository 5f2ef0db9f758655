import { expect } from '@jest/globals';
import type { CouponLine, OrderSnapshot } from '@finders-fee/sidecar/domain/order-snapshot';
import { approveDue } from '@finders-fee/sidecar/use-cases/approve-due';
import { recordOrders } from '@finders-fee/sidecar/use-cases/record-orders';
import { fill, type Filling } from './a-filled-shop.ts';
import { anOrder, fetched } from './an-order.ts';
import { anApi, type Api, type ApiAnswer } from './an-api.ts';
import { expectCleanBooks } from './expect-clean-books.ts';

/** What the contract says of an affiliate's money in one currency. */
export interface Balance {
  pending: string;
  held: string;
  approved: string;
  paid: string;
  balance: string;
}

export interface Shown {
  id: string;
  status: string;
  amount: string;
  [field: string]: unknown;
}

/** An API with a filled shop on a clock that the test sets, and short ways through the life of a commission. */
export async function aLife(options: { restUrl?: string } = {}) {
  let now = new Date('2026-11-10T12:00:00Z');
  const api: Api = await anApi({ ...options, clock: () => now });
  const shop: Filling = fill(api);
  const { owner } = api;
  let affiliates = 0;
  return {
    api,
    shop,
    owner,
    setClock: (instant: string) => (now = new Date(instant)),
    aMinuteLater: () => (now = new Date(now.getTime() + 60_000)),
    approveDue: () => approveDue(api.services),
    expectClean: () => expectCleanBooks(api.services.database),
    /** Clean, and deciding about every order once more finds everything as it is. */
    async expectSettled(): Promise<void> {
      await expectCleanBooks(api.services.database);
      const written = await dump(api);
      const [rows] = await api.services.database.pool.query('SELECT order_id FROM orders');
      const orderIds = (rows as { order_id: number }[]).map((row) => row.order_id);
      await recordOrders(
        api.services,
        orderIds.map((orderId) => ({ kind: 'reassess' as const, orderId })),
      );
      expect(await dump(api)).toEqual(written);
    },
    stop: () => api.stop(),
    /** Many orders at once. */
    async orders(coupons: CouponLine[], orderIds: number[], change: Partial<OrderSnapshot>): Promise<void> {
      const snapshots = orderIds.map((orderId) =>
        anOrder({ orderId, number: String(orderId), coupons, ...change }),
      );
      await recordOrders(
        api.services,
        snapshots.map((snapshot) => fetched(snapshot)),
      );
    },
    /** An affiliate at 10 % with a coupon; the contract's example order with it is worth 13.50. */
    async earner(change: Record<string, unknown> = {}) {
      affiliates += 1;
      const id = await shop.affiliate({ name: `Affiliate ${affiliates}`, ...change });
      return { id, coupon: await shop.coupon(`code-${affiliates}`, id) };
    },
    async commissionOf(orderId: number): Promise<Shown> {
      const { body } = await owner('GET', `/commissions?order_id=${orderId}`);
      return (body as Shown[])[0]!;
    },
    async balanceOf(affiliateId: string, filter = ''): Promise<Balance | undefined> {
      const { body } = await owner('GET', `/balances?affiliate_id=${affiliateId}${filter}`);
      return (body as Balance[])[0];
    },
    async review(id: string, action: string, note?: string): Promise<ApiAnswer> {
      return owner('POST', `/commissions/${id}/${action}`, note === undefined ? undefined : { note });
    },
    async propose(affiliateId: string): Promise<Shown[]> {
      return (await owner('POST', '/payouts', { affiliate_id: affiliateId })).body as Shown[];
    },
    /** Proposes and pays all that is approved. */
    async payAll(affiliateId: string): Promise<Shown> {
      const [payout] = await this.propose(affiliateId);
      return (await owner('POST', `/payouts/${payout!.id}/pay`)).body as Shown;
    },
    /** `[kind, amount]` of the affiliate's ledger, oldest first. */
    async entriesOf(affiliateId: string): Promise<[string, string][]> {
      const { body } = await owner('GET', `/ledger?affiliate_id=${affiliateId}&order=asc&per_page=100`);
      return (body as { kind: string; amount: string }[]).map(({ kind, amount }) => [kind, amount]);
    },
  };
}

export type Life = Awaited<ReturnType<typeof aLife>>;

const booked = ['orders', 'redemptions', 'commissions', 'ledger_transfers', 'account_balances'];

/** Every row of the books, with the totals that are not nothing. */
async function dump({ services }: Api): Promise<unknown[]> {
  const { pool } = services.database;
  const read = async (sql: string) => (await pool.query(sql))[0];
  const tables = await Promise.all(booked.map((table) => read(`SELECT * FROM ${table} ORDER BY 1, 2, 3`)));
  const totals = await read(
    `SELECT * FROM daily_totals WHERE orders <> 0 OR sales_minor <> 0 OR discount_minor <> 0 OR commission_minor <> 0
     ORDER BY dimension, day, subject, currency, exponent`,
  );
  return [...tables, totals];
}
