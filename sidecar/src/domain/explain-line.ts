import {
  divide,
  formatRatio,
  isZero,
  multiply,
  parseDecimal,
  ratio,
  subtract,
  zero,
  type Base,
  type Ratio,
  type Step,
} from '@finders-fee/shared';
import type { WonLine } from './claim-order.ts';
import { piecesOf, type CountedLine } from './count-lines.ts';
import type { CouponLine, OrderLine } from './order-snapshot.ts';
import { printShare } from './print-rate.ts';

/** A step before its amount is printed: exact, in major units. */
export interface ExactStep {
  code: Step['code'];
  label: string;
  values: Step['values'];
  amount: Ratio | null;
}

interface Printing {
  coupons: readonly CouponLine[];
  exponent: number;
}

/** The steps from a line as it was bought to the affiliate's part of it; the first one names it. */
export function explainLine(won: WonLine, base: Base, printing: Printing): ExactStep[] {
  const { line } = won;
  const bought = line.product ? explainProduct(line.product, base, printing) : explainExtra(line, base);
  if (line.excluded) return [...bought, ...excluded(line)];
  return [...bought, ...line.refunds.flatMap((refund) => refunded(line.name, refund)), ...shared(won)];
}

function explainProduct(line: OrderLine, base: Base, { coupons, exponent }: Printing): ExactStep[] {
  const before = base.price === 'before_discount';
  const { name, quantity } = line;
  const subtotal = parseDecimal(line.subtotal);
  const pieces = piecesOf(quantity);
  const unit = formatRatio(isZero(pieces) ? subtotal : divide(subtotal, pieces), exponent);
  const codes = coupons.map(({ code }) => code).join(', ');
  return [
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
      amount: before ? zero : subtract(parseDecimal(line.total), subtotal),
    }),
    ...tax(name, base, before ? line.subtotalTax : line.totalTax),
  ];
}

function explainExtra({ kind, name, extra, bought }: CountedLine, base: Base): ExactStep[] {
  const taxed = tax(name, base, extra.totalTax);
  if (isZero(bought) && taxed.length === 0) return [];
  const code = kind === 'shipping' ? 'shipping' : 'fee';
  const label = code === 'shipping' ? `Shipping: ${name}` : name;
  return [{ code, label, values: { name }, amount: parseDecimal(extra.total) }, ...taxed];
}

function tax(name: string, base: Base, amount: string): ExactStep[] {
  if (!base.include_tax) return [];
  return unlessZero({ code: 'tax', label: `Tax on ${name}`, values: { name }, amount: parseDecimal(amount) });
}

function excluded({ name, bought }: CountedLine): ExactStep[] {
  const label = `${name}: excluded by the program`;
  return [{ code: 'excluded', label, values: { name }, amount: subtract(zero, bought) }];
}

function refunded(name: string, { refund, line, taken }: CountedLine['refunds'][number]): ExactStep[] {
  const on = refund.createdAt?.slice(0, 10) ?? '';
  const pieces = line.quantity > 0 ? `, ${line.quantity} ${line.quantity === 1 ? 'piece' : 'pieces'}` : '';
  return unlessZero({
    code: 'refunded',
    label: `Refunded${on && ` on ${on}`}${pieces}`,
    values: { name, on, quantity: line.quantity },
    amount: subtract(zero, taken),
  });
}

/** What the coupons of others have of the line. */
function shared({ line, share, through, otherCodes }: WonLine): ExactStep[] {
  if (otherCodes.length === 0) return [];
  const codes = through.map(({ coupon }) => coupon.couponCode).join(', ');
  const others = otherCodes.join(', ');
  const percentage = printShare(share);
  return [
    {
      code: 'shared',
      label: `Shared: ${percentage} through ${codes}, the rest through ${others}`,
      values: { name: line.name, share: percentage, codes, other_codes: others },
      amount: multiply(line.left, subtract(share, ratio(1n))),
    },
  ];
}

function unlessZero(step: ExactStep & { amount: Ratio }): ExactStep[] {
  return isZero(step.amount) ? [] : [step];
}
