import type { Action } from '@wordpress/dataviews';
import { __ } from '@wordpress/i18n';
import type { Payout } from '@finders-fee/shared';
import { go } from '../../address.ts';
import type { SettleAction } from './settle-many.ts';

/** What the page does when one of its rows is acted on. */
export interface Acts {
  /** Records as sent, or drops what is proposed. */
  settle: (action: SettleAction, payouts: Payout[]) => void;
  /** Shows an outdated proposal with all that can be done about it. */
  decide: (payout: Payout) => void;
  takeBack: (payout: Payout) => void;
}

/** What can be done from a row, and with many rows at once. */
export function payoutActions({ settle, decide, takeBack }: Acts): Action<Payout>[] {
  return [
    {
      id: 'open',
      label: __('Show what it is made of', 'finders-fee'),
      callback: ([row]) => row && go({ id: row.id }),
    },
    {
      id: 'pay',
      label: __('I have sent it: record', 'finders-fee'),
      supportsBulk: true,
      isEligible: canBeRecorded,
      callback: (rows) => settle('pay', rows),
    },
    {
      id: 'decide',
      label: __('Record or cancel it…', 'finders-fee'),
      isEligible: (row) => row.is_outdated,
      callback: ([row]) => row && decide(row),
    },
    {
      id: 'cancel',
      label: __('Cancel the proposal', 'finders-fee'),
      supportsBulk: true,
      isEligible: (row) => row.status === 'proposed',
      callback: (rows) => settle('cancel', rows),
    },
    {
      id: 'take-back',
      label: __('It was not paid…', 'finders-fee'),
      isEligible: (row) => row.status === 'paid',
      callback: ([row]) => row && takeBack(row),
    },
    {
      id: 'affiliate',
      label: __('Open the affiliate’s page', 'finders-fee'),
      callback: ([row]) => row && go({ tab: 'affiliates', id: row.affiliate_id }),
    },
  ];
}

export function canBeRecorded({ status, is_outdated: isOutdated }: Payout): boolean {
  return status === 'proposed' && !isOutdated;
}
