import { useState } from '@wordpress/element';
import { Button } from '@wordpress/components';
import { __, sprintf } from '@wordpress/i18n';
import type { Affiliate, Balance } from '@finders-fee/shared';
import { announce } from '../../components/announce.ts';
import { Confirm } from '../../components/confirm.tsx';
import { Link } from '../../components/link.tsx';
import { Money } from '../../components/money.tsx';
import { Panel } from '../../components/panel.tsx';
import { Problem } from '../../components/problem.tsx';
import { Shape } from '../../components/shape.tsx';
import { AffiliateForm } from './affiliate-form.tsx';
import { deleteAffiliate, useAffiliate } from './use-affiliates.ts';

/** One affiliate: what they are owed, their coupons, and what is known of them. */
export function AffiliatePanel({
  id,
  onClose,
  onSaved,
}: {
  id: string;
  onClose: () => void;
  onSaved: () => void;
}) {
  const { affiliate, balances } = useAffiliate(id);
  const [isDeleting, setDeleting] = useState(false);
  const found = id === 'new' ? undefined : affiliate.data?.id === id ? affiliate.data : undefined;
  const saved = (after: Affiliate) => {
    /* translators: %s: affiliate's name */
    announce(sprintf(__('%s is saved.', 'finders-fee'), after.name));
    onSaved();
    onClose();
  };
  return (
    <Panel title={found?.name ?? __('New affiliate', 'finders-fee')} subject={id} onClose={onClose}>
      {affiliate.problem && !found && <Problem error={affiliate.problem} onRetry={affiliate.reload} />}
      {id !== 'new' && !found && !affiliate.problem && <Shape rows={5} />}
      {found && <Balances balances={balances.data?.rows ?? []} />}
      {found && <Coupons affiliate={found} />}
      {(id === 'new' || found) && <AffiliateForm key={id} id={id} affiliate={found} onSaved={saved} />}
      {found && found.coupons.length === 0 && (
        <Button variant="link" isDestructive onClick={() => setDeleting(true)}>
          {__('Delete this affiliate', 'finders-fee')}
        </Button>
      )}
      {found && isDeleting && (
        <Confirm
          /* translators: %s: affiliate's name */
          title={sprintf(__('Delete %s?', 'finders-fee'), found.name)}
          action={__('Delete', 'finders-fee')}
          isDestructive
          onClose={() => setDeleting(false)}
          onConfirm={async () => {
            await deleteAffiliate(found.id);
            announce(__('The affiliate is deleted.', 'finders-fee'));
            onSaved();
            onClose();
          }}
        >
          <p>
            {__(
              'Only an affiliate without anything in the books can be deleted. Suspend one who has earned: the past stays, and nothing new is earned.',
              'finders-fee',
            )}
          </p>
        </Confirm>
      )}
    </Panel>
  );
}

function Balances({ balances }: { balances: Balance[] }) {
  if (balances.length === 0)
    return <p className="finders-fee-facts">{__('Nothing earned so far.', 'finders-fee')}</p>;
  return (
    <ul className="finders-fee-balances">
      {balances.map((balance) => (
        <li key={balance.currency}>
          <strong>
            <Money amount={balance.balance} currency={balance.currency} />
          </strong>{' '}
          {balance.balance.startsWith('-') ? __('they owe you', 'finders-fee') : __('owed', 'finders-fee')}
        </li>
      ))}
    </ul>
  );
}

function Coupons({ affiliate }: { affiliate: Affiliate }) {
  return (
    <p className="finders-fee-facts">
      {affiliate.coupons.length === 0
        ? __('No coupon yet, so nothing is earned.', 'finders-fee')
        : affiliate.coupons.map((coupon) => (
            <Link
              key={coupon.id}
              to={{ tab: 'coupons', id: String(coupon.id) }}
              className="finders-fee-code-link"
            >
              <code>{coupon.code}</code>
            </Link>
          ))}{' '}
      <Link to={{ tab: 'coupons', parameters: { assigned: 'false' } }}>
        {__('Give a coupon', 'finders-fee')}
      </Link>
      {' · '}
      <Link to={{ tab: 'commissions', parameters: { affiliate_name: affiliate.id } }}>
        {__('Their commissions', 'finders-fee')}
      </Link>
    </p>
  );
}
