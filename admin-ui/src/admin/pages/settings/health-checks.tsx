import { Button } from '@wordpress/components';
import { __, _n, sprintf } from '@wordpress/i18n';
import type { Check, Health, SyncResult } from '@finders-fee/shared';
import { write } from '../../../api/client.ts';
import { announce } from '../../components/announce.ts';
import { Problem } from '../../components/problem.tsx';
import { Status } from '../../components/status.tsx';
import { useForm } from '../../components/use-form.ts';

/** Every link of the chain with what to do when it is broken; broken ones first. */
export function HealthChecks({ health, onSynced }: { health: Health; onSynced: () => void }) {
  const checks = [...health.checks].sort((one, other) => Number(one.ok) - Number(other.ok));
  const { onSubmit, isBusy, problem } = useForm(async () => {
    announce(saySync(await write<SyncResult>('POST', 'sync')));
    onSynced();
  });
  return (
    <>
      <ul className="finders-fee-checks">
        {checks.map((check) => (
          <li key={check.code}>
            <Status word={{ label: checkName(check.code), tone: check.ok ? 'good' : 'bad' }} />
            <span>
              {check.message}
              {!check.ok && check.remedy && <em> {check.remedy}</em>}
            </span>
          </li>
        ))}
      </ul>
      <p>
        <Button
          variant="secondary"
          isBusy={isBusy}
          disabled={isBusy}
          accessibleWhenDisabled
          onClick={() => onSubmit()}
        >
          {__('Sync now', 'finders-fee')}
        </Button>{' '}
        {__('Reads what is new in the shop at once. It happens by itself every minute.', 'finders-fee')}
      </p>
      {problem && <Problem error={problem} />}
    </>
  );
}

function saySync(result: SyncResult): string {
  if (!result.done)
    return sprintf(
      /* translators: %d: number of orders */
      _n(
        'Still reading; %d order waits.',
        'Still reading; %d orders wait.',
        result.inbox_pending,
        'finders-fee',
      ),
      result.inbox_pending,
    );
  return sprintf(
    /* translators: %d: number of orders */
    _n(
      'Up to date; %d order was read.',
      'Up to date; %d orders were read.',
      result.orders_read,
      'finders-fee',
    ),
    result.orders_read,
  );
}

function checkName(code: Check['code']): string {
  const names: Record<Check['code'], string> = {
    connection: __('Connection', 'finders-fee'),
    webhooks: __('Webhooks', 'finders-fee'),
    pulse: __('Pulse', 'finders-fee'),
    poller: __('Reading the shop', 'finders-fee'),
    inbox: __('Inbox', 'finders-fee'),
    dead_letters: __('Set aside', 'finders-fee'),
    drift: __('Books', 'finders-fee'),
    store_clock: __('Clock', 'finders-fee'),
    wp_cron: __('WP-Cron', 'finders-fee'),
  };
  return names[code] ?? code;
}
