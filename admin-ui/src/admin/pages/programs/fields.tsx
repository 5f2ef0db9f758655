import type { Field } from '@wordpress/dataviews';
import { __, _n, sprintf } from '@wordpress/i18n';
import type { Program } from '@finders-fee/shared';
import { sayBase } from '../../../words/base.ts';
import { sayRate } from '../../../words/rate.ts';
import { programState, programStatus } from '../../../words/status.ts';
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
      render: ({ item }) => <Status word={programState(item)} />,
    },
    {
      id: 'rate',
      label: __('Rate', 'finders-fee'),
      enableSorting: false,
      filterBy: false,
      getValue: ({ item }) => item.rate.value,
      render: ({ item }) => <>{sayRates(item)}</>,
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

/** The program's rate, and that there are others beside it. */
function sayRates({ rate, product_rates: others }: Program): string {
  if (others.length === 0) return sayRate(rate);
  return sprintf(
    /* translators: 1: rate such as "10%", 2: number of further rates */
    _n('%1$s and %2$d more', '%1$s and %2$d more', others.length, 'finders-fee'),
    sayRate(rate),
    others.length,
  );
}

/** How long a commission waits before it is payable. */
export function sayHold(days: number | null): string {
  if (days === null) return __('As in the settings', 'finders-fee');
  /* translators: %d: number of days */
  return sprintf(_n('%d day', '%d days', days, 'finders-fee'), days);
}
