import { __, sprintf } from '@wordpress/i18n';
import type { Check, Health } from '@finders-fee/shared';
import { formatAgo, formatExactly } from '../../../format/instant.ts';
import { Link } from '../../components/link.tsx';

/** "Connected. Last order heard 12 seconds ago. Books agree.", or what is wrong and what mends it. */
export function HealthLine({ health }: { health: Health }) {
  const broken = health.checks.filter((check) => !check.ok);
  if (!health.connected || broken.length > 0) return <Broken checks={broken} connected={health.connected} />;
  const heard = health.last_order_heard_at;
  return (
    <p className="finders-fee-health is-good">
      {__('Connected.', 'finders-fee')}{' '}
      <span title={heard ? formatExactly(heard) : undefined}>
        {heard
          ? /* translators: %s: how long ago, "12 seconds ago" */
            sprintf(__('Last order heard %s.', 'finders-fee'), formatAgo(heard))
          : __('No order heard yet.', 'finders-fee')}
      </span>{' '}
      {booksSentence(health)} {historySentence(health)}
    </p>
  );
}

function booksSentence(health: Health): string {
  return health.drift.checked_at
    ? __('Books agree.', 'finders-fee')
    : __('The books are checked for the first time tonight.', 'finders-fee');
}

function historySentence({ history }: Health): string {
  if (history.complete) return '';
  return history.orders_total === null
    ? /* translators: %d: number of orders */
      sprintf(__('Reading past orders: %d so far.', 'finders-fee'), history.orders_read)
    : sprintf(
        /* translators: 1: number of orders read, 2: number of orders there are */
        __('Reading past orders: %1$d of %2$d.', 'finders-fee'),
        history.orders_read,
        history.orders_total,
      );
}

function Broken({ checks, connected }: { checks: Check[]; connected: boolean }) {
  return (
    <div className="finders-fee-health is-bad" role="alert">
      {!connected && checks.length === 0 && <p>{__('The shop is not connected.', 'finders-fee')}</p>}
      {checks.map((check) => (
        <p key={check.code}>
          <strong>{check.message}</strong> {check.remedy}
        </p>
      ))}
      <p>
        {__('Your shop is not affected: orders go on, and what is missed now is read later.', 'finders-fee')}{' '}
        <Link to={{ tab: 'settings' }}>{__('See all checks', 'finders-fee')}</Link>
      </p>
    </div>
  );
}
