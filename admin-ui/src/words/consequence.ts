import { __, _n, sprintf } from '@wordpress/i18n';

/** Of coupons whose affiliate or program earns no longer. */
export function sayCouponsIdle(coupons: number): string {
  return sprintf(
    /* translators: %d: number of coupons */
    _n(
      '%d coupon keeps working for buyers and earns nothing.',
      '%d coupons keep working for buyers and earn nothing.',
      coupons,
      'finders-fee',
    ),
    coupons,
  );
}

/** Of coupons whose affiliate or program earns again, and of the time between. */
export function sayCouponsEarnAgain(coupons: number): string[] {
  return [
    sprintf(
      /* translators: %d: number of coupons */
      _n('%d coupon earns again from now on.', '%d coupons earn again from now on.', coupons, 'finders-fee'),
      coupons,
    ),
    __('Orders placed in between earn nothing, also later.', 'finders-fee'),
  ];
}
