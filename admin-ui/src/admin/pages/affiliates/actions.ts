import type { Action } from '@wordpress/dataviews';
import { __ } from '@wordpress/i18n';
import type { Affiliate } from '@finders-fee/shared';
import { go } from '../../address.ts';

export function affiliateActions(): Action<Affiliate>[] {
  return [
    { id: 'edit', label: __('Open', 'finders-fee'), callback: ([row]) => row && go({ id: row.id }) },
    {
      id: 'commissions',
      label: __('Show their commissions', 'finders-fee'),
      callback: ([row]) => row && go({ tab: 'commissions', parameters: { affiliate_name: row.id } }),
    },
  ];
}
