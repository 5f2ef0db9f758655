import type { Base, ProductSet, Rate, RateRule, Terms } from '@finders-fee/shared';

interface TermsOptions {
  rate?: string | Rate;
  base?: Partial<Base>;
  /** Rules that go before the program's rate, in order of precedence. */
  rates?: RateRule[];
  excluded?: Partial<ProductSet>;
  minimum?: Terms['minimum'];
}

/** 10 % of what the buyer paid for products, without tax. */
export function someTerms({
  rate = '10',
  base = {},
  rates = [],
  excluded = {},
  minimum = null,
}: TermsOptions = {}): Terms {
  const program: Rate = typeof rate === 'string' ? { type: 'percent', value: rate } : rate;
  return {
    program_id: 'prg_00000000000000000000000000000001',
    program_name: 'Podcast',
    program_version: 1,
    program_version_since: '2026-10-01T00:00:00.000Z',
    rate: program,
    rate_source: 'program',
    rates: [...rates, { source: 'program', rate: program }],
    base: {
      price: 'after_discount',
      include_tax: false,
      include_shipping: false,
      include_fees: false,
      ...base,
    },
    excluded: { product_ids: [], category_ids: [], ...excluded },
    minimum,
  };
}
