import {
  formatMinor,
  formatRatio,
  isPositive,
  isZero,
  multiply,
  parseDecimal,
  ratio,
  subtract,
  sum,
  toMinor,
  zero,
  type Ratio,
  type Sentence,
  type Step,
} from '@finders-fee/shared';
import type { Claim } from './claim-order.ts';
import type { EarningFigures } from './earning-sentence.ts';
import { explainLine, type ExactStep } from './explain-line.ts';
import { explainRates } from './explain-rates.ts';
import type { OrderSnapshot } from './order-snapshot.ts';
import { sortRefunds } from './refunded-parts.ts';
import { refusalSentence } from './refusal-sentence.ts';

interface Verdict {
  /** Why the order earns nothing; null where it counts. */
  refusal: Sentence | null;
  isRejected: boolean;
}

/**
 * The one explanation that screen, API and CSV show. Printed amounts before `base` add up to the base, those between `base` and `amount`
 * to the commission: every amount is printed on its own, and what rounding took from one and gave to another stands in a line of its own.
 */
export function printReceipt(figures: EarningFigures, { refusal, isRejected }: Verdict): Step[] {
  const { snapshot, claim, categories, exponent, baseMinor, amountMinor } = figures;
  const print = (minor: bigint) => formatMinor(minor, exponent);
  const total = (code: 'base' | 'amount', label: string, minor: bigint): Step => ({
    code,
    label,
    values: {},
    amount: print(minor),
  });
  const lines = baseSteps(snapshot, claim, refusal, exponent);
  const rates = explainRates(claim, {
    currency: snapshot.currency,
    exponent,
    categories,
    earns: refusal === null,
  });
  return [
    ...printSteps(lines, 'base_rounding', baseMinor, exponent),
    total('base', 'Base', baseMinor),
    ...printSteps(rates, 'amount_rounding', amountMinor, exponent),
    ...(isRejected ? [rejected(snapshot.status, print(-amountMinor))] : []),
    total('amount', 'Commission', isRejected ? 0n : amountMinor),
  ];
}

function rejected(status: string, amount: string): Step {
  return { code: 'rejected', label: refusalSentence(['rejected'], status).text, values: {}, amount };
}

function printSteps(
  steps: readonly ExactStep[],
  rounding: 'base_rounding' | 'amount_rounding',
  totalMinor: bigint,
  exponent: number,
): Step[] {
  const minors = steps.map(({ amount }) => amount && toMinor(amount, exponent));
  const difference = minors.reduce<bigint>((left, minor) => left - (minor ?? 0n), totalMinor);
  const print = (minor: bigint | null | undefined) => (minor == null ? null : formatMinor(minor, exponent));
  const printed = steps.map((step, index): Step => ({ ...step, amount: print(minors[index]) }));
  if (difference === 0n) return printed;
  return [...printed, { code: rounding, label: 'Rounding', values: {}, amount: print(difference) }];
}

function baseSteps(
  snapshot: OrderSnapshot,
  claim: Claim,
  refusal: Sentence | null,
  exponent: number,
): ExactStep[] {
  const { won, party, now } = claim;
  return [
    ...won.flatMap((line) => explainLine(line, party.terms.base, { coupons: snapshot.coupons, exponent })),
    ...otherCoupons(claim),
    ...notCounted(snapshot, claim, exponent),
    ...floorOrAllocate(snapshot, claim, exponent),
    ...(refusal ? [notEarning(refusal, now.base)] : []),
  ];
}

function otherCoupons({ elsewhere }: Claim): ExactStep[] {
  const others = elsewhere.filter(({ codes }) => codes.length > 0);
  if (others.length === 0) return [];
  const [lines, codes] = [others.length, [...new Set(others.flatMap((other) => other.codes))].join(', ')];
  const label = `${lines} ${lines === 1 ? 'line' : 'lines'} earned by ${codes}`;
  return [{ code: 'other_coupon', label, values: { lines, codes }, amount: null }];
}

function notCounted(
  { lines, shipping, fees }: OrderSnapshot,
  { won, elsewhere, party: { terms } }: Claim,
  exponent: number,
): ExactStep[] {
  const { base } = terms;
  const amounts = (texts: string[]) => sum(texts.map(parseDecimal));
  const uncovered = won.length === 0 ? [] : elsewhere.filter(({ codes }) => codes.length === 0);
  const left: [string, string, Ratio][] = [
    ['items', 'items that the coupon is not for', sum(uncovered.map(({ line }) => line.bought))],
    ['shipping', 'shipping', base.include_shipping ? zero : amounts(shipping.map((line) => line.total))],
    ['fees', 'fees', base.include_fees ? zero : amounts(fees.map((line) => line.total))],
    [
      'tax',
      'tax',
      base.include_tax ? zero : amounts([...lines, ...shipping, ...fees].map((line) => line.totalTax)),
    ],
  ];
  const present = left.filter(([, , amount]) => !isZero(amount));
  if (present.length === 0) return [];
  const words = present.map(([, what]) => what).join(', ');
  return [
    {
      code: 'not_counted',
      label: `${words.charAt(0).toUpperCase()}${words.slice(1)}: not counted`,
      values: Object.fromEntries(present.map(([key, , amount]) => [key, formatRatio(amount, exponent)])),
      amount: null,
    },
  ];
}

function floorOrAllocate(snapshot: OrderSnapshot, { now, factor }: Claim, exponent: number): ExactStep[] {
  if (!isPositive(now.counted)) {
    if (isZero(now.counted)) return [];
    const amount = subtract(zero, now.counted);
    return [{ code: 'floor', label: 'A base is never below 0', values: {}, amount }];
  }
  const { withoutLines, grossLeft } = sortRefunds(snapshot);
  if (isZero(withoutLines)) return [];
  const values = { refunded: formatRatio(withoutLines, exponent), of: formatRatio(grossLeft, exponent) };
  return [
    {
      code: 'allocated',
      label: `Allocated: ${values.refunded} of ${values.of} refunded without naming items`,
      values,
      amount: subtract(zero, multiply(now.counted, subtract(ratio(1n), factor))),
    },
  ];
}

function notEarning(refusal: Sentence, base: Ratio): ExactStep {
  return { code: 'not_earning', label: refusal.text, values: refusal.values, amount: subtract(zero, base) };
}
