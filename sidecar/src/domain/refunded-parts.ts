import {
  add,
  atLeastZero,
  parseDecimal,
  subtract,
  sum,
  zero,
  type Base,
  type Ratio,
} from '@finders-fee/shared';
import type { OrderSnapshot, Refund, RefundLine } from './order-snapshot.ts';

/** What refunds took from an order, in major units. */
export interface RefundedParts {
  /** Refund lines of each item of the order, oldest refund first. */
  ofItem(kind: RefundLine['kind'], itemId: number): { refund: Refund; line: RefundLine }[];
  /** *A*: what refunds took beyond their lines. */
  withoutLines: Ratio;
  /** *G*: the order's gross less what was refunded by line. */
  grossLeft: Ratio;
}

/**
 * Sorts an order's refunds into those by line and those without (contract §5, steps 2 and 3).
 * A line is matched by its item's id, never by its product. A line of an item that has left the order since then took its refund with it: it counts nowhere.
 * A line that names no item is money without a line.
 */
export function sortRefunds(snapshot: OrderSnapshot): RefundedParts {
  const refunds = [...snapshot.refunds].sort((a, b) => a.refundId - b.refundId);
  const items = itemKeys(snapshot);
  const byItem = new Map<string, { refund: Refund; line: RefundLine }[]>();
  let refundedByLine = zero;
  let withoutLines = zero;
  for (const refund of refunds) {
    const named = refund.lines.filter((line) => line.itemId !== null);
    withoutLines = add(
      withoutLines,
      atLeastZero(subtract(parseDecimal(refund.amount), sum(named.map(gross)))),
    );
    for (const line of named) {
      const key = itemKey(line.kind, line.itemId);
      if (!items.has(key)) continue;
      byItem.set(key, [...(byItem.get(key) ?? []), { refund, line }]);
      refundedByLine = add(refundedByLine, gross(line));
    }
  }
  return {
    ofItem: (kind, itemId) => byItem.get(itemKey(kind, itemId)) ?? [],
    withoutLines,
    grossLeft: subtract(parseDecimal(snapshot.total), refundedByLine),
  };
}

/** What a refund's line takes from a base, in major units: with its tax where the base has tax. */
export function refundedOfLine(line: RefundLine, base: Base): Ratio {
  return base.include_tax ? gross(line) : parseDecimal(line.total);
}

function gross(line: { total: string; totalTax: string }): Ratio {
  return add(parseDecimal(line.total), parseDecimal(line.totalTax));
}

function itemKeys({ lines, shipping, fees }: OrderSnapshot): Set<string> {
  const keyed = (kind: RefundLine['kind'], items: { itemId: number }[]) =>
    items.map(({ itemId }) => itemKey(kind, itemId));
  return new Set([...keyed('product', lines), ...keyed('shipping', shipping), ...keyed('fee', fees)]);
}

function itemKey(kind: RefundLine['kind'], itemId: number | null): string {
  return `${kind}:${itemId}`;
}
