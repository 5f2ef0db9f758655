import type { Field } from '@wordpress/dataviews';
import { __, _n, sprintf } from '@wordpress/i18n';
import type { Program } from '@finders-fee/shared';
import { formatRate } from '../../../format/money.ts';
import { sayBase } from '../../../words/base.ts';
import { programStatus } from '../../../words/status.ts';
import { Status } from '../../components/status.tsx';
import { When } from '../../components/when.tsx';

const statuses: Program['status'][] = ['active', 'paused'];

export function programFields(): Field<Program>[] {
  return [
    { id: 'name', label: __('Program', 'finders-fee'), enableHiding: false, filterBy: false },
    {
      id: 'status',
      label: __('Status', 'finders-fee'),
      enableSorting: false,
      elements: statuses.map((status) => ({ value: status, label: programStatus(status).label })),
      filterBy: { operators: ['is'] },
      render: ({ item }) => <Status word={programStatus(item.status)} />,
    },
    {
      id: 'rate',
      label: __('Rate', 'finders-fee'),
      enableSorting: false,
      filterBy: false,
      getValue: ({ item }) => item.rate.value,
      render: ({ item }) => <>{formatRate(item.rate.value)}</>,
    },
    {
      id: 'base',
      label: __('Share of', 'finders-fee'),
      enableSorting: false,
      filterBy: false,
      getValue: ({ item }) => item.base.price,
      render: ({ item }) => <span className="finders-fee-why">{sayBase(item.base)}</span>,
    },
    {
      id: 'hold',
      label: __('Hold', 'finders-fee'),
      enableSorting: false,
      filterBy: false,
      getValue: ({ item }) => item.hold_days,
      render: ({ item }) => <>{sayHold(item.hold_days)}</>,
    },
    {
      id: 'affiliates_count',
      label: __('Affiliates', 'finders-fee'),
      enableSorting: false,
      filterBy: false,
      /* translators: %d: number of affiliates */
      render: ({ item }) => (
        <>
          {sprintf(
            _n('%d affiliate', '%d affiliates', item.affiliates_count, 'finders-fee'),
            item.affiliates_count,
          )}
        </>
      ),
    },
    {
      id: 'version_since',
      label: __('Terms since', 'finders-fee'),
      enableSorting: false,
      filterBy: false,
      render: ({ item }) => <When instant={item.version_since} />,
    },
    {
      id: 'created_at',
      label: __('Created', 'finders-fee'),
      filterBy: false,
      render: ({ item }) => <When instant={item.created_at} />,
    },
  ];
}

/** How long a commission waits before it is payable. */
export function sayHold(days: number | null): string {
  if (days === null) return __('As in the settings', 'finders-fee');
  /* translators: %d: number of days */
  return sprintf(_n('%d day', '%d days', days, 'finders-fee'), days);
}
