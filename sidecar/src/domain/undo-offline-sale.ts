import type { IdKind } from '@finders-fee/shared';
import type { CommissionRecord } from './books.ts';
import { changeOfTotals } from './contributions.ts';
import { totalsOf, type RecordedSale } from './decide-offline-sale.ts';
import { offlineSnapshot, type OfflineSale } from './offline-sale.ts';
import { settleOfflineSale } from './settle-books.ts';
import { writeEntry } from './write-entry.ts';

/** Why a sale is undone. */
export type UndoReason = 'batch_undone' | 'sale_undone';

/**
 * Takes sales back: they earn nothing from then on, and may be told again. What was paid of them already is owed by the affiliate.
 * The books before and after add up to nothing. `commissions` by sale id.
 */
export function undoOfflineSales(
  sales: readonly OfflineSale[],
  commissions: ReadonlyMap<string, CommissionRecord>,
  reason: UndoReason,
  context: UndoContext,
): RecordedSale[] {
  return sales.map((sale) => {
    const commission = commissions.get(sale.id);
    if (!commission) throw new Error(`Offline sale ${sale.id} has no commission`);
    return undo(sale, commission, reason, context);
  });
}

interface UndoContext {
  now: Date;
  timeZone: string;
  makeId: (kind: IdKind) => string;
}

function undo(
  sale: OfflineSale,
  commission: CommissionRecord,
  reason: UndoReason,
  { now, timeZone, makeId }: UndoContext,
): RecordedSale {
  const undone: OfflineSale = { ...sale, status: 'undone', dedupeHash: null };
  const entry = writeEntry(commission, 0n, { reason, occurredAt: now, recordedAt: now, makeId });
  const rejected: CommissionRecord = {
    ...commission,
    stage: 'rejected',
    status: 'rejected',
    amountMinor: 0n,
    salesMinor: 0n,
    entriesCount: commission.entriesCount + (entry ? 1 : 0),
  };
  const { baseMinor } = settleOfflineSale(offlineSnapshot(undone), rejected);
  const text = 'Nothing: the offline sale was undone';
  return {
    sale: undone,
    commission: { ...rejected, baseMinor, summary: { code: 'offline_sale_undone', values: {}, text } },
    transfers: entry ? [entry] : [],
    totals: changeOfTotals(totalsOf(sale, commission, timeZone), totalsOf(undone, rejected, timeZone)),
  };
}
