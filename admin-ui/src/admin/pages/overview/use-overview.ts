import { useEffect } from '@wordpress/element';
import type { Overview } from '@finders-fee/shared';
import type { ApiError } from '../../../api/client.ts';
import { useResource } from '../../../api/use-resource.ts';
import { periodOf, spanOf, type PeriodName } from '../../../format/period.ts';
import type { Place } from '../../address.ts';

const askAgainMs = 15_000;
/** Whoever waits for the first order looks at the screen. */
const askAgainSoonMs = 4_000;

/** The one answer behind the first screen, asked again while the window is looked at. */
export function useOverview(place: Place): {
  overview: Overview | undefined;
  problem: ApiError | undefined;
  isLoading: boolean;
  reload: () => void;
  period: PeriodName;
} {
  const period = periodOf(place.parameters['period']);
  const { data, problem, isLoading, reload } = useResource<Overview>(overviewPath(period));
  const isWaiting = data !== undefined && data.steps.affiliate_with_coupon && !data.steps.first_order;
  useEffect(() => {
    const timer = window.setInterval(
      () => {
        if (document.visibilityState === 'visible') reload();
      },
      isWaiting ? askAgainSoonMs : askAgainMs,
    );
    return () => window.clearInterval(timer);
  }, [reload, isWaiting]);
  return { overview: data, problem, isLoading, reload, period };
}

/** The sidecar's own default is the last 30 days, so that the page's server can ask before the script runs. */
export function overviewPath(period: PeriodName, now = new Date()): string {
  if (period === 'last-30-days') return 'overview';
  const { after, before } = spanOf(period, now);
  return `overview?${new URLSearchParams({ after, before }).toString()}`;
}
