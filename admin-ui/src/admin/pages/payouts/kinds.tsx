import type { View } from '@wordpress/dataviews';
import { __, sprintf } from '@wordpress/i18n';
import { Kinds } from '../../components/kinds.tsx';
import { useTotal } from '../../list/use-total.ts';
import { chosen } from '../../list/view.ts';

/** What is to be sent, with its number, what was, and all. Another `turn` counts anew. */
export function PayoutKinds({ view, turn }: { view: View; turn: number }) {
  const toSend = useTotal('payouts?status=proposed', turn);
  const status = chosen(view, 'status');
  return (
    <Kinds
      label={__('Kinds of payouts', 'finders-fee')}
      tab="payouts"
      kinds={[
        { name: toSendName(toSend), parameters: {}, isCurrent: status === 'proposed' },
        { name: __('Sent', 'finders-fee'), parameters: { status: 'paid' }, isCurrent: status === 'paid' },
        { name: __('All', 'finders-fee'), parameters: { status: '' }, isCurrent: status === undefined },
      ]}
    />
  );
}

function toSendName(count: number): string {
  return count === 0
    ? __('To send', 'finders-fee')
    : /* translators: %d: number of payouts */ sprintf(__('To send (%d)', 'finders-fee'), count);
}
