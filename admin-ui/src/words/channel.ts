import { __, sprintf } from '@wordpress/i18n';
import type { Channel } from '@finders-fee/shared';

/** Every way by which a sale can come to an affiliate today, as one chooses among them. */
export const channels: Channel[] = ['coupon', 'link', 'referral_code', 'offline'];

/** By which way a sale came to its affiliate. */
export function channelWord(channel: Channel): string {
  const words: Record<Channel, string> = {
    coupon: __('Coupon', 'finders-fee'),
    link: __('Referral link', 'finders-fee'),
    referral_code: __('Referral code', 'finders-fee'),
    offline: __('Offline sale', 'finders-fee'),
    manual: __('By hand', 'finders-fee'),
  };
  return words[channel];
}

/** What exactly brought it: "john10", "Referral link", "Referral code john10". */
export function sayBringer({ channel, coupon_code: code }: Bringer): string {
  if (code === null) return channelWord(channel);
  /* translators: 1: "Referral code", 2: the code */
  return channel === 'referral_code'
    ? sprintf(__('%1$s %2$s', 'finders-fee'), channelWord(channel), code)
    : code;
}

export interface Bringer {
  channel: Channel;
  /** Null for a link. */
  coupon_code: string | null;
}
