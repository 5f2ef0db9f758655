import type { Base, Terms } from '@finders-fee/shared';

/** 10 % of what the buyer paid for products, without tax. */
export function someTerms({ rate = '10', base = {} }: { rate?: string; base?: Partial<Base> } = {}): Terms {
  return {
    program_id: 'prg_00000000000000000000000000000001',
    program_name: 'Podcast',
    program_version: 1,
    program_version_since: '2026-10-01T00:00:00.000Z',
    rate: { type: 'percent', value: rate },
    rate_source: 'program',
    base: {
      price: 'after_discount',
      include_tax: false,
      include_shipping: false,
      include_fees: false,
      ...base,
    },
  };
}
