import type { Action } from '@wordpress/dataviews';
import { __ } from '@wordpress/i18n';
import type { OfflineSale } from '@finders-fee/shared';
import { go } from '../../address.ts';

export function offlineSaleActions(onUndo: (sale: OfflineSale) => void): Action<OfflineSale>[] {
  return [
    {
      id: 'explain',
      label: __('Show the calculation', 'finders-fee'),
      callback: ([sale]) => sale && showCommission(sale),
    },
    {
      id: 'undo',
      label: __('Undo…', 'finders-fee'),
      isEligible: ({ status }) => status === 'recorded',
      callback: ([sale]) => sale && onUndo(sale),
    },
  ];
}

/** Its commission, among the others of its kind. */
export function showCommission({ commission_id: id }: OfflineSale): void {
  go({ tab: 'commissions', id, parameters: { channel: 'offline' } });
}
