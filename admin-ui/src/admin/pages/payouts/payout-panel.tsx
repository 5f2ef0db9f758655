import { Button } from '@wordpress/components';
import { useRef } from '@wordpress/element';
import { __ } from '@wordpress/i18n';
import type { Payout } from '@finders-fee/shared';
import { CopyButton } from '../../components/copy-button.tsx';
import { Link } from '../../components/link.tsx';
import { Panel } from '../../components/panel.tsx';
import { Problem } from '../../components/problem.tsx';
import { Shape } from '../../components/shape.tsx';
import { Status } from '../../components/status.tsx';
import { useTurned } from '../../components/use-turned.ts';
import { When } from '../../components/when.tsx';
import { PayoutItems } from '../../payout/payout-items.tsx';
import { sayOutdated } from '../../payout/say-outdated.ts';
import { canBeRecorded, type Acts } from './actions.ts';
import { nameOf, sayAccount, standingOf } from './payout-words.ts';
import { usePayout } from './use-payouts.ts';

/** One payout: how it stands, where to send it, what it is made of, and what can be done. Another `turn` reads it anew. */
export function PayoutPanel(props: { id: string; turn: number; acts: Acts; onClose: () => void }) {
  const { id, turn, acts, onClose } = props;
  const { data, problem, reload } = usePayout(id);
  const standing = useRef<HTMLParagraphElement>(null);
  useTurned(turn, () => {
    // The button that was pressed is not there any more.
    standing.current?.focus();
    reload();
  });
  return (
    <Panel title={data ? nameOf(data) : __('Payout', 'finders-fee')} subject={id} onClose={onClose}>
      {problem && !data && <Problem error={problem} onRetry={reload} />}
      {!data && !problem && <Shape rows={6} />}
      {data && (
        <>
          <p ref={standing} tabIndex={-1} className="finders-fee-standing">
            <Status word={standingOf(data)} />
          </p>
          {data.is_outdated && <p>{sayOutdated()}</p>}
          <Facts payout={data} />
          <PayoutItems payout={data} />
          <Buttons payout={data} acts={acts} />
        </>
      )}
    </Panel>
  );
}

function Facts({ payout }: { payout: Payout }) {
  const account = sayAccount(payout);
  return (
    <dl className="finders-fee-terms-list">
      <div>
        <dt>{__('Affiliate', 'finders-fee')}</dt>
        <dd>
          <Link to={{ tab: 'affiliates', id: payout.affiliate_id }}>{payout.affiliate_name}</Link>
        </dd>
      </div>
      {payout.status === 'proposed' && (
        <div>
          <dt>{__('Send it to', 'finders-fee')}</dt>
          <dd className="finders-fee-link">
            {account && payout.account ? (
              <>
                <span>{account}</span>
                <CopyButton text={payout.account.details} label={__('Copy the account', 'finders-fee')} />
              </>
            ) : (
              __('No account known. You can add one on their page, under Edit.', 'finders-fee')
            )}
          </dd>
        </div>
      )}
      <div>
        <dt>{__('Proposed', 'finders-fee')}</dt>
        <dd>
          <When instant={payout.proposed_at} time />
        </dd>
      </div>
      {payout.paid_at && (
        <div>
          <dt>{__('Recorded as sent', 'finders-fee')}</dt>
          <dd>
            <When instant={payout.paid_at} time />
          </dd>
        </div>
      )}
    </dl>
  );
}

function Buttons({ payout, acts }: { payout: Payout; acts: Acts }) {
  if (payout.status === 'cancelled') return null;
  return (
    <div
      className="finders-fee-actions"
      role="group"
      aria-label={__('Decide about this payout', 'finders-fee')}
    >
      {canBeRecorded(payout) && (
        <Button variant="primary" size="compact" onClick={() => acts.settle('pay', [payout])}>
          {__('I have sent it: record', 'finders-fee')}
        </Button>
      )}
      {payout.is_outdated && (
        <Button variant="primary" size="compact" onClick={() => acts.decide(payout)}>
          {__('Record or cancel it…', 'finders-fee')}
        </Button>
      )}
      {canBeRecorded(payout) && (
        <Button
          variant="secondary"
          size="compact"
          isDestructive
          onClick={() => acts.settle('cancel', [payout])}
        >
          {__('Cancel the proposal', 'finders-fee')}
        </Button>
      )}
      {payout.status === 'paid' && (
        <Button variant="secondary" size="compact" onClick={() => acts.takeBack(payout)}>
          {__('It was not paid…', 'finders-fee')}
        </Button>
      )}
    </div>
  );
}
