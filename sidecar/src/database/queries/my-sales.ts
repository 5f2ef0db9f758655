import type { MySale } from '@finders-fee/shared';
import { desc, eq, inArray, sql } from 'drizzle-orm';
import { unionAll } from 'drizzle-orm/mysql-core';
import { sayToAffiliate } from '../../domain/affiliate-view.ts';
import type { Executor } from '../client.ts';
import { countUses } from '../coupon-uses.ts';
import { commissions } from '../schema/commissions.ts';
import { offlineSales } from '../schema/offline-sales.ts';
import { redemptions } from '../schema/orders.ts';
import { payableFrom } from './explanation.ts';
import { formatMoney } from './money.ts';
import { countAll, cutOf, type Cut, type Page } from './page.ts';
import { selectRedemptions, showRedemption, type RedemptionRow } from './redemptions.ts';

/** What happened with an affiliate's coupons and link, newest first: on orders of the shop, and outside of it. */
export async function readMySales(executor: Executor, affiliateId: string, cut: Cut): Promise<Page<MySale>> {
  const [keys, total] = await Promise.all([
    keysOnPage(executor, affiliateId, cut),
    countSales(executor, affiliateId),
  ]);
  const ids = (wanted: Kind) => keys.flatMap(({ kind, id }) => (kind === wanted ? [id] : []));
  const [used, offline] = await Promise.all([
    readUsed(executor, ids('redemption')),
    readOffline(executor, ids('offline')),
  ]);
  const rows = keys.flatMap(({ id }) => used.get(id) ?? offline.get(id) ?? []);
  return { rows, total };
}

type Kind = 'redemption' | 'offline';

/** Each side is cut before they are put together: neither is read beyond the page's end. */
function keysOnPage(executor: Executor, affiliateId: string, cut: Cut) {
  const { limit, offset } = cutOf(cut);
  const end = limit + offset;
  const used = executor
    .select({
      kind: sql<Kind>`'redemption'`.as('kind'),
      id: redemptions.id,
      placedAt: redemptions.placedAt,
    })
    .from(redemptions)
    .where(eq(redemptions.affiliateId, affiliateId))
    .orderBy(desc(redemptions.placedAt), desc(redemptions.id))
    .limit(end);
  const offline = executor
    .select({
      kind: sql<Kind>`'offline'`.as('kind'),
      id: offlineSales.id,
      placedAt: offlineSales.placedAt,
    })
    .from(offlineSales)
    .where(eq(offlineSales.affiliateId, affiliateId))
    .orderBy(desc(offlineSales.placedAt), desc(offlineSales.id))
    .limit(end);
  return unionAll(used, offline)
    .orderBy(sql`placed_at desc`, sql`id desc`)
    .limit(limit)
    .offset(offset);
}

async function countSales(executor: Executor, affiliateId: string): Promise<number> {
  const [used, offline] = await Promise.all([
    countUses(executor, affiliateId),
    executor.select(countAll).from(offlineSales).where(eq(offlineSales.affiliateId, affiliateId)),
  ]);
  return used + (offline[0]?.total ?? 0);
}

async function readUsed(executor: Executor, ids: string[]): Promise<Map<string, MySale>> {
  if (ids.length === 0) return new Map();
  const rows = await selectRedemptions(executor).where(inArray(redemptions.id, ids));
  return new Map(rows.map((row) => [row.redemption.id, showUsed(row)]));
}

async function readOffline(executor: Executor, ids: string[]): Promise<Map<string, MySale>> {
  if (ids.length === 0) return new Map();
  const rows = await executor
    .select({ sale: offlineSales, commission: commissions })
    .from(offlineSales)
    .innerJoin(commissions, eq(commissions.offlineSaleId, offlineSales.id))
    .where(inArray(offlineSales.id, ids));
  return new Map(rows.map(({ sale, commission }) => [sale.id, showOffline(sale, commission)]));
}

function showUsed(row: RedemptionRow): MySale {
  const shown = showRedemption(row);
  return {
    id: shown.commission_id,
    order_number: shown.order_number,
    coupon_code: shown.coupon_code,
    channel: shown.channel,
    status: shown.status,
    currency: shown.currency,
    amount: shown.amount,
    summary: sayToAffiliate(shown.summary),
    placed_at: shown.placed_at,
    payable_from: row.commission && payableFrom(row.commission),
  };
}

function showOffline(
  sale: typeof offlineSales.$inferSelect,
  commission: typeof commissions.$inferSelect,
): MySale {
  const { currency, exponent, amountMinor } = commission;
  return {
    id: commission.id,
    order_number: sale.orderReference ?? '',
    coupon_code: sale.couponCode,
    channel: 'offline',
    status: commission.status,
    currency,
    amount: formatMoney({ currency, exponent, minor: amountMinor }),
    summary: sayToAffiliate(commission.summary),
    placed_at: sale.placedAt.toISOString(),
    payable_from: payableFrom(commission),
  };
}
