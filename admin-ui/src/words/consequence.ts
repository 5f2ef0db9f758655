import { __, _n, sprintf } from '@wordpress/i18n';

/** How much of an affiliate or a program a change concerns. */
export interface Concerned {
  coupons: number;
  /** Affiliates' referral links. */
  links: number;
}

/** Of coupons and links whose affiliate or program earns no longer. */
export function sayIdle({ coupons, links }: Concerned): string[] {
  const sentences = [
    coupons === 0
      ? __('No coupon is concerned.', 'finders-fee')
      : sprintf(
          /* translators: %d: number of coupons */
          _n(
            '%d coupon keeps working for buyers and earns nothing.',
            '%d coupons keep working for buyers and earn nothing.',
            coupons,
            'finders-fee',
          ),
          coupons,
        ),
  ];
  if (links === 0) return sentences;
  const linksIdle = _n(
    'Whoever follows the referral link still comes to your shop, and it earns nothing.',
    'Whoever follows the referral links still comes to your shop, and they earn nothing.',
    links,
    'finders-fee',
  );
  return [...sentences, linksIdle];
}

/** Of coupons and links whose affiliate or program earns again, and of the time between. */
export function sayEarnAgain({ coupons, links }: Concerned): string[] {
  /* translators: %d: number of coupons */
  const again = _n(
    '%d coupon earns again from now on.',
    '%d coupons earn again from now on.',
    coupons,
    'finders-fee',
  );
  const linksAgain = _n(
    'The referral link earns again from now on.',
    'The referral links earn again from now on.',
    links,
    'finders-fee',
  );
  return [
    sprintf(again, coupons),
    ...(links > 0 ? [linksAgain] : []),
    __('Orders placed in between earn nothing, also later.', 'finders-fee'),
  ];
}
