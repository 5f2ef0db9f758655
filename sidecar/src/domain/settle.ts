import {
  formatMinor,
  multiply,
  parseDecimal,
  ratio,
  subtract,
  toMinor,
  zero,
  type Ratio,
  type ReasonCode,
  type Sentence,
  type Step,
  type Terms,
} from '@finders-fee/shared';
import { countBase, total, type ExactStep } from './count-base.ts';
import { earningSentence, printRate, type EarningFigures } from './earning-sentence.ts';
import type { OrderSnapshot } from './order-snapshot.ts';
import { refusalSentence } from './refusal-sentence.ts';

/** What an order is worth now to one affiliate under frozen terms. */
export interface Settlement {
  /** Exact, in major units. */
  base: Ratio;
  baseMinor: bigint;
  amountMinor: bigint;
  /** What it would be worth without any refund. */
  beforeRefundsMinor: bigint;
  /** The receipt: printed amounts before `base` add up to the base, those after it to the commission. */
  steps: Step[];
  summary: Sentence;
}

/** How the order stands for this affiliate: the currency's decimals, and `['winner']` or why it earns nothing. */
export interface Standing {
  exponent: number;
  reasons: readonly ReasonCode[];
}

/** Contract §5, steps 1–3, and one rounding at the end, half away from zero. */
export function settle(snapshot: OrderSnapshot, terms: Terms, { exponent, reasons }: Standing): Settlement {
  const counted = countBase(snapshot, terms.base, exponent);
  const beforeRefundsMinor = earn(
    total(countBase({ ...snapshot, refunds: [] }, terms.base, exponent)),
    terms,
    exponent,
  );
  const refusal = refusalOf(reasons, snapshot.status);
  const steps = refusal ? [...counted, notEarning(total(counted), refusal)] : counted;
  const base = total(steps);
  const [baseMinor, amountMinor] = [toMinor(base, exponent), earn(base, terms, exponent)];
  const figures = { snapshot, terms, exponent, baseMinor, amountMinor, beforeRefundsMinor };
  return {
    base,
    baseMinor,
    amountMinor,
    beforeRefundsMinor,
    steps: [
      ...printBase(steps, baseMinor, exponent),
      ...printCommission(terms, baseMinor, amountMinor, exponent),
    ],
    summary: refusal && !isRefundedToNothing(figures, refusal) ? refusal : earningSentence(figures),
  };
}

function earn(base: Ratio, terms: Terms, exponent: number): bigint {
  return toMinor(multiply(base, multiply(parseDecimal(terms.rate.value), ratio(1n, 100n))), exponent);
}

/** A base of 0 needs no refusal: the arithmetic itself leads to nothing. */
function refusalOf(reasons: readonly ReasonCode[], status: string): Sentence | null {
  const refusing = reasons.length === 0 || !['winner', 'zero_base'].includes(reasons[0] ?? '');
  return refusing ? refusalSentence(reasons, status) : null;
}

/** Said with figures, as every other refund is. */
function isRefundedToNothing({ snapshot, beforeRefundsMinor }: EarningFigures, { code }: Sentence): boolean {
  return code === 'order_refunded' && snapshot.refunds.length > 0 && beforeRefundsMinor > 0n;
}

function notEarning(counted: Ratio, refusal: Sentence): ExactStep {
  return {
    code: 'not_earning',
    label: refusal.text,
    values: refusal.values,
    amount: subtract(zero, counted),
  };
}

/** Every amount is printed on its own, so what rounding took from one and gave to another stands in a line of its own. */
function printBase(steps: ExactStep[], baseMinor: bigint, exponent: number): Step[] {
  const minors = steps.map(({ amount }) => amount && toMinor(amount, exponent));
  const difference = minors.reduce<bigint>((left, minor) => left - (minor ?? 0n), baseMinor);
  const print = (minor: bigint | null) => (minor === null ? null : formatMinor(minor, exponent));
  const printed = steps.map((step, index): Step => ({ ...step, amount: print(minors[index] ?? null) }));
  const rounding: Step = { code: 'base_rounding', label: 'Rounding', values: {}, amount: print(difference) };
  return [
    ...printed,
    ...(difference === 0n ? [] : [rounding]),
    { code: 'base', label: 'Base', values: {}, amount: print(baseMinor) },
  ];
}

function printCommission(terms: Terms, baseMinor: bigint, amountMinor: bigint, exponent: number): Step[] {
  const [rate, program, since] = [
    printRate(terms),
    terms.program_name,
    terms.program_version_since.slice(0, 10),
  ];
  const base = formatMinor(baseMinor, exponent);
  return [
    {
      code: 'rate',
      label: `${rate} (program ${program}, since ${since})`,
      values: { rate, program, since, base },
      amount: null,
    },
    { code: 'amount', label: 'Commission', values: {}, amount: formatMinor(amountMinor, exponent) },
  ];
}
