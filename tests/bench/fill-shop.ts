import type { Database } from '@finders-fee/sidecar/database/client';
import { rebuildUses } from '@finders-fee/sidecar/database/coupon-uses';
import * as schema from '@finders-fee/sidecar/database/schema/index';
import { rebuildTotals } from '@finders-fee/sidecar/database/totals-rebuild';
import { recordOrders } from '@finders-fee/sidecar/use-cases/record-orders';
import { getTableColumns, getTableName } from 'drizzle-orm';
import { toSnakeCase } from 'drizzle-orm/casing';
import type { MySqlTable } from 'drizzle-orm/mysql-core';
import { aBuyer, anOrder, fetched } from '../support/an-order.ts';
import { furnishBooks } from './furnish-books.ts';

export const affiliatesCount = 50;
export const couponsCount = 100;
/** WordPress's id of the first affiliate; the others follow. */
export const firstUserId = 1001;
/** So short that also the smallest shop uses each coupon on each day: all sizes then have as many rows of totals. */
const days = 90;
const rowsAtATime = 50_000;
const copied = [schema.orders, schema.redemptions, schema.commissions, schema.ledgerTransfers];
const codeOf = (couponId: number) => `coupon-${couponId}`;

/**
 * A quarter of a shop with so many orders, spread evenly over its days, affiliates and coupons, two to a customer: each coupon's first order is recorded as any order is,
 * the others are its copies, written by the database itself. Commissions are pending for 30 days, approved for 30 more, then paid.
 */
export async function fillShop(
  database: Database,
  { orders, timeZone }: { orders: number; timeZone: string },
): Promise<void> {
  await furnishBooks(database, { affiliatesCount, couponsCount, codeOf, firstUserId });
  const now = new Date();
  const start = new Date(now.getTime() - days * 24 * 3600_000);
  const templates = Array.from({ length: couponsCount }, (_, index) =>
    fetched(
      anOrder({
        orderId: index + 1,
        placedAt: start.toISOString(),
        modifiedAt: start.toISOString(),
        coupons: [{ couponId: index + 1, code: codeOf(index + 1), discount: '15.00' }],
      }),
      { buyer: aBuyer({ email: `buyer-${index}@example.com` }) },
    ),
  );
  await recordOrders({ database, clock: () => start }, templates);
  const placedOf = (sequence: string) =>
    `timestampadd(second, floor(${sequence} * ${days * 24 * 3600} / ${orders}), '${start.toISOString().slice(0, 19).replace('T', ' ')}')`;
  const placedAt = placedOf('s.seq');
  const age = `timestampdiff(day, ${placedAt}, utc_timestamp())`;
  const stage = `case when ${age} < 30 then 'pending' when ${age} < 60 then 'approved' else 'paid' end`;
  const orderId = `${couponsCount} + s.seq`;
  const idOf = (prefix: string, kind = '0') =>
    `concat('${prefix}_', '${kind}', lpad(lower(hex(s.seq)), 31, '0'))`;
  const commissionId = idOf('com');
  const customerOf = (sequence: string) =>
    `concat('cus_', lpad(lower(hex(floor(${sequence} / 2))), 32, '0'))`;
  const common = { order_id: orderId, placed_at: placedAt, recorded_at: placedAt };
  for (const table of copied)
    await database.pool.query(`create table ${templateOf(table)} as select * from ${getTableName(table)}`);
  for (let from = 1; from <= orders - couponsCount; from += rowsAtATime) {
    const to = Math.min(from + rowsAtATime - 1, orders - couponsCount);
    const copy = (table: MySqlTable, values: Record<string, string>, condition = 'true') =>
      database.pool.query(copyStatement(table, values, `seq_${from}_to_${to}`, condition));
    const entry = { ...common, commission_id: commissionId, occurred_at: placedAt };
    await Promise.all([
      copy(schema.orders, {
        ...common,
        number: orderId,
        customer_id: customerOf('s.seq'),
        modified_at: placedAt,
        as_of: placedAt,
      }),
      copy(schema.redemptions, { ...common, id: idOf('red'), commission_id: commissionId }),
      copy(schema.commissions, {
        ...common,
        id: commissionId,
        stage,
        status: stage,
        paid_minor: `case when ${age} < 60 then 0 else t.amount_minor end`,
        entries_count: `case when ${age} < 30 then 1 else 2 end`,
        payable_at: `timestampadd(day, 30, ${placedAt})`,
      }),
      copy(schema.ledgerTransfers, {
        ...entry,
        id: idOf('trf'),
        reference: `concat('commission:', ${commissionId}, ':1')`,
      }),
    ]);
    const approved = {
      ...entry,
      id: idOf('trf', '1'),
      reference: `concat('commission:', ${commissionId}, ':2')`,
      kind: `'approved'`,
      from_account: `'pending'`,
      to_account: `'approved'`,
      recorded_at: `timestampadd(day, 30, ${placedAt})`,
    };
    await copy(schema.ledgerTransfers, approved, `${age} >= 30`);
  }
  // Each of them buys twice; the first order of a pair made the customer.
  const first = 'greatest(s.seq, 1)';
  await database.pool.query(`insert into customers (id, name, first_order_id, first_order_at, created_at)
    select ${customerOf('s.seq')}, concat('Buyer ', s.seq), ${couponsCount} + ${first}, ${placedOf(first)}, ${placedOf(first)}
    from seq_0_to_${orders - couponsCount}_step_2 s`);
  for (const table of copied) await database.pool.query(`drop table ${templateOf(table)}`);
  await payOut(database);
  await rebuildTotals(database.db, timeZone);
  await rebuildUses(database.db);
  await database.pool.query(
    'ANALYZE TABLE orders, redemptions, commissions, ledger_transfers, customers, daily_totals, daily_new_customers, coupon_uses, account_balances',
  );
}

/** A table of its own: the database would otherwise put a copy's rows down somewhere else first. */
function templateOf(table: MySqlTable): string {
  return `first_${getTableName(table)}`;
}

/** Rows like those of the first orders, `t`, one for each number `s.seq`. */
function copyStatement(
  table: MySqlTable,
  values: Record<string, string>,
  numbers: string,
  condition: string,
): string {
  const columns = Object.keys(getTableColumns(table)).map((name) => toSnakeCase(name));
  const name = getTableName(table);
  return `insert into ${name} (${columns.join(', ')})
    select ${columns.map((column) => values[column] ?? `t.${column}`).join(', ')}
    from ${numbers} s straight_join ${templateOf(table)} t on t.order_id = 1 + s.seq % ${couponsCount}
    where ${condition} order by s.seq`;
}

/** What was approved and is older than 60 days, in one payment to each affiliate; and everybody's balances. */
async function payOut({ pool }: Database): Promise<void> {
  await pool.query(`insert into ledger_transfers
    select concat('trf_2', substr(affiliate_id, 6)), concat('payout:', affiliate_id), 'paid', affiliate_id, null, null, currency, exponent,
      'approved', 'paid', sum(paid_minor), 'payout', utc_timestamp(), utc_timestamp()
    from commissions where paid_minor > 0 group by affiliate_id, currency, exponent`);
  const sumOf = (account: string) =>
    `sum(case when to_account = '${account}' then amount_minor when from_account = '${account}' then -amount_minor else 0 end)`;
  await pool.query(`replace into account_balances
    select affiliate_id, currency, exponent, ${['pending', 'held', 'approved', 'paid'].map(sumOf).join(', ')}
    from ledger_transfers group by affiliate_id, currency, exponent`);
}
