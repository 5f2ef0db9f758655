import type { Field } from '@wordpress/dataviews';
import { __, _n, sprintf } from '@wordpress/i18n';
import type { Coupon } from '@finders-fee/shared';
import { formatCalendarDay } from '../../../format/instant.ts';
import { discountOf } from '../../../words/discount.ts';
import { sayRate } from '../../../words/rate.ts';
import { couponStatus } from '../../../words/status.ts';
import { Status } from '../../components/status.tsx';
import { affiliateElements } from '../../list/affiliate-elements.ts';

export function couponFields(): Field<Coupon>[] {
  return [
    {
      id: 'code',
      label: __('Coupon', 'finders-fee'),
      enableHiding: false,
      filterBy: false,
      render: ({ item }) => <code>{item.code}</code>,
    },
    {
      id: 'affiliate_name',
      label: __('Belongs to', 'finders-fee'),
      enableSorting: false,
      getValue: ({ item }) => item.affiliate_id ?? '',
      render: ({ item }) => <>{item.affiliate_name ?? __('Nobody', 'finders-fee')}</>,
      getElements: affiliateElements,
      filterBy: { operators: ['is'] },
    },
    {
      id: 'assigned',
      label: __('Owner', 'finders-fee'),
      enableSorting: false,
      getValue: ({ item }) => String(item.affiliate_id !== null),
      elements: [
        { value: 'true', label: __('Belongs to an affiliate', 'finders-fee') },
        { value: 'false', label: __('Belongs to nobody', 'finders-fee') },
      ],
      filterBy: { operators: ['is'], isPrimary: true },
    },
    {
      id: 'discount',
      label: __('Buyer saves', 'finders-fee'),
      enableSorting: false,
      filterBy: false,
      getValue: ({ item }) => item.amount,
      render: ({ item }) => <>{discountOf(item)}</>,
    },
    {
      id: 'rate',
      label: __('Own rate', 'finders-fee'),
      enableSorting: false,
      filterBy: false,
      getValue: ({ item }) => item.rate?.value ?? '',
      render: ({ item }) => <>{item.rate ? sayRate(item.rate) : '—'}</>,
    },
    {
      id: 'usage_count',
      label: __('Used', 'finders-fee'),
      filterBy: false,
      render: ({ item }) => <>{sayTimes(item.usage_count)}</>,
    },
    {
      id: 'status',
      label: __('Status', 'finders-fee'),
      enableSorting: false,
      filterBy: false,
      render: ({ item }) => <Status word={couponStatus(item)} />,
    },
    {
      id: 'expires_on',
      label: __('Expires', 'finders-fee'),
      enableSorting: false,
      filterBy: false,
      render: ({ item }) => (
        <>{item.expires_on ? formatCalendarDay(item.expires_on) : __('Never', 'finders-fee')}</>
      ),
    },
  ];
}

function sayTimes(count: number): string {
  /* translators: %d: how often a coupon was used */
  return sprintf(_n('%d time', '%d times', count, 'finders-fee'), count);
}
