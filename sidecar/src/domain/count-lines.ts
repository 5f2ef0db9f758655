import {
  add,
  compare,
  divide,
  isPositive,
  isZero,
  multiply,
  parseDecimal,
  ratio,
  subtract,
  zero,
  type Base,
  type Ratio,
  type Terms,
} from '@finders-fee/shared';
import type { CategoriesByProduct } from './books.ts';
import { namesCategory, namesProduct } from './covers-product.ts';
import type { ExtraLine, OrderLine, OrderSnapshot, Refund, RefundLine } from './order-snapshot.ts';
import { refundedOfLine, type RefundedParts } from './refunded-parts.ts';

export type LineKind = RefundLine['kind'];

/** A line that a program counts, exact and in major units; what each affiliate has of it is another matter. */
export interface CountedLine {
  kind: LineKind;
  itemId: number;
  name: string;
  /** Null for shipping and fees. */
  product: OrderLine | null;
  extra: ExtraLine;
  /** Taken out by the program: counts 0 and pays for no piece. */
  excluded: boolean;
  /** As bought. */
  bought: Ratio;
  /** What each refund took, oldest first. */
  refunds: { refund: Refund; line: RefundLine; taken: Ratio }[];
  /** What counts: as bought less what was refunded, 0 where excluded. */
  left: Ratio;
  /** Pieces bought, and those not refunded by line. */
  piecesBought: Ratio;
  piecesLeft: Ratio;
}

/** The lines that a program counts, each less what was refunded of it (contract §5, steps 1 and 2). */
export function countLines(
  snapshot: OrderSnapshot,
  { base, excluded }: Pick<Terms, 'base' | 'excluded'>,
  refunded: RefundedParts,
  categories: CategoriesByProduct,
): CountedLine[] {
  const isExcluded = (line: OrderLine) =>
    namesProduct(excluded.product_ids, line) || namesCategory(excluded.category_ids, line, categories);
  const extras = (kind: 'shipping' | 'fee', lines: readonly ExtraLine[]) =>
    lines.map((line) => countExtra(kind, line, base, refunded));
  return [
    ...snapshot.lines.map((line) => countProduct(line, base, refunded, isExcluded(line))),
    ...(base.include_shipping ? extras('shipping', snapshot.shipping) : []),
    ...(base.include_fees ? extras('fee', snapshot.fees) : []),
  ];
}

/** Pieces as an exact number, not below 0: shops sell by weight and length too. */
export function piecesOf(quantity: number): Ratio {
  if (!(quantity > 0)) return zero;
  return Number.isInteger(quantity) ? ratio(BigInt(quantity)) : parseDecimal(quantity.toFixed(6));
}

const one = ratio(1n);

function countProduct(line: OrderLine, base: Base, refunded: RefundedParts, excluded: boolean): CountedLine {
  const before = base.price === 'before_discount';
  const price = parseDecimal(before ? line.subtotal : line.total);
  const bought = base.include_tax
    ? add(price, parseDecimal(before ? line.subtotalTax : line.totalTax))
    : price;
  const parts = refunded.ofItem('product', line.itemId);
  const { refunds, left } = excluded
    ? nothingLeft
    : takeRefunds(bought, parts, base, scaleOf(line, before, parts));
  const pieces = excluded ? zero : piecesOf(line.quantity);
  return {
    kind: 'product',
    itemId: line.itemId,
    name: line.name,
    product: line,
    extra: line,
    excluded,
    bought,
    refunds,
    left,
    piecesBought: pieces,
    piecesLeft: lessPieces(pieces, parts),
  };
}

const nothingLeft = { refunds: [], left: zero };

function countExtra(
  kind: 'shipping' | 'fee',
  line: ExtraLine,
  base: Base,
  refunded: RefundedParts,
): CountedLine {
  const total = parseDecimal(line.total);
  const bought = base.include_tax ? add(total, parseDecimal(line.totalTax)) : total;
  return {
    kind,
    itemId: line.itemId,
    name: line.name,
    product: null,
    extra: line,
    excluded: false,
    bought,
    ...takeRefunds(bought, refunded.ofItem(kind, line.itemId), base, one),
    piecesBought: zero,
    piecesLeft: zero,
  };
}

interface Part {
  refund: Refund;
  line: RefundLine;
}

/** Refunds are in prices after discounts; a base before discounts loses them in proportion. */
function scaleOf(line: OrderLine, before: boolean, parts: readonly Part[]): Ratio {
  if (!before || parts.length === 0) return one;
  const total = parseDecimal(line.total);
  return isZero(total) ? one : divide(parseDecimal(line.subtotal), total);
}

/** Each refund takes at most what is left of its own line, so that no line turns its sign. */
function takeRefunds(
  bought: Ratio,
  parts: readonly Part[],
  base: Base,
  scale: Ratio,
): Pick<CountedLine, 'refunds' | 'left'> {
  let left = bought;
  const refunds = parts.map((part) => {
    const asked = refundedOfLine(part.line, base);
    const taken = between(scale === one ? asked : multiply(asked, scale), left);
    left = subtract(left, taken);
    return { ...part, taken };
  });
  return { refunds, left };
}

/** `asked`, held between 0 and `left`, whichever side of 0 that is: a negative fee is refunded upwards. */
function between(asked: Ratio, left: Ratio): Ratio {
  const [low, high] = isPositive(left) ? [zero, left] : [left, zero];
  if (compare(asked, low) < 0) return low;
  return compare(asked, high) > 0 ? high : asked;
}

function lessPieces(pieces: Ratio, parts: readonly Part[]): Ratio {
  if (parts.length === 0) return pieces;
  const refunded = parts.reduce((sum, { line }) => add(sum, piecesOf(line.quantity)), zero);
  return compare(refunded, pieces) >= 0 ? zero : subtract(pieces, refunded);
}
