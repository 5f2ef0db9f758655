import {
  formatRatio,
  isPositive,
  isZero,
  sum,
  type Base,
  type Ratio,
  type Sentence,
} from '@finders-fee/shared';
import type { OrderSnapshot, RefundLine } from './order-snapshot.ts';
import { refundedOfLine, sortRefunds, type RefundedParts } from './refunded-parts.ts';

/** What was refunded and counts, most telling first: pieces, money on a line, money without a line. Each `text` is a part of a sentence. */
export function refundCauses(snapshot: OrderSnapshot, base: Base, exponent: number): Sentence[] {
  const parts = sortRefunds(snapshot);
  const items = refundedItems(snapshot, base, parts);
  const causes = [
    pieces(snapshot, items),
    money(items, base, exponent),
    withoutLines(parts.withoutLines, exponent),
  ];
  return causes.filter((cause) => cause !== null);
}

interface RefundedItem {
  name: string;
  lines: RefundLine[];
}

function refundedItems(
  { lines, shipping, fees }: OrderSnapshot,
  base: Base,
  parts: RefundedParts,
): RefundedItem[] {
  const of = (kind: RefundLine['kind'], counted: { itemId: number; name: string }[]) =>
    counted.map(({ name, itemId }) => ({ name, lines: parts.ofItem(kind, itemId).map(({ line }) => line) }));
  return [
    ...of('product', lines),
    ...of('shipping', base.include_shipping ? shipping : []),
    ...of('fee', base.include_fees ? fees : []),
  ];
}

function pieces(snapshot: OrderSnapshot, items: RefundedItem[]): Sentence | null {
  const refunded = count(items.flatMap(({ lines }) => lines.filter(isPieces)));
  if (refunded === 0) return null;
  const of = count(snapshot.lines);
  return {
    code: 'pieces_refunded',
    values: { pieces: refunded, of },
    text: `${refunded} of ${of} ${of === 1 ? 'piece' : 'pieces'} refunded`,
  };
}

function money(items: RefundedItem[], base: Base, exponent: number): Sentence | null {
  const touched = items
    .map(({ name, lines }) => ({ name, amount: refundedMoney(lines, base) }))
    .filter(({ amount }) => !isZero(amount));
  const [first] = touched;
  if (!first) return null;
  const item = touched.length === 1 ? first.name : `${touched.length} lines`;
  const refunded = formatRatio(sum(touched.map(({ amount }) => amount)), exponent);
  return {
    code: 'line_amount_refunded',
    values: { line_refunded: refunded, item },
    text: `${refunded} refunded on ${item}`,
  };
}

function refundedMoney(lines: RefundLine[], base: Base): Ratio {
  return sum(lines.filter((line) => !isPieces(line)).map((line) => refundedOfLine(line, base)));
}

function withoutLines(amount: Ratio, exponent: number): Sentence | null {
  if (!isPositive(amount)) return null;
  const refunded = formatRatio(amount, exponent);
  return { code: 'amount_refunded', values: { refunded }, text: `${refunded} refunded without naming items` };
}

function isPieces({ kind, quantity }: RefundLine): boolean {
  return kind === 'product' && quantity > 0;
}

/** Shops sell by weight too: three decimals, without the dust of adding binary fractions. */
function count(lines: { quantity: number }[]): number {
  return Number(lines.reduce((pieces, { quantity }) => pieces + quantity, 0).toFixed(3));
}
