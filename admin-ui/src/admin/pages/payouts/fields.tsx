import { Button } from '@wordpress/components';
import type { Field } from '@wordpress/dataviews';
import { __ } from '@wordpress/i18n';
import type { Balance, Payout } from '@finders-fee/shared';
import { readPage } from '../../../api/client.ts';
import { pageConfig } from '../../../config.ts';
import { payoutStatus } from '../../../words/status.ts';
import { Money } from '../../components/money.tsx';
import { Status } from '../../components/status.tsx';
import { When } from '../../components/when.tsx';
import { affiliateElements } from '../../list/affiliate-elements.ts';
import { sayItems } from '../../payout/say-items.ts';
import { canBeRecorded, type Acts } from './actions.ts';
import { nameOf, sayAccount, standingOf } from './payout-words.ts';

const statuses: Payout['status'][] = ['proposed', 'paid', 'cancelled'];

/** The columns; called while rendering, so that their names follow the reader's language. */
export function payoutFields(acts: Acts): Field<Payout>[] {
  return [
    {
      id: 'affiliate_name',
      label: __('Affiliate', 'finders-fee'),
      enableHiding: false,
      enableSorting: false,
      getValue: ({ item }) => item.affiliate_id,
      render: ({ item }) => <>{item.affiliate_name}</>,
      getElements: affiliateElements,
      filterBy: { operators: ['is'] },
    },
    {
      id: 'amount',
      label: __('Amount', 'finders-fee'),
      filterBy: false,
      render: ({ item }) => <Money amount={item.amount} currency={item.currency} />,
    },
    {
      id: 'currency',
      label: __('Currency', 'finders-fee'),
      enableSorting: false,
      getElements: currencyElements,
      filterBy: { operators: ['is'] },
    },
    {
      id: 'status',
      label: __('Status', 'finders-fee'),
      enableSorting: false,
      elements: statuses.map((status) => ({ value: status, label: payoutStatus(status).label })),
      filterBy: { operators: ['is'], isPrimary: true },
      render: ({ item }) => <Status word={standingOf(item)} />,
    },
    {
      id: 'account',
      label: __('Send it to', 'finders-fee'),
      enableSorting: false,
      filterBy: false,
      getValue: ({ item }) => sayAccount(item) ?? '',
      render: ({ item }) => <Account payout={item} />,
    },
    {
      id: 'items',
      label: __('Made of', 'finders-fee'),
      enableSorting: false,
      filterBy: false,
      getValue: ({ item }) => item.items.length,
      render: ({ item }) => <>{sayItems(item)}</>,
    },
    {
      id: 'proposed_at',
      label: __('Proposed', 'finders-fee'),
      filterBy: false,
      render: ({ item }) => <When instant={item.proposed_at} />,
    },
    {
      id: 'paid_at',
      label: __('Recorded as sent', 'finders-fee'),
      enableSorting: false,
      filterBy: false,
      render: ({ item }) => (item.paid_at ? <When instant={item.paid_at} /> : <>—</>),
    },
    {
      id: 'record',
      label: __('Sent?', 'finders-fee'),
      enableSorting: false,
      enableHiding: false,
      filterBy: false,
      render: ({ item }) => <Record payout={item} acts={acts} />,
    },
  ];
}

function Account({ payout }: { payout: Payout }) {
  const account = sayAccount(payout);
  if (account) return <span className="finders-fee-account">{account}</span>;
  return <>{payout.status === 'proposed' ? __('No account known', 'finders-fee') : '—'}</>;
}

function Record({ payout, acts }: { payout: Payout; acts: Acts }) {
  // Rows of the list before stand there until those that are to be sent have come.
  if (payout.status !== 'proposed') return null;
  const isPlain = canBeRecorded(payout);
  const label = isPlain ? __('I have sent it', 'finders-fee') : __('Record or cancel it…', 'finders-fee');
  return (
    <span className={`finders-fee-decide${isPlain ? '' : ' is-stacked'}`}>
      {!isPlain && <Status word={standingOf(payout)} />}
      <Button
        variant="secondary"
        size="small"
        aria-label={`${label} (${nameOf(payout)})`}
        onClick={() => (isPlain ? acts.settle('pay', [payout]) : acts.decide(payout))}
      >
        {label}
      </Button>
    </span>
  );
}

/** The shop's own currency, and those in which somebody has earned. */
async function currencyElements(): Promise<{ value: string; label: string }[]> {
  const { rows } = await readPage<Balance>('balances?per_page=100');
  const codes = new Set([pageConfig().currency, ...rows.map(({ currency }) => currency)]);
  return [...codes].sort().map((code) => ({ value: code, label: code }));
}
