import { AppError, type Payout, type PayoutListQuery } from '@finders-fee/shared';
import { and, asc, eq, type SQL } from 'drizzle-orm';
import { isOutdated, payableOf } from '../../domain/propose-payout.ts';
import { listBalancesOf } from '../account-balances.ts';
import { among } from '../among.ts';
import type { Database, Executor } from '../client.ts';
import { unsealPayout } from '../payout-accounts.ts';
import { affiliates } from '../schema/affiliates.ts';
import { commissions } from '../schema/commissions.ts';
import { offlineSales } from '../schema/offline-sales.ts';
import { orders } from '../schema/orders.ts';
import { payoutItems, payouts } from '../schema/payouts.ts';
import { formatMoney } from './money.ts';
import {
  containing,
  countAll,
  counted,
  cutOf,
  readOn,
  sorted,
  within,
  type Page,
  type ReadingOn,
} from './page.ts';

/** Payouts with their items, and where to send what is proposed. `after` and `before` are about when they were proposed. */
export async function listPayouts(
  { db }: Database,
  query: PayoutListQuery & ReadingOn,
  key: Buffer,
): Promise<Page<Payout>> {
  const { limit, offset } = cutOf(query);
  const where = and(
    query.affiliate_id === undefined ? undefined : eq(payouts.affiliateId, query.affiliate_id),
    query.currency === undefined ? undefined : eq(payouts.currency, query.currency),
    query.status === undefined ? undefined : eq(payouts.status, query.status),
    containing(query.search, affiliates.name),
    within(payouts.proposedAt, query),
  );
  const column = { proposed_at: payouts.proposedAt, amount: payouts.amountMinor }[query.orderby];
  const beyond = await readOn(db, query, [column, payouts.id], payouts.id);
  const [rows, count] = await Promise.all([
    selectPayouts(db, and(where, beyond))
      .orderBy(...sorted(query.order, column, payouts.id))
      .limit(limit)
      .offset(offset),
    counted(
      query,
      db
        .select(countAll)
        .from(payouts)
        .leftJoin(affiliates, eq(affiliates.id, payouts.affiliateId))
        .where(where),
    ),
  ]);
  return { rows: await withItems(db, rows, key), total: count[0]?.total ?? 0 };
}

/** With the account to send it to only for who has the key: answers to writes are kept for repeats, and an account is not. Throws `not_found`. */
export async function getPayout(executor: Executor, id: string, key?: Buffer): Promise<Payout> {
  const [payout] = await withItems(executor, await selectPayouts(executor, eq(payouts.id, id)), key);
  if (!payout) throw new AppError('not_found', `There is no payout "${id}".`);
  return payout;
}

/** In the order in which they were made, without accounts. */
export async function findPayouts(executor: Executor, ids: readonly string[]): Promise<Payout[]> {
  return withItems(executor, await selectPayouts(executor, among(payouts.id, ids)).orderBy(asc(payouts.id)));
}

type PayoutRow = Awaited<ReturnType<typeof selectPayouts>>[number];

function selectPayouts(executor: Executor, where: SQL | undefined) {
  return executor
    .select({ payout: payouts, affiliateName: affiliates.name, sealedAccount: affiliates.payout })
    .from(payouts)
    .leftJoin(affiliates, eq(affiliates.id, payouts.affiliateId))
    .where(where)
    .$dynamic();
}

async function withItems(executor: Executor, rows: PayoutRow[], key?: Buffer): Promise<Payout[]> {
  if (rows.length === 0) return [];
  const items = new Map(rows.map(({ payout }): [string, ItemRow[]] => [payout.id, []]));
  for (const item of await selectItems(executor, [...items.keys()])) items.get(item.payoutId)?.push(item);
  const standings = await readStandings(executor, rows);
  return rows.map(({ payout, affiliateName, sealedAccount }) => ({
    id: payout.id,
    affiliate_id: payout.affiliateId,
    affiliate_name: affiliateName ?? '',
    currency: payout.currency,
    amount: formatMoney({ ...payout, minor: payout.amountMinor }),
    status: payout.status,
    ...(standings.get(payout.id) ?? { is_outdated: false, payable: null }),
    account:
      key && payout.status === 'proposed' ? unsealPayout(payout.affiliateId, sealedAccount, key) : null,
    items: (items.get(payout.id) ?? []).map(({ commissionId, orderNumber, saleReference, amountMinor }) => ({
      commission_id: commissionId,
      order_number: orderNumber ?? saleReference,
      amount: formatMoney({ ...payout, minor: amountMinor }),
    })),
    proposed_at: payout.proposedAt.toISOString(),
    paid_at: payout.paidAt?.toISOString() ?? null,
  }));
}

/** How each proposal stands to what is payable now. */
async function readStandings(
  executor: Executor,
  rows: readonly PayoutRow[],
): Promise<Map<string, Pick<Payout, 'is_outdated' | 'payable'>>> {
  const open = rows.map(({ payout }) => payout).filter(({ status }) => status === 'proposed');
  if (open.length === 0) return new Map();
  const all = await listBalancesOf(executor, [...new Set(open.map(({ affiliateId }) => affiliateId))]);
  return new Map(
    open.map((payout) => {
      const { id, affiliateId, currency } = payout;
      const balances = all.filter((row) => row.affiliateId === affiliateId && row.currency === currency);
      const payable = formatMoney({ currency, ...payableOf({ balances }) });
      return [id, { is_outdated: isOutdated(payout, { balances }), payable }];
    }),
  );
}

type ItemRow = Awaited<ReturnType<typeof selectItems>>[number];

/** With the number of the order, or the reference of the offline sale, that each is about. */
function selectItems(executor: Executor, payoutIds: readonly string[]) {
  return executor
    .select({
      payoutId: payoutItems.payoutId,
      commissionId: payoutItems.commissionId,
      amountMinor: payoutItems.amountMinor,
      orderNumber: orders.number,
      saleReference: offlineSales.orderReference,
    })
    .from(payoutItems)
    .leftJoin(commissions, eq(commissions.id, payoutItems.commissionId))
    .leftJoin(orders, eq(orders.orderId, commissions.orderId))
    .leftJoin(offlineSales, eq(offlineSales.id, commissions.offlineSaleId))
    .where(among(payoutItems.payoutId, payoutIds))
    .orderBy(asc(payoutItems.id));
}
