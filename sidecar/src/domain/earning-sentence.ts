import { formatMinor, formatRatio, parseDecimal, sum, type Sentence } from '@finders-fee/shared';
import type { CategoriesByProduct } from './books.ts';
import type { Claim, RatePart } from './claim-order.ts';
import type { OrderSnapshot } from './order-snapshot.ts';
import { printPieces, printRateValue, printShare } from './print-rate.ts';
import { refundCauses } from './refund-causes.ts';
import { refusalSentence } from './refusal-sentence.ts';

export interface EarningFigures {
  snapshot: OrderSnapshot;
  claim: Claim;
  categories: CategoriesByProduct;
  exponent: number;
  baseMinor: bigint;
  /** What the order is worth, also to a commission that was rejected. */
  amountMinor: bigint;
  beforeRefundsMinor: bigint;
  /** Why the arithmetic leads to nothing; null where it leads to something. */
  zeroReason: 'order_refunded' | 'excluded_product' | 'other_currency' | 'zero_base' | null;
}

/**
 * One sentence that says why an order earned what it earned:
 * `earned` "13.50: 10 % of 135.00" · `refund_not_counted`, `shipping_refund_not_counted` "13.50: 10 % of 135.00, unchanged by the refund of 12.00 for shipping" ·
 * `pieces_refunded` "9.00 less 4.50: 1 of 2 pieces refunded" · `amount_refunded` "13.50 less 4.19: 54.00 refunded without naming items" ·
 * `line_amount_refunded` "9.00 less 1.00: 10.00 refunded on Hoodie" · `refunded` several of these joined by "and" · `fully_refunded`.
 * What was earned is said by `sayEarned`.
 */
export function earningSentence(figures: EarningFigures): Sentence {
  const { snapshot, claim, exponent, amountMinor, beforeRefundsMinor, zeroReason } = figures;
  const earned = earnedSentence(figures);
  if (zeroReason !== null && zeroReason !== 'order_refunded')
    return refusalSentence([zeroReason], snapshot.status);
  if (snapshot.refunds.length === 0 || amountMinor > beforeRefundsMinor) return earned;
  if (amountMinor === beforeRefundsMinor) return unchangedSentence(earned, figures);
  const before = formatMinor(beforeRefundsMinor, exponent);
  const less = formatMinor(beforeRefundsMinor - amountMinor, exponent);
  const say = (code: string, what: string, values: Sentence['values']): Sentence => ({
    code,
    values: { before, less, ...values },
    text: `${before} less ${less}: ${what}`,
  });
  if (amountMinor === 0n) return say('fully_refunded', 'fully refunded', {});
  const causes = refundCauses(snapshot, claim, exponent);
  const [only] = causes;
  if (!only) return earned;
  if (causes.length === 1) return say(only.code, only.text, only.values);
  return say(
    'refunded',
    causes.map(({ text }) => text).join(' and '),
    Object.assign({}, ...causes.map(({ values }) => values)) as Sentence['values'],
  );
}

/**
 * What was earned, from its values. `type` is absent for one percentage: "13.50: 10 % of 135.00" · `fixed_per_item` "7.50: 2.50 per item, 3 items" ·
 * `fixed_per_order` "5.00: 5.00 per order" · `mixed` "12.70: 3 rates on 135.00". `share` adds ", 60 % of a shared order" (`shared`, for the affiliate:
 * ", part of a shared order"), `excluded` ", without 1 excluded line".
 */
export function sayEarned(values: Sentence['values']): string {
  const { amount, share, shared, excluded } = values;
  return [
    `${amount}: ${sayRate(values)}`,
    share === undefined ? '' : `, ${share} of a shared order`,
    shared === undefined ? '' : ', part of a shared order',
    excluded === undefined ? '' : `, without ${excluded} excluded ${excluded === 1 ? 'line' : 'lines'}`,
  ].join('');
}

function sayRate({ type, rate, base, items, rates }: Sentence['values']): string {
  if (type === 'fixed_per_item') return `${rate} per item, ${items} ${items === '1' ? 'item' : 'items'}`;
  if (type === 'fixed_per_order') return `${rate} per order`;
  return type === 'mixed' ? `${rates} rates on ${base}` : `${rate} of ${base}`;
}

function earnedSentence({ claim, exponent, baseMinor, amountMinor }: EarningFigures): Sentence {
  const { won, share, now } = claim;
  const isShared = won.some(({ otherCodes }) => otherCodes.length > 0);
  const excluded = won.filter(({ line }) => line.excluded).length;
  const values = {
    amount: formatMinor(amountMinor, exponent),
    ...rateValues(now.parts, exponent),
    base: formatMinor(baseMinor, exponent),
    ...(isShared && { share: printShare(share) }),
    ...(excluded > 0 && { excluded }),
  };
  return { code: 'earned', values, text: sayEarned(values) };
}

function rateValues(parts: readonly RatePart[], exponent: number): Sentence['values'] {
  const [part] = parts;
  if (!part || parts.length > 1) return { type: 'mixed', rates: parts.length };
  const { type } = part.rule.rate;
  const rate = printRateValue(part.rule.rate, exponent);
  if (type === 'percent') return { rate };
  return type === 'fixed_per_order' ? { type, rate } : { type, rate, items: printPieces(part.pieces) };
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
