import { __ } from '@wordpress/i18n';
import type { Channel } from '@finders-fee/shared';

/** By which way a sale came to its affiliate. */
export function channelWord(channel: Channel): string {
  const words: Record<Channel, string> = {
    coupon: __('Coupon', 'finders-fee'),
    link: __('Link', 'finders-fee'),
    referral_code: __('Referral code', 'finders-fee'),
    offline: __('Offline sale', 'finders-fee'),
    manual: __('By hand', 'finders-fee'),
  };
  return words[channel];
}
