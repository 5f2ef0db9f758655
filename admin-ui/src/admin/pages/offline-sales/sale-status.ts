import { __ } from '@wordpress/i18n';
import type { OfflineSale } from '@finders-fee/shared';
import type { StatusWord } from '../../../words/status.ts';

/** Whether a sale, or an import, stands in the books. */
export function saleStatus(status: OfflineSale['status']): StatusWord {
  return status === 'recorded'
    ? { label: __('Recorded', 'finders-fee'), tone: 'good' }
    : { label: __('Undone', 'finders-fee'), tone: 'quiet' };
}
