import {
  AppError,
  type Customer,
  type CustomerListQuery,
  type ReferralCodeChange,
} from '@finders-fee/shared';
import { and, desc, eq, inArray, isNotNull, isNull, sql, type SQL } from 'drizzle-orm';
import type { Database, Executor } from '../client.ts';
import { customers, referralCodeChanges } from '../schema/customers.ts';
import { orders } from '../schema/orders.ts';
import { readSettings } from '../settings.ts';
import { formatMoney, sumByCurrency, type Money } from './money.ts';
import {
  containing,
  countAll,
  counted,
  cutOf,
  readOn,
  showPage,
  sorted,
  within,
  type Cut,
  type Page,
  type ReadingOn,
} from './page.ts';

/** Customers with their referral codes; orders count while they are in an earning status. */
export async function listCustomers(
  { db }: Database,
  query: CustomerListQuery & ReadingOn,
): Promise<Page<Customer>> {
  const { limit, offset } = cutOf(query);
  const where = and(
    referralCodeIs(query.referral_code),
    storeStatusIs(query.store_status),
    containing(query.search, customers.name, customers.email, customers.referralCode),
    within(customers.createdAt, query),
  );
  const column = { name: customers.name, created_at: customers.createdAt }[query.orderby];
  const beyond = await readOn(db, query, [column, customers.id], customers.id);
  const [rows, count] = await Promise.all([
    db
      .select()
      .from(customers)
      .where(and(where, beyond))
      .orderBy(...sorted(query.order, column, customers.id))
      .limit(limit)
      .offset(offset),
    counted(query, db.select(countAll).from(customers).where(where)),
  ]);
  const bought = await boughtBy(db, rows);
  return showPage(rows, count, (row) => showCustomer(row, bought));
}

/** Throws `not_found`. */
export async function getCustomer(executor: Executor, id: string): Promise<Customer> {
  const rows = await executor.select().from(customers).where(eq(customers.id, id));
  const [row] = rows;
  if (!row) throw new AppError('not_found', `There is no customer "${id}".`);
  return showCustomer(row, await boughtBy(executor, rows));
}

/** What became of a customer's referral code, newest first. Throws `not_found` for an unknown customer. */
export async function listReferralCodeChanges(
  { db }: Database,
  customerId: string,
  cut: Cut,
): Promise<Page<ReferralCodeChange>> {
  const { limit, offset } = cutOf(cut);
  const where = eq(referralCodeChanges.customerId, customerId);
  const [known, rows, counted] = await Promise.all([
    db.select({ id: customers.id }).from(customers).where(eq(customers.id, customerId)),
    db
      .select()
      .from(referralCodeChanges)
      .where(where)
      .orderBy(desc(referralCodeChanges.changedAt), desc(referralCodeChanges.id))
      .limit(limit)
      .offset(offset),
    db.select(countAll).from(referralCodeChanges).where(where),
  ]);
  if (known.length === 0) throw new AppError('not_found', `There is no customer "${customerId}".`);
  return showPage(rows, counted, (change) => ({
    id: change.id,
    from: change.codeBefore,
    to: change.codeAfter,
    source: change.source,
    order_id: change.orderId,
    changed_by_user_id: change.changedByUserId,
    changed_at: change.changedAt.toISOString(),
  }));
}

/** `none` stands for the customers without a code, as in the report. */
export function referralCodeIs(code: string | undefined): SQL | undefined {
  if (code === undefined) return undefined;
  return code === 'none' ? isNull(customers.referralCode) : eq(customers.referralCode, code.toLowerCase());
}

function storeStatusIs(status: CustomerListQuery['store_status']): SQL | undefined {
  if (status === undefined) return undefined;
  return status === 'member' ? isNotNull(customers.wordpressUserId) : isNull(customers.wordpressUserId);
}

type CustomerRow = typeof customers.$inferSelect;
type Bought = Money & { customerId: string | null; orders: number };

async function boughtBy(executor: Executor, rows: CustomerRow[]): Promise<Bought[]> {
  if (rows.length === 0) return [];
  const { earning_statuses: earning } = await readSettings(executor);
  const ids = rows.map(({ id }) => id);
  return executor
    .select({
      customerId: orders.customerId,
      currency: orders.currency,
      exponent: orders.exponent,
      orders: countAll.total,
      minor: sql`sum(${orders.totalMinor})`.mapWith(BigInt),
    })
    .from(orders)
    .where(and(inArray(orders.customerId, ids), inArray(orders.status, earning)))
    .groupBy(orders.customerId, orders.currency, orders.exponent);
}

function showCustomer(row: CustomerRow, bought: Bought[]): Customer {
  const own = bought.filter(({ customerId }) => customerId === row.id);
  return {
    id: row.id,
    wordpress_user_id: row.wordpressUserId,
    email: row.email,
    name: row.name,
    store_status: row.wordpressUserId === null ? 'guest' : 'member',
    referral_code: row.referralCode,
    referral_code_set_at: row.referralCodeSetAt?.toISOString() ?? null,
    referral_code_order_id: row.referralCodeOrderId,
    referral_code_source: row.referralCodeSource,
    orders_count: own.reduce((count, { orders: some }) => count + some, 0),
    orders_total: sumByCurrency(own).map((sum) => ({ currency: sum.currency, total: formatMoney(sum) })),
  };
}
