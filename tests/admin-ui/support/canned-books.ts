import type {
  BulkReview,
  Commission,
  CommissionStatus,
  OfflineBatch,
  OfflineImport,
  OfflineSale,
  Redemption,
  SummaryRow,
} from '@finders-fee/shared';
import type { CannedShop } from './canned-shop.ts';

/** What the owner decides about and records: commissions, sales outside the shop, and reports on both. */
export interface CannedBooks {
  commissions: Commission[];
  sales: OfflineSale[];
  batches: OfflineBatch[];
}

const john = 'aff_0192f0c1000070008000000000000001';
const all = new WeakMap<CannedShop, CannedBooks>();

/** The books of a shop; a shop without orders has empty ones. */
export function booksOf(shop: CannedShop): CannedBooks {
  const known = all.get(shop);
  if (known) return known;
  const isNew = shop.redemptions.length === 0;
  shop.redemptions.forEach((row, index) => review(row, index));
  const sales = isNew ? [] : Array.from({ length: 25 }, (_, index) => sale(index));
  const books = {
    commissions: [...sales.map(ofSale), ...shop.redemptions.flatMap((row, index) => ofOrder(row, index))],
    sales,
    batches: isNew
      ? []
      : [
          batch({ id: 'bat_2', sales: 20, recorded_at: '2026-11-19T09:30:00Z' }),
          batch({ id: 'bat_1', sales: 3, status: 'undone', recorded_at: '2026-11-12T16:00:00Z' }),
        ],
  };
  all.set(shop, books);
  return books;
}

const statuses: Record<number, CommissionStatus> = {
  3: 'held',
  4: 'held',
  6: 'approved',
  7: 'paid',
  9: 'rejected',
};

function review(row: Redemption, index: number): void {
  const status = statuses[index];
  if (!status || row.commission_id === null) return;
  row.status = status;
  if (status === 'held') row.reasons = ['winner', ...heldBecause(index)];
  if (status === 'rejected') {
    row.amount = '0.00';
    row.summary = { code: 'rejected', values: {}, text: 'Nothing: rejected by the store' };
  }
}

function heldBecause(index: number): ('held_for_review' | 'self_referral')[] {
  return index === 3 ? ['held_for_review', 'self_referral'] : ['held_for_review'];
}

function ofOrder(row: Redemption, index: number): Commission[] {
  if (row.commission_id === null || row.status === 'none') return [];
  return [
    {
      ...common,
      id: row.commission_id,
      order_id: row.order_id,
      order_number: row.order_number,
      coupon_id: row.coupon_id,
      coupon_code: row.coupon_code,
      channel: row.channel,
      status: row.status,
      amount: row.amount,
      summary: row.summary,
      review: row.status === 'held' ? { reasons: heldBecause(index), note: null } : null,
      placed_at: row.placed_at,
      recorded_at: row.placed_at,
    },
  ];
}

const common = {
  affiliate_id: john,
  affiliate_name: 'John Miller',
  program_id: 'prg_0192f0c1000070008000000000000001',
  currency: 'EUR',
  base_amount: '100.00',
  rate: { type: 'percent' as const, value: '10' },
};

function ofSale(each: OfflineSale): Commission {
  return {
    ...common,
    id: each.commission_id,
    order_id: null,
    order_number: '',
    coupon_id: 21,
    coupon_code: each.coupon_code,
    channel: 'offline',
    status: 'pending',
    amount: each.commission,
    summary: {
      code: 'earned',
      values: { amount: each.commission, rate: '10 %', base: '100.00' },
      text: `${each.commission}: 10 % of 100.00`,
    },
    review: null,
    placed_at: `${each.sold_on}T00:00:00Z`,
    recorded_at: each.recorded_at,
  };
}

function sale(index: number): OfflineSale {
  return {
    id: `off_${index}`,
    coupon_code: 'john10',
    affiliate_id: john,
    affiliate_name: 'John Miller',
    currency: 'EUR',
    amount: index % 5 === 4 ? null : '100.00',
    order_reference: index % 4 === 3 ? null : `order ${456 + index}`,
    sold_on: new Date(Date.UTC(2026, 10, 20 - index)).toISOString().slice(0, 10),
    commission_id: `com_off${index}`,
    commission: '10.00',
    status: index === 2 ? 'undone' : 'recorded',
    batch_id: index > 4 ? 'bat_2' : null,
    recorded_at: new Date(Date.UTC(2026, 10, 20 - Math.floor(index / 6), 9)).toISOString(),
  };
}

