import type { Field } from '@wordpress/dataviews';
import { __ } from '@wordpress/i18n';
import type { OfflineSale } from '@finders-fee/shared';
import { formatCalendarDay } from '../../../format/instant.ts';
import { Money } from '../../components/money.tsx';
import { Status } from '../../components/status.tsx';
import { When } from '../../components/when.tsx';
import { affiliateElements } from '../../list/affiliate-elements.ts';
import { saleStatus } from './sale-status.ts';

const statuses: OfflineSale['status'][] = ['recorded', 'undone'];

export function offlineSaleFields(): Field<OfflineSale>[] {
  return [
    {
      id: 'coupon_code',
      label: __('Coupon', 'finders-fee'),
      enableHiding: false,
      enableSorting: false,
      filterBy: false,
      render: ({ item }) => <code>{item.coupon_code}</code>,
    },
    {
      id: 'affiliate_name',
      label: __('Affiliate', 'finders-fee'),
      enableSorting: false,
      getValue: ({ item }) => item.affiliate_id,
      render: ({ item }) => <>{item.affiliate_name}</>,
      getElements: affiliateElements,
      filterBy: { operators: ['is'] },
    },
    {
      id: 'order_reference',
      label: __('Order ID', 'finders-fee'),
      enableSorting: false,
      filterBy: false,
      render: ({ item }) => <>{item.order_reference ?? '—'}</>,
    },
    {
      id: 'sold_on',
      label: __('Sold on', 'finders-fee'),
      filterBy: false,
      render: ({ item }) => <>{formatCalendarDay(item.sold_on)}</>,
    },
    {
      id: 'amount',
      label: __('Sale', 'finders-fee'),
      enableSorting: false,
      filterBy: false,
      render: ({ item }) =>
        item.amount === null ? <>—</> : <Money amount={item.amount} currency={item.currency} />,
    },
    {
      id: 'commission',
      label: __('Commission', 'finders-fee'),
      enableSorting: false,
      filterBy: false,
      render: ({ item }) => <Money amount={item.commission} currency={item.currency} />,
    },
    {
      id: 'status',
      label: __('Status', 'finders-fee'),
      enableSorting: false,
      elements: statuses.map((status) => ({ value: status, label: saleStatus(status).label })),
      filterBy: { operators: ['is'], isPrimary: true },
      render: ({ item }) => <Status word={saleStatus(item.status)} />,
    },
    {
      id: 'recorded_at',
      label: __('Recorded', 'finders-fee'),
      filterBy: false,
      render: ({ item }) => <When instant={item.recorded_at} />,
    },
  ];
}
