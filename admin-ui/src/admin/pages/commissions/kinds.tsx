import { useEffect } from '@wordpress/element';
import { __, sprintf } from '@wordpress/i18n';
import type { View } from '@wordpress/dataviews';
import type { Commission } from '@finders-fee/shared';
import { useResourcePage } from '../../../api/use-resource.ts';
import { Kinds, type Kind } from '../../components/kinds.tsx';

const heldPath = 'commissions?status=held&per_page=1';

/** The three lists that an owner comes for, each with an address of its own. Another `turn` counts anew what waits. */
export function CommissionKinds({ view, turn }: { view: View; turn: number }) {
  const waiting = useResourcePage<Commission>(heldPath);
  const { reload } = waiting;
  useEffect(() => {
    if (turn > 0) reload();
  }, [turn, reload]);
  const value = (field: string) => view.filters?.find((filter) => filter.field === field)?.value as unknown;
  const [status, channel] = [value('status'), value('channel')];
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
      name: waitingName(waiting.data?.total ?? 0),
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
