import { __, sprintf } from '@wordpress/i18n';
import type { View } from '@wordpress/dataviews';
import { Kinds, type Kind } from '../../components/kinds.tsx';
import { useTotal } from '../../list/use-total.ts';
import { chosen } from '../../list/view.ts';

/** The three lists that an owner comes for, each with an address of its own. Another `turn` counts anew what waits. */
export function CommissionKinds({ view, turn }: { view: View; turn: number }) {
  const waiting = useTotal('commissions?status=held', turn);
  const [status, channel] = [chosen(view, 'status'), chosen(view, 'channel')];
  const kinds: Kind[] = [
    {
      name: __('Orders', 'finders-fee'),
      parameters: {},
      isCurrent: status === undefined && channel !== 'offline',
    },
    {
      name: __('Outside the shop', 'finders-fee'),
      parameters: { channel: 'offline' },
      isCurrent: status === undefined && channel === 'offline',
    },
    {
      name: waitingName(waiting),
      parameters: { status: 'held' },
      isCurrent: status === 'held',
    },
  ];
  return <Kinds label={__('Kinds of commissions', 'finders-fee')} tab="commissions" kinds={kinds} />;
}

function waitingName(count: number): string {
  return count === 0
    ? __('Waiting for you', 'finders-fee')
    : /* translators: %d: number of commissions */ sprintf(__('Waiting for you (%d)', 'finders-fee'), count);
}
