import { Button } from '@wordpress/components';
import { useState } from '@wordpress/element';
import { __ } from '@wordpress/i18n';
import type { Affiliate, Payout } from '@finders-fee/shared';
import type { Page } from '../../../api/client.ts';
import type { Resource } from '../../../api/use-resource.ts';
import { payoutStatus } from '../../../words/status.ts';
import { Money } from '../../components/money.tsx';
import { Problem } from '../../components/problem.tsx';
import { Status } from '../../components/status.tsx';
import { When } from '../../components/when.tsx';
import { PayDialog } from '../../payout/pay-dialog.tsx';
import { PayoutItems } from '../../payout/payout-items.tsx';
import { sayItems } from '../../payout/say-items.ts';
import { sayOutdated } from '../../payout/say-outdated.ts';
import { TakeBack } from '../../payout/take-back.tsx';

/** What was paid, and what is proposed and waits to be recorded. */
export function Payouts(props: {
  affiliate: Affiliate;
  payouts: Resource<Page<Payout>>;
  onMoved: () => void;
}) {
  const { affiliate, payouts, onMoved } = props;
  const [paying, setPaying] = useState<string>();
  const [takingBack, setTakingBack] = useState<Payout>();
  const { data, problem, reload } = payouts;
  if (problem) return <Problem error={problem} onRetry={reload} />;
  if (!data || data.total === 0) return null;
  const done = () => {
    setPaying(undefined);
    setTakingBack(undefined);
    onMoved();
  };
  return (
    <section>
      <h3>{__('Payouts', 'finders-fee')}</h3>
      <ul className="finders-fee-payouts">
        {data.rows.map((payout) => (
          <li key={payout.id}>
            <details>
              <summary>
                <When instant={payout.paid_at ?? payout.proposed_at} />{' '}
                <Money amount={payout.amount} currency={payout.currency} />{' '}
                <Status word={payoutStatus(payout.status)} />{' '}
                <span className="finders-fee-facts">{sayItems(payout)}</span>
              </summary>
              <PayoutItems payout={payout} />
            </details>
            {payout.is_outdated && <p className="finders-fee-note">{sayOutdated()}</p>}
            {payout.status === 'proposed' && (
              <Button variant="secondary" size="compact" onClick={() => setPaying(payout.currency)}>
                {__('Record or cancel it…', 'finders-fee')}
              </Button>
            )}
            {payout.status === 'paid' && (
              <Button variant="tertiary" size="compact" onClick={() => setTakingBack(payout)}>
                {__('It was not paid…', 'finders-fee')}
              </Button>
            )}
          </li>
        ))}
      </ul>
      {paying && <PayDialog affiliate={affiliate} currency={paying} onClose={done} onDone={done} />}
      {takingBack && <TakeBack payout={takingBack} onClose={() => setTakingBack(undefined)} onDone={done} />}
    </section>
  );
}
