import {
  formatRatio,
  isPositive,
  isZero,
  sum,
  type Base,
  type Ratio,
  type Sentence,
} from '@finders-fee/shared';
import type { Claim } from './claim-order.ts';
import type { CountedLine } from './count-lines.ts';
import type { OrderSnapshot, RefundLine } from './order-snapshot.ts';
import { refundedOfLine, sortRefunds } from './refunded-parts.ts';

/** What was refunded of the lines won and counts, most telling first: pieces, money on a line, money without a line. Each `text` is a part of a sentence. */
export function refundCauses(snapshot: OrderSnapshot, { won, party }: Claim, exponent: number): Sentence[] {
  const { base } = party.terms;
  const items = won.filter(({ line }) => !line.excluded).map(({ line }) => line);
  const causes = [
    pieces(items),
    money(items, base, exponent),
    withoutLines(sortRefunds(snapshot).withoutLines, exponent),
  ];
  return causes.filter((cause) => cause !== null);
}

function pieces(items: CountedLine[]): Sentence | null {
  const refunded = count(items.flatMap((item) => refundLines(item).filter(isPieces)));
  if (refunded === 0) return null;
  const of = count(items.flatMap(({ product }) => product ?? []));
  return {
    code: 'pieces_refunded',
    values: { pieces: refunded, of },
    text: `${refunded} of ${of} ${of === 1 ? 'piece' : 'pieces'} refunded`,
  };
}

function money(items: CountedLine[], base: Base, exponent: number): Sentence | null {
  const touched = items
    .map((item) => ({ name: item.name, amount: refundedMoney(refundLines(item), base) }))
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

function refundLines({ refunds }: CountedLine): RefundLine[] {
  return refunds.map(({ line }) => line);
}

function isPieces({ kind, quantity }: RefundLine): boolean {
  return kind === 'product' && quantity > 0;
}

/** Shops sell by weight too: three decimals, without the dust of adding binary fractions. */
function count(lines: { quantity: number }[]): number {
  return Number(lines.reduce((pieces, { quantity }) => pieces + quantity, 0).toFixed(3));
}
