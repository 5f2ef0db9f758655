import { __ } from '@wordpress/i18n';
import type { Health, Settings } from '@finders-fee/shared';
import { useResource } from '../../../api/use-resource.ts';
import { Problem } from '../../components/problem.tsx';
import { Shape } from '../../components/shape.tsx';
import '../styles.ts';
import { ConnectionCard } from './connection-card.tsx';
import { HealthChecks } from './health-checks.tsx';
import { PastOrdersCard } from './past-orders-card.tsx';
import { SettingsForm } from './settings-form.tsx';

/** What holds for the whole shop, and every link of the chain from the shop to the books. */
export function SettingsPage() {
  const settings = useResource<Settings>('settings');
  const health = useResource<Health>('health');
  return (
    <div className="finders-fee-settings">
      {settings.problem && !settings.data && <Problem error={settings.problem} onRetry={settings.reload} />}
      {!settings.data && !settings.problem && <Shape rows={6} />}
      {settings.data && <SettingsForm settings={settings.data} />}
      <PastOrdersCard />
      <section className="finders-fee-card">
        <h2>{__('Health', 'finders-fee')}</h2>
        {health.problem && !health.data && !settings.problem && (
          <Problem error={health.problem} onRetry={health.reload} />
        )}
        {!health.data && !health.problem && <Shape />}
        {health.data && <HealthChecks health={health.data} onSynced={health.reload} />}
      </section>
      <ConnectionCard storeUrl={health.data?.store_url ?? null} />
    </div>
  );
}
