import {
  compare,
  divide,
  formatRatio,
  isPositive,
  isZero,
  multiply,
  parseDecimal,
  ratio,
  subtract,
  sum,
  zero,
  type Base,
  type Ratio,
  type Step,
} from '@finders-fee/shared';
import type { ExtraLine, OrderLine, OrderSnapshot, Refund, RefundLine } from './order-snapshot.ts';
import { refundedOfLine, sortRefunds, type RefundedParts } from './refunded-parts.ts';

/** A step before its amount is printed: exact, in major units. */
export interface ExactStep {
  code: Step['code'];
  label: string;
  values: Step['values'];
  amount: Ratio | null;
}

/** The steps that lead from an order's lines to its base (contract §5, steps 1–3); their amounts add up to it, which is never below 0. */
export function countBase(snapshot: OrderSnapshot, base: Base, exponent: number): ExactStep[] {
  const refunded = sortRefunds(snapshot);
  const print = (amount: Ratio) => formatRatio(amount, exponent);
  const extras = (kind: 'shipping' | 'fee', lines: ExtraLine[]) =>
    lines.flatMap((line) => countExtra(kind, line, base, refunded.ofItem(kind, line.itemId)));
  const steps = [
    ...snapshot.lines.flatMap((line) =>
      countLine(line, base, refunded.ofItem('product', line.itemId), snapshot, print),
    ),
    ...(base.include_shipping ? extras('shipping', snapshot.shipping) : []),
    ...(base.include_fees ? extras('fee', snapshot.fees) : []),
    ...notCounted(snapshot, base, print),
  ];
  return [...steps, ...floorAndAllocate(total(steps), refunded, print)];
}

/** The exact sum of the steps. */
export function total(steps: readonly ExactStep[]): Ratio {
  return sum(steps.map(({ amount }) => amount ?? zero));
}

interface RefundOfItem {
  refund: Refund;
  line: RefundLine;
}

function countLine(
  line: OrderLine,
  base: Base,
  refunds: RefundOfItem[],
  snapshot: OrderSnapshot,
  print: (amount: Ratio) => string,
): ExactStep[] {
  const before = base.price === 'before_discount';
  const [subtotal, lineTotal] = [parseDecimal(line.subtotal), parseDecimal(line.total)];
  const discount = before ? zero : subtract(lineTotal, subtotal);
  const tax = base.include_tax ? parseDecimal(before ? line.subtotalTax : line.totalTax) : zero;
  const unit =
    line.quantity > 0 ? print(divide(subtotal, parseDecimal(String(line.quantity)))) : print(subtotal);
  const scale = before && !isZero(lineTotal) ? divide(subtotal, lineTotal) : ratio(1n);
  const codes = snapshot.coupons.map(({ code }) => code).join(', ');
  const { name, quantity } = line;
  const counted: ExactStep[] = [
    {
      code: 'line',
      label: `${name}, ${quantity} × ${unit}`,
      values: { name, quantity, unit },
      amount: subtotal,
    },
    ...unlessZero({
      code: 'discount',
      label: codes === '' ? 'Price edited on the order' : `Discount ${codes}`,
      values: { name, codes },
      amount: discount,
    }),
    ...unlessZero({ code: 'tax', label: `Tax on ${name}`, values: { name }, amount: tax }),
  ];
  return [...counted, ...subtractRefunds(counted, name, base, refunds, scale)];
}

function countExtra(
  kind: 'shipping' | 'fee',
  line: ExtraLine,
  base: Base,
  refunds: RefundOfItem[],
): ExactStep[] {
  const { name } = line;
  const label = kind === 'shipping' ? `Shipping: ${name}` : name;
  const tax = base.include_tax ? parseDecimal(line.totalTax) : zero;
  const counted: ExactStep[] = [
    ...unlessZero({ code: kind, label, values: { name }, amount: parseDecimal(line.total) }),
    ...unlessZero({ code: 'tax', label: `Tax on ${name}`, values: { name }, amount: tax }),
  ];
  return [...counted, ...subtractRefunds(counted, name, base, refunds, ratio(1n))];
}

/** Each refund takes at most what is left of its own line, so that no line turns its sign. */
function subtractRefunds(
  counted: ExactStep[],
  name: string,
  base: Base,
  refunds: RefundOfItem[],
  scale: Ratio,
): ExactStep[] {
  let left = total(counted);
  return refunds.flatMap(({ refund, line }) => {
    const taken = between(multiply(refundedOfLine(line, base), scale), left);
    left = subtract(left, taken);
    const on = refund.createdAt?.slice(0, 10) ?? '';
    const pieces = line.quantity > 0 ? `, ${line.quantity} ${line.quantity === 1 ? 'piece' : 'pieces'}` : '';
    return unlessZero({
      code: 'refunded',
      label: `Refunded${on && ` on ${on}`}${pieces}`,
      values: { name, on, quantity: line.quantity },
      amount: subtract(zero, taken),
    });
  });
}

/** `asked`, held between 0 and `left`, whichever side of 0 that is: a negative fee is refunded upwards. */
function between(asked: Ratio, left: Ratio): Ratio {
  const [low, high] = isPositive(left) ? [zero, left] : [left, zero];
  if (compare(asked, low) < 0) return low;
  return compare(asked, high) > 0 ? high : asked;
}

function notCounted(
  { lines, shipping, fees }: OrderSnapshot,
  base: Base,
  print: (amount: Ratio) => string,
): ExactStep[] {
  const amounts = (texts: string[]) => sum(texts.map(parseDecimal));
  const left: [string, Ratio][] = [
    ['shipping', base.include_shipping ? zero : amounts(shipping.map((line) => line.total))],
    ['fees', base.include_fees ? zero : amounts(fees.map((line) => line.total))],
    ['tax', base.include_tax ? zero : amounts([...lines, ...shipping, ...fees].map((line) => line.totalTax))],
  ];
  const present = left.filter(([, amount]) => !isZero(amount));
  if (present.length === 0) return [];
  const words = present.map(([what]) => what).join(', ');
  return [
    {
      code: 'not_counted',
      label: `${words.charAt(0).toUpperCase()}${words.slice(1)}: not counted`,
      values: Object.fromEntries(present.map(([what, amount]) => [what, print(amount)])),
      amount: null,
    },
  ];
}

function floorAndAllocate(
  counted: Ratio,
  refunded: RefundedParts,
  print: (amount: Ratio) => string,
): ExactStep[] {
  if (!isPositive(counted)) {
    const amount = subtract(zero, counted);
    return unlessZero({ code: 'floor', label: 'A base is never below 0', values: {}, amount });
  }
  const { withoutLines, grossLeft } = refunded;
  if (isZero(withoutLines)) return [];
  const share = compare(withoutLines, grossLeft) >= 0 ? ratio(1n) : divide(withoutLines, grossLeft);
  const values = { refunded: print(withoutLines), of: print(grossLeft) };
  return [
    {
      code: 'allocated',
      label: `Allocated: ${values.refunded} of ${values.of} refunded without naming items`,
      values,
      amount: subtract(zero, multiply(counted, share)),
    },
  ];
}

function unlessZero(step: ExactStep & { amount: Ratio }): ExactStep[] {
  return isZero(step.amount) ? [] : [step];
}
