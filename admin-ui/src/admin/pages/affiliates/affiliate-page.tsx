import { Button } from '@wordpress/components';
import { useEffect, useRef, useState } from '@wordpress/element';
import { __ } from '@wordpress/i18n';
import type { Affiliate } from '@finders-fee/shared';
import type { Place } from '../../address.ts';
import { affiliateStatus } from '../../../words/status.ts';
import { Link } from '../../components/link.tsx';
import { Problem } from '../../components/problem.tsx';
import { Shape } from '../../components/shape.tsx';
import { Status } from '../../components/status.tsx';
import { AffiliateChange, type AffiliateChangeName } from './affiliate-change.tsx';
import { AffiliateFormPanel } from './affiliate-form-panel.tsx';
import { Balances } from './balances.tsx';
import { LedgerTable } from './ledger-table.tsx';
import { Notes } from './notes.tsx';
import { OwnCoupons } from './own-coupons.tsx';
import { OwnLink } from './own-link.tsx';
import { Payouts } from './payouts.tsx';
import { Profile } from './profile.tsx';
import { useAffiliate, useBalances, usePayouts } from './use-affiliates.ts';

/** One affiliate: what they are owed, every entry of their books, and what is known of them. */
export function AffiliatePage({ id, place }: { id: string; place: Place }) {
  const affiliate = useAffiliate(id);
  const balances = useBalances(id);
  const payouts = usePayouts(id);
  const [turn, setTurn] = useState(0);
  const { data, problem, reload } = affiliate;
  const moneyMoved = () => {
    balances.reload();
    payouts.reload();
    setTurn(turn + 1);
  };
  return (
    <article className="finders-fee-person">
      <p>
        <Link to={{ tab: 'affiliates' }}>{__('‹ All affiliates', 'finders-fee')}</Link>
      </p>
      {problem && !data && <Problem error={problem} onRetry={reload} />}
      {!data && !problem && <Shape rows={8} />}
      {data && (
        <>
          <Heading affiliate={data} onChanged={reload} onDeleted={() => place.go({ id: undefined })} />
          <Balances affiliate={data} balances={balances} onMoved={moneyMoved} />
          <div className="finders-fee-columns">
            <div>
              <LedgerTable key={turn} affiliateId={id} />
              <Payouts affiliate={data} payouts={payouts} onMoved={moneyMoved} />
            </div>
            <div>
              <Profile affiliate={data} />
              <OwnLink affiliate={data} />
              <OwnCoupons affiliate={data} />
              <Notes affiliateId={id} />
            </div>
          </div>
        </>
      )}
    </article>
  );
}

/** The name, which takes the focus, so that a screen reader says whose page has opened; and what can be done. */
function Heading(props: { affiliate: Affiliate; onChanged: () => void; onDeleted: () => void }) {
  const { affiliate, onChanged, onDeleted } = props;
  const [isEditing, setEditing] = useState(false);
  const [change, setChange] = useState<AffiliateChangeName>();
  const name = useRef<HTMLHeadingElement>(null);
  useEffect(() => name.current?.focus({ preventScroll: true }), []);
  const isActive = affiliate.status === 'active';
  return (
    <header className="finders-fee-person-head">
      <h2 ref={name} tabIndex={-1}>
        {affiliate.name}
      </h2>
      <Status word={affiliateStatus(affiliate.status)} />
      <div className="finders-fee-actions">
        <Button variant="secondary" size="compact" onClick={() => setEditing(true)}>
          {__('Edit', 'finders-fee')}
        </Button>
        <Button
          variant="secondary"
          size="compact"
          onClick={() => setChange(isActive ? 'suspend' : 'activate')}
        >
          {isActive ? __('Suspend', 'finders-fee') : __('Activate', 'finders-fee')}
        </Button>
        <Button variant="tertiary" size="compact" isDestructive onClick={() => setChange('delete')}>
          {__('Delete', 'finders-fee')}
        </Button>
      </div>
      {isEditing && (
        <AffiliateFormPanel
          affiliate={affiliate}
          onClose={() => setEditing(false)}
          onSaved={() => {
            setEditing(false);
            onChanged();
          }}
        />
      )}
      {change && (
        <AffiliateChange
          change={change}
          affiliate={affiliate}
          onClose={() => setChange(undefined)}
          onDone={() => {
            setChange(undefined);
            if (change === 'delete') onDeleted();
            else onChanged();
          }}
        />
      )}
    </header>
  );
}
