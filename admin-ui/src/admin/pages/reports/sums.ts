import type { SummaryRow } from '@finders-fee/shared';
import { addAmounts } from '../../../format/amount.ts';

export type Sums = Pick<SummaryRow, 'currency' | 'orders' | 'sales' | 'discount' | 'commission'>;

/** All rows of each currency together, most orders first; currencies are never added up. */
export function sumsOf(rows: readonly SummaryRow[]): Sums[] {
  const sums = new Map<string, Sums>();
  for (const { currency, orders, sales, discount, commission } of rows) {
    const so = sums.get(currency);
    sums.set(currency, {
      currency,
      orders: orders + (so?.orders ?? 0),
      sales: so ? addAmounts(so.sales, sales) : sales,
      discount: so ? addAmounts(so.discount, discount) : discount,
      commission: so ? addAmounts(so.commission, commission) : commission,
    });
  }
  return [...sums.values()].sort((a, b) => b.orders - a.orders || (a.currency < b.currency ? -1 : 1));
}