function batch(some: Partial<OfflineBatch>): OfflineBatch {
  return { id: 'bat_1', sales: 1, status: 'recorded', recorded_at: '2026-11-19T09:30:00Z', ...some };
}

/** What the API would answer to a review; a paid one is refused. */
export function reviewed(books: CannedBooks, shop: CannedShop, { ids, action }: BulkReview) {
  const targets = { approve: 'approved', reject: 'rejected', hold: 'held', release: 'pending' } as const;
  return ids.map((id) => {
    const commission = books.commissions.find((each) => each.id === id);
    if (!commission || commission.id === 'com_1')
      return {
        id,
        verdict: 'refused' as const,
        reason: `Commission ${id} is part of a payout that is proposed; cancel that payout before you ${action} it.`,
      };
    commission.status = targets[action];
    const row = shop.redemptions.find((each) => each.commission_id === id);
    if (row) row.status = commission.status;
    return { id, verdict: 'done' as const };
  });
}

/** A verdict for each line below the header: `nobody` is refused, `twice` known already. */
export function imported(books: CannedBooks, text: string, isDry: boolean): OfflineImport {
  const lines = text.trim().split('\n').slice(1);
  const rows: OfflineImport['rows'] = lines.map((row, index) => {
    const line = index + 2;
    if (row.includes('nobody'))
      return {
        line,
        verdict: 'refused',
        reason: 'As the sidecar says it.',
        code: 'coupon_of_nobody',
        values: { coupon: 'nobody', day: '2026-11-20' },
      };
    if (row.includes('twice'))
      return { line, verdict: 'duplicate', reason: 'Order ID "twice" is recorded already.' };
    return { line, verdict: 'imported', ...(isDry ? {} : { commission_id: `com_new${index}` }) };
  });
  const count = (verdict: string) => rows.filter((row) => row.verdict === verdict).length;
  const isWritten = !isDry && count('imported') > 0;
  if (isWritten)
    books.batches.unshift(
      batch({ id: 'bat_9', sales: count('imported'), recorded_at: new Date().toISOString() }),
    );
  return {
    batch_id: isWritten ? 'bat_9' : null,
    imported: count('imported'),
    duplicates: count('duplicate'),
    refused: count('refused'),
    rows,
  };
}

/** The report by what was asked; one order of each day is shared by two affiliates. */
export function summary(shop: CannedShop, groupBy: string): SummaryRow[] {
  if (shop.redemptions.length === 0) return [];
  const row = (key: string, label: string, orders: number, sales: string, currency = 'EUR'): SummaryRow => ({
    key,
    label,
    currency,
    orders,
    sales,
    discount: '10.00',
    commission: (Number(sales) / 10).toFixed(2),
  });
  switch (groupBy) {
    case 'affiliate':
      return [
        row(john, 'John Miller', 40, '2400.10'),
        row('aff_0192f0c1000070008000000000000002', 'Mia Wong', 22, '600.20'),
        row(john, 'John Miller', 1, '120.00', 'USD'),
      ];
    case 'channel':
      return [
        row('coupon', 'coupon', 38, '2300.30'),
        row('link', 'link', 9, '450.00'),
        row('referral_code', 'referral_code', 3, '150.00'),
        row('offline', 'offline', 10, '100.00'),
      ];
    case 'day': {
      const today = Date.now();
      return [
        ...Array.from({ length: 20 }, (_, index) => {
          const day = new Date(today - (19 - index) * 86_400_000).toISOString().slice(0, 10);
          return row(day, day, 3, (150 + ((index * 37) % 11) * 0.015).toFixed(2));
        }),
        row(
          new Date(today - 86_400_000).toISOString().slice(0, 10),
          new Date(today - 86_400_000).toISOString().slice(0, 10),
          1,
          '120.00',
          'USD',
        ),
      ];
    }
    default:
      return [row('john10', 'john10', 60, '3000.30')];
  }
}
