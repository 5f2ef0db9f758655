import { __ } from '@wordpress/i18n';
import type { PayoutAccount } from '@finders-fee/shared';

/** How an affiliate is paid. */
export function payoutMethod(method: PayoutAccount['method']): string {
  const words: Record<PayoutAccount['method'], string> = {
    bank: __('Bank transfer', 'finders-fee'),
    paypal: __('PayPal', 'finders-fee'),
    other: __('Another way', 'finders-fee'),
  };
  return words[method];
}
