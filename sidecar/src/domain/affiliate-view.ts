import {
  formatRatio,
  isZero,
  parseDecimal,
  sum,
  type Explanation,
  type Sentence,
  type Step,
} from '@finders-fee/shared';
import { sayEarned } from './earning-sentence.ts';
import { refusalSentence } from './refusal-sentence.ts';

/**
 * A receipt as the affiliate may see it: every amount that makes up the own base, and no amount of the order beyond it
 * (what shipping and tax came to, what the buyer got back in all, the others' part of a line, what the program excludes), no other coupon of the order,
 * and of an entry its kind alone: the reason may be the owner's own words. It adds up as the owner's does.
 */
export function forAffiliate(explanation: Explanation): Explanation {
  return {
    ...explanation,
    summary: sayToAffiliate(explanation.summary),
    steps: groupByLine(explanation.steps).flatMap(showLine),
    entries: explanation.entries.map((entry) => ({ ...entry, reason: entry.kind })),
  };
}

/** The same reason without figures of the order that are not the affiliate's. */
export function sayToAffiliate(sentence: Sentence): Sentence {
  const { code, values } = sentence;
  switch (code) {
    case 'earned': {
      const own = ownValues(values);
      return { code, values: own, text: sayEarned(own) };
    }
    case 'refund_not_counted':
    case 'shipping_refund_not_counted': {
      const own = ownValues(values);
      return { code: 'refund_not_counted', values: own, text: `${sayEarned(own)}, unchanged by a refund` };
    }
    case 'amount_refunded':
    case 'line_amount_refunded':
    case 'refunded': {
      const { before = '', less = '' } = values;
      return {
        code: 'partly_refunded',
        values: { before, less },
        text: `${before} less ${less}: part of the order was refunded`,
      };
    }
    case 'self_referral':
      return refusalSentence(['held_for_review'], String(values['status'] ?? ''));
    default:
      return sentence;
  }
}

/** With the percentage of a share one could work out what the whole order came to. */
function ownValues({ share, refunded: _refunded, ...values }: Sentence['values']): Sentence['values'] {
  return share === undefined ? values : { ...values, shared: 1 };
}

const heads: readonly Step['code'][] = ['line', 'shipping', 'fee'];
const details: readonly Step['code'][] = ['discount', 'tax', 'refunded', 'excluded', 'shared'];

/** Each line of the order with what was taken from it; every other step by itself. */
function groupByLine(steps: readonly Step[]): Step[][] {
  const groups: Step[][] = [];
  for (const step of steps) {
    const last = groups.at(-1);
    if (last && details.includes(step.code) && heads.includes(last[0]?.code ?? step.code)) last.push(step);
    else groups.push([step]);
  }
  return groups;
}

function showLine(steps: Step[]): Step[] {
  const taken = steps.find(({ code }) => code === 'excluded');
  if (taken) return [{ ...taken, amount: unlessZero(sumOf(steps)) }];
  const shared = steps.find(({ code }) => code === 'shared');
  return shared ? [ownPart(shared, steps)] : steps.map((step) => shownStep[step.code]?.(step) ?? step);
}

function ownPart({ values: { name = '' } }: Step, steps: readonly Step[]): Step {
  return { code: 'shared', label: `${name}: your part`, values: { name }, amount: sumOf(steps) };
}

function sumOf(steps: readonly Step[]): string {
  const amounts = steps.flatMap(({ amount }) => amount ?? []);
  const decimals = amounts[0]?.split('.')[1]?.length ?? 0;
  return formatRatio(sum(amounts.map(parseDecimal)), decimals);
}

/** Printing each of its amounts may leave a cent of a line that counts nothing. */
function unlessZero(amount: string): string | null {
  return isZero(parseDecimal(amount)) ? null : amount;
}

const shownStep: Partial<Record<Step['code'], (step: Step) => Step>> = {
  discount: (step) => ({ ...step, label: 'Discount', values: named(step) }),
  not_counted: (step) => ({ ...step, values: {} }),
  other_coupon: (step) => {
    const { lines = 0 } = step.values;
    const label = `${lines} ${lines === 1 ? 'line' : 'lines'} earned by another code`;
    return { ...step, label, values: { lines } };
  },
  allocated: (step) => ({ ...step, label: 'Allocated: money refunded without naming items', values: {} }),
  rate: sharedRate,
};

function sharedRate(step: Step): Step {
  const { share, ...values } = step.values;
  if (share === undefined) return step;
  return {
    ...step,
    label: step.label.replace(`, ${share} of it`, ', a part of it'),
    values: { ...values, shared: 1 },
  };
}

function named({ values }: Step): Step['values'] {
  return values['name'] === undefined ? {} : { name: values['name'] };
}
