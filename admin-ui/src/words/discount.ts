import { __, sprintf } from '@wordpress/i18n';
import type { Coupon } from '@finders-fee/shared';
import { pageConfig } from '../config.ts';
import { formatMoney, formatRate } from '../format/money.ts';

/** What the buyer saves: "10% off", "€5.00 off the cart". */
export function discountOf(coupon: Pick<Coupon, 'discount_type' | 'amount'>): string {
  switch (coupon.discount_type) {
    case 'percent':
      /* translators: %s: percentage */
      return sprintf(__('%s off', 'finders-fee'), formatRate(coupon.amount));
    case 'fixed_cart':
      /* translators: %s: amount of money */
      return sprintf(__('%s off the cart', 'finders-fee'), formatMoney(coupon.amount, pageConfig().currency));
    case 'fixed_product':
      /* translators: %s: amount of money */
      return sprintf(
        __('%s off each product', 'finders-fee'),
        formatMoney(coupon.amount, pageConfig().currency),
      );
    default:
      return coupon.discount_type;
  }
}
