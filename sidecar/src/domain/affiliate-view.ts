import type { Explanation, Sentence, Step } from '@finders-fee/shared';

/**
 * A receipt as the affiliate may see it: every amount that makes up the own base, and no amount of the order beyond it
 * (what shipping and tax came to, what the buyer got back in all), no other coupon of the order.
 */
export function forAffiliate(explanation: Explanation): Explanation {
  return {
    ...explanation,
    summary: sayToAffiliate(explanation.summary),
    steps: explanation.steps.map(showStep),
  };
}

/** The same reason without figures of the order that are not the affiliate's. */
export function sayToAffiliate(sentence: Sentence): Sentence {
  const { values } = sentence;
  switch (sentence.code) {
    case 'refund_not_counted':
    case 'shipping_refund_not_counted': {
      const { amount = '', rate = '', base = '' } = values;
      const text = `${amount}: ${rate} of ${base}, unchanged by a refund`;
      return { code: 'refund_not_counted', values: { amount, rate, base }, text };
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
    default:
      return sentence;
  }
}

function showStep(step: Step): Step {
  if (step.code === 'discount') return { ...step, label: 'Discount', values: named(step) };
  if (step.code === 'not_counted') return { ...step, values: {} };
  if (step.code !== 'allocated') return step;
  return { ...step, label: 'Allocated: money refunded without naming items', values: {} };
}

function named({ values }: Step): Step['values'] {
  return values['name'] === undefined ? {} : { name: values['name'] };
}
