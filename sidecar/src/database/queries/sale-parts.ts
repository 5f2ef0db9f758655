import type { SummaryQuery } from '@finders-fee/shared';
import { and, eq, ne, or, sql, type Column, type SQL } from 'drizzle-orm';
import { nobody } from '../../domain/contributions.ts';
import type { Span } from '../../domain/cut-span.ts';
import { commissions } from '../schema/commissions.ts';
import { offlineSales } from '../schema/offline-sales.ts';
import { orders, redemptions } from '../schema/orders.ts';
import { within } from './page.ts';

/** Which sales a report is about. A subject is as in `daily_totals`: `none` for what earned for nobody. */
export type SalesFilter = Pick<SummaryQuery, 'affiliate_id' | 'program_id' | 'coupon_code' | 'channel'>;

/**
 * The sales that count, cut into the parts that belong to one affiliate each, and to nobody: the rows whose sums `daily_totals` keeps
 * (`domain/contributions.ts` says the same for one sale). A subquery with `sale, placed_at, currency, exponent, affiliate_id, program_id,
 * coupon_code, channel, sales_minor, discount_minor, commission_minor`.
 */
export function saleParts(span: Span, filter: SalesFilter = {}): SQL {
  const parts = [
    earnedParts(orderSource, span, filter),
    unearnedParts(orderSource, span, filter),
    earnedParts(offlineSource, span, filter),
    unearnedParts(offlineSource, span, filter),
  ];
  return sql.join(
    parts.filter((part) => part !== undefined),
    sql` union all `,
  );
}

interface Source {
  table: typeof orders | typeof offlineSales;
  id: Column;
  /** What its commissions name it by. */
  reference: Column;
  counts: SQL;
  sales: SQL;
  discount: SQL;
  /** The coupon to name where no commission does. */
  couponCode: SQL;
}

const orderSource: Source = {
  table: orders,
  id: orders.orderId,
  reference: commissions.orderId,
  counts: eq(orders.counts, true),
  sales: sql`${orders.salesMinor}`,
  discount: sql`${orders.discountMinor}`,
  couponCode: sql`(select ${redemptions.couponCode} from ${redemptions} where ${redemptions.orderId} = ${orders.orderId} and ${redemptions.channel} = 'coupon' order by ${redemptions.position} desc limit 1)`,
};

const offlineSource: Source = {
  table: offlineSales,
  id: offlineSales.id,
  reference: commissions.offlineSaleId,
  counts: eq(offlineSales.status, 'recorded'),
  sales: sql`coalesce(${offlineSales.amountMinor}, 0)`,
  discount: sql`0`,
  couponCode: sql`${offlineSales.couponCode}`,
};

/** A commission that stands in the reports, as `earns` in `domain/contributions.ts`. */
const earns = and(
  ne(commissions.stage, 'rejected'),
  or(ne(commissions.amountMinor, 0n), ne(commissions.salesMinor, 0n), ne(commissions.discountMinor, 0n)),
);

function earnedParts(source: Source, span: Span, filter: SalesFilter): SQL {
  const { table, id, reference } = source;
  const where = and(
    source.counts,
    earns,
    within(table.placedAt, span),
    // A commission is as old as its sale: with its own index the database finds those of one affiliate.
    within(commissions.placedAt, span),
    is(commissions.affiliateId, filter.affiliate_id),
    is(commissions.programId, filter.program_id),
    is(commissions.channel, filter.channel),
    is(code(sql`${commissions.couponCode}`), filter.coupon_code),
  );
  return sql`select ${id} as sale, ${table.placedAt} as placed_at, ${table.currency} as currency, ${table.exponent} as exponent,
    ${commissions.affiliateId} as affiliate_id, ${commissions.programId} as program_id, ${code(sql`${commissions.couponCode}`)} as coupon_code,
    ${commissions.channel} as channel, ${commissions.salesMinor} as sales_minor, ${commissions.discountMinor} as discount_minor,
    ${commissions.amountMinor} as commission_minor
    from ${table} join ${commissions} on ${reference} = ${id} where ${where}`;
}

/** What no commission took; nothing is left of most sales. */
function unearnedParts(source: Source, span: Span, filter: SalesFilter): SQL | undefined {
  const { table, id, reference } = source;
  const others = [filter.affiliate_id, filter.program_id, filter.channel];
  if (others.some((subject) => subject !== undefined && subject !== nobody)) return undefined;
  const [sales, discount] = [
    sql`coalesce(sum(${commissions.salesMinor}), 0)`,
    sql`coalesce(sum(${commissions.discountMinor}), 0)`,
  ];
  const where = and(
    source.counts,
    within(table.placedAt, span),
    is(code(source.couponCode), filter.coupon_code),
  );
  return sql`select ${id} as sale, ${table.placedAt} as placed_at, ${table.currency} as currency, ${table.exponent} as exponent,
    ${nobody} as affiliate_id, ${nobody} as program_id, ${code(source.couponCode)} as coupon_code, ${nobody} as channel,
    ${source.sales} - ${sales} as sales_minor, ${source.discount} - ${discount} as discount_minor, 0 as commission_minor
    from ${table} left join ${commissions} on ${reference} = ${id} and ${earns} where ${where}
    group by ${id} having count(${commissions.id}) = 0 or max(${source.sales}) <> ${sales} or max(${source.discount}) <> ${discount}`;
}

/** Compared byte by byte, as the totals keep it. */
function code(column: SQL): SQL {
  return sql`coalesce(${column}, ${nobody}) collate utf8mb4_bin`;
}

function is(column: Column | SQL, subject: string | undefined): SQL | undefined {
  return subject === undefined ? undefined : sql`${column} = ${subject}`;
}
