import { __ } from '@wordpress/i18n';
import type { PeriodName } from '../../../format/period.ts';
import type { Place } from '../../address.ts';
import { periods } from './use-overview.ts';

/** Which period the figures are of; it stands in the address, so that a link shows the same. */
export function PeriodSwitch({ current, place }: { current: PeriodName; place: Place }) {
  const names: Record<PeriodName, string> = {
    'last-7-days': __('Last 7 days', 'finders-fee'),
    'last-30-days': __('Last 30 days', 'finders-fee'),
    'this-month': __('This month', 'finders-fee'),
    'last-month': __('Last month', 'finders-fee'),
    'last-12-months': __('Last 12 months', 'finders-fee'),
  };
  return (
    <p className="finders-fee-period">
      <label htmlFor="finders-fee-period">{__('Period', 'finders-fee')}</label>{' '}
      <select
        id="finders-fee-period"
        value={current}
        onChange={(event) => place.go({ parameters: { period: event.target.value } }, { replace: true })}
      >
        {periods.map((name) => (
          <option key={name} value={name}>
            {names[name]}
          </option>
        ))}
      </select>
    </p>
  );
}
