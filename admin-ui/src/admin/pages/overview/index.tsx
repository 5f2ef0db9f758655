import { Button } from '@wordpress/components';
import { lazy, Suspense } from '@wordpress/element';
import { __ } from '@wordpress/i18n';
import type { Overview } from '@finders-fee/shared';
import { pageConfig } from '../../../config.ts';
import type { Place } from '../../address.ts';
import { Chart } from '../../components/chart.tsx';
import { PeriodSwitch } from '../../components/period-switch.tsx';
import { Problem } from '../../components/problem.tsx';
import { Shape } from '../../components/shape.tsx';
import { currenciesOf } from './currencies.ts';
import { Figures } from './figures.tsx';
import { HealthLine } from './health-line.tsx';
import { Newest } from './newest.tsx';
import { Steps } from './steps.tsx';
import { useOverview } from './use-overview.ts';
import { Waiting } from './waiting.tsx';

const GettingStarted = lazy(async () => ({
  default: (await import(/* webpackChunkName: "start" */ '../start/index.tsx')).GettingStarted,
}));

/** Monday morning: is everything running, who brought what, what is owed. A new shop sees its first steps instead. */
export function OverviewPage({ place }: { place: Place }) {
  const { overview, problem, isLoading, reload, period } = useOverview(place);
  if (!overview) return problem ? <Problem error={problem} onRetry={reload} /> : <Shape rows={6} />;
  return (
    <div className="finders-fee-overview" aria-busy={isLoading}>
      {problem && <Problem error={problem} onRetry={reload} />}
      <HealthLine health={overview.health} />
      <FirstSteps overview={overview} reload={reload} />
      {overview.steps.first_order && (
        <>
          <div className="finders-fee-head">
            <PeriodSwitch
              current={period}
              onChange={(name) => place.go({ parameters: { period: name } }, { replace: true })}
            />
            <Waiting />
          </div>
          <Figures overview={overview} />
          <Chart
            days={overview.days}
            currencies={currenciesOf(overview)}
            period={overview.period}
            timeZone={overview.store?.time_zone ?? pageConfig().timeZone}
          />
        </>
      )}
      {overview.newest.length > 0 && <Newest rows={overview.newest} />}
    </div>
  );
}

function FirstSteps({ overview, reload }: { overview: Overview; reload: () => void }) {
  const { steps } = overview;
  if (Object.values(steps).every(Boolean)) return null;
  return (
    <>
      <Steps steps={steps} />
      {!steps.affiliate_with_coupon && (
        <Suspense fallback={<Shape rows={3} />}>
          <GettingStarted onDone={reload} />
        </Suspense>
      )}
      {steps.affiliate_with_coupon && !steps.first_order && (
        <p>
          <Button variant="secondary" onClick={reload}>
            {__('Look for the first order now', 'finders-fee')}
          </Button>
        </p>
      )}
    </>
  );
}
