import { formatMinor, formatRatio, parseDecimal, sum, type Sentence, type Terms } from '@finders-fee/shared';
import type { OrderSnapshot } from './order-snapshot.ts';
import { refundCauses } from './refund-causes.ts';
import { refusalSentence } from './refusal-sentence.ts';

export interface EarningFigures {
  snapshot: OrderSnapshot;
  terms: Terms;
  exponent: number;
  baseMinor: bigint;
  amountMinor: bigint;
  beforeRefundsMinor: bigint;
}

/**
 * One sentence that says why an order earned what it earned:
 * `earned` "13.50: 10 % of 135.00" · `refund_not_counted`, `shipping_refund_not_counted` "13.50: 10 % of 135.00, unchanged by the refund of 12.00 for shipping" ·
 * `pieces_refunded` "9.00 less 4.50: 1 of 2 pieces refunded" · `amount_refunded` "13.50 less 4.19: 54.00 refunded without naming items" ·
 * `line_amount_refunded` "9.00 less 1.00: 10.00 refunded on Hoodie" · `refunded` several of these joined by "and" · `fully_refunded`.
 */
export function earningSentence(figures: EarningFigures): Sentence {
  const { snapshot, terms, exponent, baseMinor, amountMinor, beforeRefundsMinor } = figures;
  const earned = earnedSentence(figures);
  if (snapshot.refunds.length === 0 || amountMinor > beforeRefundsMinor) {
    return baseMinor === 0n ? refusalSentence(['zero_base'], snapshot.status) : earned;
  }
  if (beforeRefundsMinor === 0n) return refusalSentence(['zero_base'], snapshot.status);
  if (amountMinor === beforeRefundsMinor) return unchangedSentence(earned, figures);
  const before = formatMinor(beforeRefundsMinor, exponent);
  const less = formatMinor(beforeRefundsMinor - amountMinor, exponent);
  const say = (code: string, what: string, values: Sentence['values']): Sentence => ({
    code,
    values: { before, less, ...values },
    text: `${before} less ${less}: ${what}`,
  });
  if (amountMinor === 0n) return say('fully_refunded', 'fully refunded', {});
  const causes = refundCauses(snapshot, terms.base, exponent);
  const [only] = causes;
  if (only && causes.length === 1) return say(only.code, only.text, only.values);
  return say(
    'refunded',
    causes.map(({ text }) => text).join(' and '),
    Object.assign({}, ...causes.map(({ values }) => values)) as Sentence['values'],
  );
}

/** `"10 %"`, `"12.5 %"`: no more decimals than the rate needs. */
export function printRate({ rate }: Pick<Terms, 'rate'>): string {
  return `${rate.value.includes('.') ? rate.value.replace(/\.?0+$/, '') : rate.value} %`;
}

function earnedSentence({ terms, exponent, baseMinor, amountMinor }: EarningFigures): Sentence {
  const values = {
    amount: formatMinor(amountMinor, exponent),
    rate: printRate(terms),
    base: formatMinor(baseMinor, exponent),
  };
  return { code: 'earned', values, text: `${values.amount}: ${values.rate} of ${values.base}` };
}

function unchangedSentence(earned: Sentence, { snapshot, exponent }: EarningFigures): Sentence {
  const lines = snapshot.refunds.flatMap((refund) => refund.lines);
  const refunded = formatRatio(sum(snapshot.refunds.map(({ amount }) => parseDecimal(amount))), exponent);
  const shippingOnly = lines.length > 0 && lines.every(({ kind }) => kind === 'shipping');
  return {
    code: shippingOnly ? 'shipping_refund_not_counted' : 'refund_not_counted',
    values: { ...earned.values, refunded },
    text: `${earned.text}, unchanged by the refund of ${refunded}${shippingOnly ? ' for shipping' : ''}`,
  };
}
