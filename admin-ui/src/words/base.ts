import { __ } from '@wordpress/i18n';
import type { Base } from '@finders-fee/shared';
import { pageConfig } from '../config.ts';

/** What of an order counts, in a phrase: "prices after discounts, without tax, shipping and fees". */
export function sayBase(base: Base): string {
  const price =
    base.price === 'after_discount'
      ? __('prices after discounts', 'finders-fee')
      : __('prices before discounts', 'finders-fee');
  const extras: [boolean, string][] = [
    [base.include_tax, __('tax', 'finders-fee')],
    [base.include_shipping, __('shipping', 'finders-fee')],
    [base.include_fees, __('fees', 'finders-fee')],
  ];
  const list = (included: boolean) =>
    new Intl.ListFormat(pageConfig().locale).format(
      extras.filter(([is]) => is === included).map(([, word]) => word),
    );
  const withWords = list(true) && `${__('with', 'finders-fee')} ${list(true)}`;
  const withoutWords = list(false) && `${__('without', 'finders-fee')} ${list(false)}`;
  return [price, withWords, withoutWords].filter(Boolean).join(', ');
}
