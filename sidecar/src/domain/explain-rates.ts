import {
  formatRatio,
  isZero,
  subtract,
  sum,
  zero,
  type RateRule,
  type Step,
  type Terms,
} from '@finders-fee/shared';
import type { Claim, RatePart } from './claim-order.ts';
import type { ExactStep } from './explain-line.ts';
import { printPieces, printRateValue, printShare } from './print-rate.ts';

interface Printing {
  currency: string;
  exponent: number;
  /** Whether the order counts at all. */
  earns: boolean;
}

/** One step for each rate used, with its part of the commission; where no rate fits a line, the one promised, with nothing. */
export function explainRates({ party, now }: Claim, printing: Printing): ExactStep[] {
  const { terms } = party;
  const parts = now.parts.length > 0 ? now.parts : [unused(terms)];
  const steps = parts.map((part) => explainRate(part, terms, printing));
  const total = sum(steps.map(({ amount }) => amount));
  if (total.numerator >= 0n) return steps;
  const label = 'A commission is never below 0';
  return [...steps, { code: 'amount_floor', label, values: {}, amount: subtract(zero, total) }];
}

function unused({ rate, rate_source: source }: Terms): RatePart {
  return {
    rule: { source, rate },
    couponCodes: [],
    base: zero,
    pieces: zero,
    share: { numerator: 1n, denominator: 1n },
    amount: zero,
  };
}

function explainRate(part: RatePart, terms: Terms, { currency, exponent, earns }: Printing) {
  const { rule, couponCodes, share } = part;
  const { rate, source } = rule;
  const printed = printRateValue(rate, exponent);
  const base = formatRatio(earns ? part.base : zero, exponent);
  const origin: Step['values'] = {
    rate: printed,
    type: rate.type,
    source,
    program: terms.program_name,
    since: terms.program_version_since.slice(0, 10),
    base,
    ...(source === 'coupon' && { codes: couponCodes.join(', ') }),
  };
  const amount = earns ? part.amount : zero;
  const from = sayOrigin(rule, origin);
  if (rate.currency !== undefined && rate.currency !== currency) {
    const label = `${printed} ${rate.currency} (${from}): not for orders in ${currency}`;
    return {
      code: 'rate' as const,
      label,
      values: { ...origin, currency: rate.currency, order_currency: currency },
      amount,
    };
  }
  switch (rate.type) {
    case 'percent':
      return { code: 'rate' as const, label: `${printed} of ${base} (${from})`, values: origin, amount };
    case 'fixed_per_item': {
      const items = printPieces(part.pieces);
      const label = `${printed} per item, ${items} ${items === '1' ? 'item' : 'items'} (${from})`;
      return { code: 'rate' as const, label, values: { ...origin, items }, amount };
    }
    case 'fixed_per_order': {
      const isShared = !isZero(subtract(share, { numerator: 1n, denominator: 1n }));
      const values = isShared ? { ...origin, share: printShare(share) } : origin;
      const label = `${printed} per order${isShared ? `, ${printShare(share)} of it` : ''} (${from})`;
      return { code: 'rate' as const, label, values, amount };
    }
  }
}

function sayOrigin({ source }: RateRule, values: Step['values']): string {
  switch (source) {
    case 'coupon':
      return `coupon ${values['codes']}`;
    case 'affiliate':
      return "affiliate's own rate";
    case 'product':
      return 'product rate';
    case 'category':
      return 'category rate';
    case 'program':
      return `program ${values['program']}, since ${values['since']}`;
  }
}
