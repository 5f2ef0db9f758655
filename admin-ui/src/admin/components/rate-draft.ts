import { __ } from '@wordpress/i18n';
import type { Rate, RateType } from '@finders-fee/shared';
import { pageConfig } from '../../config.ts';
import { parseAmount } from '../../format/amount.ts';
import { parseRate } from '../../format/money.ts';

/** A rate while it is typed; `none` where somebody need not have a rate of their own. */
export interface RateDraft {
  type: RateType | 'none';
  value: string;
  currency: string;
}

export function draftOf(rate: Rate | null | undefined, otherwise: RateDraft['type'] = 'percent'): RateDraft {
  return {
    type: rate?.type ?? otherwise,
    value: rate?.value ?? '',
    currency: rate?.currency ?? pageConfig().currency,
  };
}

/** The rate that was typed, null for none, undefined while it is none that counts. */
export function rateOf({ type, value, currency }: RateDraft): Rate | null | undefined {
  if (type === 'none') return null;
  if (type === 'percent') {
    const percentage = parseRate(value);
    return percentage === undefined ? undefined : { type, value: percentage };
  }
  const amount = parseAmount(value);
  const code = currency.trim().toUpperCase();
  return amount === undefined || !/^[A-Z]{3}$/.test(code)
    ? undefined
    : { type, value: amount, currency: code };
}

/** What is wrong with what was typed, in words; undefined when nothing is. */
export function rateFault(draft: RateDraft): string | undefined {
  if (rateOf(draft) !== undefined) return undefined;
  if (draft.type === 'percent')
    return __('Type a percentage above 0 and at most 100, such as 10 or 12.5.', 'finders-fee');
  return parseAmount(draft.value) === undefined
    ? __('Type a sum above 0, such as 5 or 2.50.', 'finders-fee')
    : __('Type the currency’s three letters, such as EUR.', 'finders-fee');
}
