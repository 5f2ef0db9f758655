import type { ImportVerdict } from '@finders-fee/shared';
import { decideOfflineSale, type OfflineContext, type RecordedSale } from './decide-offline-sale.ts';
import type { OfflineRow } from './offline-file.ts';
import type { ToldSale } from './offline-sale.ts';
import { saleSentence, type SaleSentence } from './sale-sentence.ts';
import { hashesKnown, isAmong } from './same-sale.ts';

export interface JudgedRows {
  /** One for each row, in their order. */
  verdicts: ImportVerdict[];
  recorded: RecordedSale[];
}

/**
 * A verdict for each row and the books of those that are new. `recorded`: what sales in the books are known by, `known`: rows further up in the file.
 * `batchId` is null for a dry run, which knows no ids.
 */
export function judgeOfflineRows(
  rows: readonly OfflineRow[],
  batchId: string | null,
  { recorded, known }: { recorded: ReadonlySet<string>; known: ReadonlySet<string> },
  context: OfflineContext,
): JudgedRows {
  const here = new Set<string>();
  const sales: RecordedSale[] = [];
  const verdicts = rows.map((row): ImportVerdict => {
    const { line } = row;
    if ('problem' in row) return { line, verdict: 'refused', ...reasonOf(row.problem) };
    const isRepeated = isAmong(row.sale, known) || isAmong(row.sale, here);
    if (isRepeated || isAmong(row.sale, recorded))
      return { line, verdict: 'duplicate', ...reasonOf(sayKnown(row.sale, isRepeated)) };
    const decision = decideOfflineSale(row.sale, batchId, context);
    if ('refusal' in decision) return { line, verdict: 'refused', ...reasonOf(decision.refusal.sentence) };
    for (const hash of hashesKnown(decision.sale)) here.add(hash);
    sales.push(decision);
    return {
      line,
      verdict: 'imported',
      ...(batchId === null ? {} : { commission_id: decision.commission.id }),
    };
  });
  return { verdicts, recorded: sales };
}

function reasonOf({ code, values, text }: SaleSentence): Pick<ImportVerdict, 'reason' | 'code' | 'values'> {
  return { reason: `${text}.`, code, values };
}

/** Why a sale is not recorded once more. `isRepeated`: because of a row above it. */
export function sayKnown(sale: ToldSale, isRepeated: boolean): SaleSentence {
  const { couponCode: coupon, orderReference, soldOn: day, dedupeHash, dayHash } = sale;
  const where = isRepeated ? 'repeated_in_file' : 'recorded_already';
  if (orderReference === null) return saleSentence(`${where}_without_order_id`, { coupon, day });
  return dedupeHash === dayHash
    ? saleSentence(where, { order_id: orderReference, coupon, day })
    : saleSentence(`${where}_without_date`, { order_id: orderReference, coupon });
}
