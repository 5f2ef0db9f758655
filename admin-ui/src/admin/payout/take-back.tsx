import { __, sprintf } from '@wordpress/i18n';
import type { Payout } from '@finders-fee/shared';
import { formatMoney } from '../../format/money.ts';
import { announce } from '../components/announce.ts';
import { Confirm } from '../components/confirm.tsx';
import { cancelPayout } from './settle-payout.ts';

/** Asks before a payout that was recorded as paid is said not to have been. */
export function TakeBack(props: { payout: Payout; onClose: () => void; onDone: () => void }) {
  const { payout, onClose, onDone } = props;
  return (
    <Confirm
      title={__('Take back that this was paid?', 'finders-fee')}
      action={__('Take it back', 'finders-fee')}
      isDestructive
      onClose={onClose}
      onConfirm={async () => {
        await cancelPayout(payout);
        announce(__('The payout is taken back; what it paid is payable again.', 'finders-fee'));
        onDone();
      }}
    >
      <p>
        {sprintf(
          /* translators: %s: amount of money */
          __(
            '%s becomes payable again, and the books keep both: that it was recorded, and that it was taken back. Money that you did send is not touched.',
            'finders-fee',
          ),
          formatMoney(payout.amount, payout.currency),
        )}
      </p>
    </Confirm>
  );
}
