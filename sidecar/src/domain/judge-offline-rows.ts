import type { ImportVerdict } from '@finders-fee/shared';
import { decideOfflineSale, type OfflineContext, type RecordedSale } from './decide-offline-sale.ts';
import type { OfflineRow } from './offline-file.ts';
import type { ToldSale } from './offline-sale.ts';

export interface JudgedRows {
  /** One for each row, in their order. */
  verdicts: ImportVerdict[];
  recorded: RecordedSale[];
}

/**
 * A verdict for each row and the books of those that are new. `recorded`: hashes of sales that the books have; `known`: of rows further up in the file.
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
    if ('problem' in row) return { line, verdict: 'refused', reason: `${row.problem}.` };
    const hash = row.sale.dedupeHash ?? '';
    const isRepeated = known.has(hash) || here.has(hash);
    if (isRepeated || recorded.has(hash)) {
      const where = isRepeated ? 'stands further up in this file' : 'is recorded already';
      return { line, verdict: 'duplicate', reason: `${nameOf(row.sale)} ${where}.` };
    }
    const decision = decideOfflineSale(row.sale, batchId, context);
    if ('refusal' in decision) return { line, verdict: 'refused', reason: `${decision.refusal.message}.` };
    here.add(hash);
    sales.push(decision);
    return {
      line,
      verdict: 'imported',
      ...(batchId === null ? {} : { commission_id: decision.commission.id }),
    };
  });
  return { verdicts, recorded: sales };
}

function nameOf({ couponCode, orderReference, soldOn }: ToldSale): string {
  const what = orderReference === null ? 'A sale of this amount' : `Order ID "${orderReference}"`;
  return `${what} with coupon "${couponCode}" on ${soldOn}`;
}
