import {
  formatRatio,
  ratio,
  subtract,
  sum,
  zero,
  type Rate,
  type Ratio,
  type Step,
  type Terms,
} from '@finders-fee/shared';
import type { CategoriesByProduct } from './books.ts';
import type { Claim, RatePart } from './claim-order.ts';
import type { ExactStep } from './explain-line.ts';
import { printPieces, printRate, printRateValue, printShare } from './print-rate.ts';
import { resolveRate, sameRateKey } from './resolve-rate.ts';

interface Printing {
  currency: string;
  exponent: number;
  categories: CategoriesByProduct;
  /** Whether the order counts at all. */
  earns: boolean;
}

/** One step for each rate used, with its part of the commission; rates in another currency with nothing; and what holds the sum to 0. */
export function explainRates(claim: Claim, printing: Printing): ExactStep[] {
  const { terms } = claim.party;
  const unfit = foreignParts(claim, printing.categories);
  const parts = [...claim.now.parts, ...unfit];
  const shown = parts.length > 0 ? parts : [unused(terms.rate_source, terms.rate)];
  const steps = shown.map((part) => explainRate(part, terms, printing));
  const total = sum(steps.map(({ amount }) => amount));
  if (total.numerator >= 0n) return steps;
  const label = 'A commission is never below 0';
  return [...steps, { code: 'amount_floor', label, values: {}, amount: subtract(zero, total) }];
}

/** The rates of lines that have none in the order's currency. */
function foreignParts({ won, party }: Claim, categories: CategoriesByProduct): RatePart[] {
  const found = new Map<string, RatePart>();
  for (const { line, through } of won) {
    if (line.excluded) continue;
    for (const { coupon, rule } of through) {
      const { couponCode } = coupon;
      const wanted =
        rule ??
        resolveRate(party.terms, { couponCode, product: line.product }, { currency: null, categories });
      if (rule !== null || wanted === null) continue;
      found.set(sameRateKey(wanted), {
        ...unused(wanted.source, wanted.rate),
        couponCodes: couponCode === null ? [] : [couponCode],
      });
    }
  }
  return [...found.values()];
}

function unused(source: Terms['rate_source'], rate: Rate): RatePart {
  return {
    rule: { source, rate },
    couponCodes: [],
    base: zero,
    pieces: zero,
    share: ratio(1n),
    amount: zero,
  };
}

function explainRate(
  part: RatePart,
  terms: Terms,
  { currency, exponent, earns }: Printing,
): ExactStep & { amount: Ratio } {
  const { rate, source } = part.rule;
  const isForeign = rate.currency !== undefined && rate.currency !== currency;
  const values: Step['values'] = {
    rate: isForeign ? rate.value : printRateValue(rate, exponent),
    type: rate.type,
    source,
    program: terms.program_name,
    since: terms.program_version_since.slice(0, 10),
    base: formatRatio(earns ? part.base : zero, exponent),
    ...(source === 'coupon' && { codes: part.couponCodes.join(', ') }),
    ...(rate.type === 'fixed_per_item' && { items: printPieces(part.pieces) }),
    ...(part.share.numerator !== part.share.denominator && { share: printShare(part.share) }),
    ...(isForeign && { currency: rate.currency ?? '', order_currency: currency }),
  };
  const label = isForeign
    ? `${printRate({ rate })} (${sayOrigin(values)}): not for orders in ${currency}`
    : `${sayRate(values)} (${sayOrigin(values)})`;
  return { code: 'rate', label, values, amount: earns ? part.amount : zero };
}

function sayRate({ type, rate, base, items, share }: Step['values']): string {
  if (type === 'percent') return `${rate} of ${base}`;
  if (type === 'fixed_per_item') return `${rate} per item, ${items} ${items === '1' ? 'item' : 'items'}`;
  return `${rate} per order${share === undefined ? '' : `, ${share} of it`}`;
}

function sayOrigin({ source, codes, program, since }: Step['values']): string {
  if (source === 'coupon') return codes ? `coupon ${codes}` : "coupon's own rate";
  if (source === 'affiliate') return "affiliate's own rate";
  return source === 'program' ? `program ${program}, since ${since}` : `${source} rate`;
}
