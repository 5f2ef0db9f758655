import type { Action } from '@wordpress/dataviews';
import { __ } from '@wordpress/i18n';
import type { Customer } from '@finders-fee/shared';
import { go } from '../../address.ts';

export function customerActions(): Action<Customer>[] {
  return [
    {
      id: 'code',
      label: __('Show the referral code', 'finders-fee'),
      callback: ([row]) => row && go({ id: row.id }),
    },
  ];
}
