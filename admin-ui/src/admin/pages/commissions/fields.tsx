import { Button } from '@wordpress/components';
import type { Field } from '@wordpress/dataviews';
import { __ } from '@wordpress/i18n';
import type { Redemption } from '@finders-fee/shared';
import { channels, channelWord } from '../../../words/channel.ts';
import { commissionStatus } from '../../../words/status.ts';
import { BroughtBy } from '../../components/brought-by.tsx';
import { Money } from '../../components/money.tsx';
import { Status } from '../../components/status.tsx';
import { When } from '../../components/when.tsx';
import { affiliateElements } from '../../list/affiliate-elements.ts';
import { nameOf, reviewWord, sayWhy } from './review-words.ts';
import type { CommissionRow, ReviewAction } from './use-commissions.ts';

const statuses: Redemption['status'][] = [
  'pending',
  'held',
  'approved',
  'paid',
  'reversed',
  'rejected',
  'none',
];

/** The columns; called while rendering, so that their names follow the reader's language. */
export function commissionFields(
  onReview: (action: ReviewAction, rows: CommissionRow[]) => void,
): Field<CommissionRow>[] {
  return [
    {
      id: 'order_id',
      label: __('Order', 'finders-fee'),
      enableHiding: false,
      filterBy: false,
      getValue: ({ item }) => item.order_id ?? 0,
      render: ({ item }) => <>{nameOf(item)}</>,
    },
    {
      id: 'coupon_code',
      /* translators: column: the coupon or link through which somebody earned */
      label: __('Through', 'finders-fee'),
      enableSorting: false,
      filterBy: false,
      render: ({ item }) => <BroughtBy {...item} />,
    },
    {
      id: 'affiliate_name',
      label: __('Affiliate', 'finders-fee'),
      enableSorting: false,
      getValue: ({ item }) => item.affiliate_id ?? '',
      render: ({ item }) => <>{item.affiliate_name ?? '—'}</>,
      getElements: affiliateElements,
      filterBy: { operators: ['is'] },
    },
    {
      id: 'channel',
      label: __('Channel', 'finders-fee'),
      enableSorting: false,
      elements: channels.map((channel) => ({ value: channel, label: channelWord(channel) })),
      filterBy: { operators: ['is'] },
      render: ({ item }) => <>{channelWord(item.channel)}</>,
    },
    {
      id: 'why',
      label: __('Why', 'finders-fee'),
      enableSorting: false,
      filterBy: false,
      getValue: ({ item }) => item.summary.text,
      render: ({ item }) => <span className="finders-fee-why">{sayWhy(item)}</span>,
    },
    {
      id: 'status',
      label: __('Status', 'finders-fee'),
      enableSorting: false,
      elements: statuses.map((status) => ({ value: status, label: commissionStatus(status).label })),
      filterBy: { operators: ['is'], isPrimary: true },
      render: ({ item }) => <Status word={commissionStatus(item.status)} />,
    },
    {
      id: 'amount',
      label: __('Commission', 'finders-fee'),
      filterBy: false,
      render: ({ item }) => <Money amount={item.amount} currency={item.currency} />,
    },
    {
      id: 'placed_at',
      label: __('Placed', 'finders-fee'),
      filterBy: false,
      render: ({ item }) => <When instant={item.placed_at} />,
    },
    {
      id: 'decide',
      label: __('Decide', 'finders-fee'),
      enableSorting: false,
      enableHiding: false,
      filterBy: false,
      render: ({ item }) => <Decide row={item} onReview={onReview} />,
    },
  ];
}

function Decide(props: {
  row: CommissionRow;
  onReview: (action: ReviewAction, rows: CommissionRow[]) => void;
}) {
  const { row, onReview } = props;
  // Rows of the list before stand there until those that wait have come.
  if (row.status !== 'held') return null;
  return (
    <span className="finders-fee-decide">
      {(['approve', 'reject'] as const).map((action) => (
        <Button
          key={action}
          variant="secondary"
          size="small"
          isDestructive={action === 'reject'}
          aria-label={`${reviewWord(action)} ${nameOf(row)}`}
          onClick={() => onReview(action, [row])}
        >
          {reviewWord(action)}
        </Button>
      ))}
    </span>
  );
}
