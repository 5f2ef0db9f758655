import { Button } from '@wordpress/components';
import { useState } from '@wordpress/element';
import { __, sprintf } from '@wordpress/i18n';
import type { Affiliate, Balance } from '@finders-fee/shared';
import type { Page } from '../../../api/client.ts';
import type { Resource } from '../../../api/use-resource.ts';
import { formatMoney, isZeroAmount } from '../../../format/money.ts';
import { Money } from '../../components/money.tsx';
import { Problem } from '../../components/problem.tsx';
import { Shape } from '../../components/shape.tsx';
import { PayDialog } from '../../payout/pay-dialog.tsx';
import { WriteOffDialog } from './write-off-dialog.tsx';

/** What an affiliate is owed, one row for each currency: they are never added up. */
export function Balances(props: {
  affiliate: Affiliate;
  balances: Resource<Page<Balance>>;
  onMoved: () => void;
}) {
  const { data, problem, reload } = props.balances;
  if (!data) return problem ? <Problem error={problem} onRetry={reload} /> : <Shape rows={2} />;
  if (data.total === 0)
    return (
      <p className="finders-fee-facts">
        {__('Nothing earned so far. The first order that they bring appears here.', 'finders-fee')}
      </p>
    );
  return (
    <>
      {data.rows.map((balance) => (
        <BalanceRow
          key={balance.currency}
          affiliate={props.affiliate}
          balance={balance}
          onMoved={props.onMoved}
        />
      ))}
    </>
  );
}

function BalanceRow(props: { affiliate: Affiliate; balance: Balance; onMoved: () => void }) {
  const { affiliate, balance, onMoved } = props;
  const [asking, setAsking] = useState<'pay' | 'write-off'>();
  const { currency, approved } = balance;
  const owes = approved.startsWith('-');
  const figures: [string, string][] = [
    [__('On hold', 'finders-fee'), balance.pending],
    [__('Held for review', 'finders-fee'), balance.held],
    [__('Payable now', 'finders-fee'), approved],
    [__('Paid so far', 'finders-fee'), balance.paid],
  ];
  const done = () => {
    setAsking(undefined);
    onMoved();
  };
  return (
    /* translators: %s: currency code */
    <section
      className="finders-fee-balance"
      aria-label={sprintf(__('Balance in %s', 'finders-fee'), currency)}
    >
      <dl>
        <div>
          <dt>{balanceWord(balance.balance, affiliate.name)}</dt>
          <dd>
            <strong>
              <Money amount={balance.balance} currency={currency} />
            </strong>
          </dd>
        </div>
        {figures.map(([name, amount]) => (
          <div key={name}>
            <dt>{name}</dt>
            <dd>
              <Money amount={amount} currency={currency} />
            </dd>
          </div>
        ))}
      </dl>
      {!owes && !isZeroAmount(approved) && (
        <Button variant="primary" onClick={() => setAsking('pay')}>
          {/* translators: %s: amount of money */}
          {sprintf(__('Pay %s now', 'finders-fee'), formatMoney(approved, currency))}
        </Button>
      )}
      {owes && (
        <p>
          {sprintf(
            /* translators: 1: affiliate's name, 2: amount of money */
            __(
              '%1$s owes you %2$s: a refund came after the payout. What they earn next is set against it.',
              'finders-fee',
            ),
            affiliate.name,
            formatMoney(approved.slice(1), currency),
          )}{' '}
          <Button variant="secondary" size="compact" onClick={() => setAsking('write-off')}>
            {__('Write it off…', 'finders-fee')}
          </Button>
        </p>
      )}
      {asking === 'pay' && (
        <PayDialog
          affiliate={affiliate}
          currency={currency}
          onClose={() => setAsking(undefined)}
          onDone={done}
        />
      )}
      {asking === 'write-off' && (
        <WriteOffDialog
          affiliate={affiliate}
          currency={currency}
          owed={approved.slice(1)}
          onClose={() => setAsking(undefined)}
          onDone={done}
        />
      )}
    </section>
  );
}

function balanceWord(balance: string, name: string): string {
  if (balance.startsWith('-'))
    /* translators: %s: affiliate's name */
    return sprintf(__('%s owes you', 'finders-fee'), name);
  return __('You owe in all', 'finders-fee');
}
