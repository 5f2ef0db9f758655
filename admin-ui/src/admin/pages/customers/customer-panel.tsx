import { __, sprintf } from '@wordpress/i18n';
import type { Customer, ReferralCodeChange } from '@finders-fee/shared';
import { formatDay } from '../../../format/instant.ts';
import { announce } from '../../components/announce.ts';
import { Link } from '../../components/link.tsx';
import { Panel } from '../../components/panel.tsx';
import { Problem } from '../../components/problem.tsx';
import { Shape } from '../../components/shape.tsx';
import { When } from '../../components/when.tsx';
import { CodeForm } from './code-form.tsx';
import { nameOf, sayOrders } from './fields.tsx';
import { useCustomer } from './use-customers.ts';

/** One customer's referral code: where it came from, what it was before, and the way to change it. */
export function CustomerPanel({
  id,
  onClose,
  onSaved,
}: {
  id: string;
  onClose: () => void;
  onSaved: () => void;
}) {
  const { customer, changes } = useCustomer(id);
  const found = customer.data;
  const saved = () => {
    announce(__('The referral code is saved.', 'finders-fee'));
    onSaved();
    customer.reload();
    changes.reload();
  };
  return (
    <Panel title={found ? nameOf(found) : __('Customer', 'finders-fee')} subject={id} onClose={onClose}>
      {customer.problem && !found && <Problem error={customer.problem} onRetry={customer.reload} />}
      {!found && !customer.problem && <Shape rows={4} />}
      {found && (
        <>
          <p className="finders-fee-facts">
            {[
              found.email,
              found.store_status === 'member'
                ? __('Has an account', 'finders-fee')
                : __('Guest', 'finders-fee'),
            ]
              .filter(Boolean)
              .join(' · ')}
            {' · '}
            {sayOrders(found.orders_count)}
          </p>
          <CurrentCode customer={found} />
          <CodeForm key={found.referral_code ?? ''} customer={found} onSaved={saved} />
          <History changes={changes.data ?? []} />
        </>
      )}
    </Panel>
  );
}

function CurrentCode({ customer }: { customer: Customer }) {
  if (!customer.referral_code)
    return <p>{__('No referral code: no order of theirs was paid with a coupon.', 'finders-fee')}</p>;
  const since = customer.referral_code_set_at ? formatDay(customer.referral_code_set_at) : '';
  return (
    <p>
      <strong className="finders-fee-code">{customer.referral_code}</strong>{' '}
      {customer.referral_code_source === 'administrator'
        ? /* translators: %s: date */ sprintf(
            __('set by an administrator on %s; no order changes it.', 'finders-fee'),
            since,
          )
        : /* translators: %s: date */ sprintf(
            __('since %s, the coupon of their first paid order.', 'finders-fee'),
            since,
          )}{' '}
      {customer.referral_code_order_id !== null && (
        <Link to={{ tab: 'commissions', id: String(customer.referral_code_order_id) }}>
          {__('See that order', 'finders-fee')}
        </Link>
      )}
    </p>
  );
}

function History({ changes }: { changes: ReferralCodeChange[] }) {
  if (changes.length === 0) return null;
  return (
    <section>
      <h3>{__('History', 'finders-fee')}</h3>
      <ul className="finders-fee-entries">
        {changes.map((change) => (
          <li key={change.id}>
            <When instant={change.changed_at} time /> {sayChange(change)}
          </li>
        ))}
      </ul>
    </section>
  );
}

function sayChange(change: ReferralCodeChange): string {
  const nothing = __('none', 'finders-fee');
  const who =
    change.source === 'administrator'
      ? /* translators: %d: number of a WordPress user */
        sprintf(__('by administrator #%d', 'finders-fee'), change.changed_by_user_id ?? 0)
      : /* translators: %d: number of an order */
        sprintf(__('by order %d', 'finders-fee'), change.order_id ?? 0);
  /* translators: 1: code before, 2: code after, 3: who or what changed it */
  return sprintf(__('%1$s → %2$s, %3$s', 'finders-fee'), change.from ?? nothing, change.to ?? nothing, who);
}
