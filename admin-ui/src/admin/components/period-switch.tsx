import { __ } from '@wordpress/i18n';
import { periods, type PeriodName } from '../../format/period.ts';

/** Which period the figures are of. */
export function PeriodSwitch({
  current,
  onChange,
}: {
  current: PeriodName;
  onChange: (period: PeriodName) => void;
}) {
  const names = periodWords();
  return (
    <span className="finders-fee-period">
      <label htmlFor="finders-fee-period">{__('Period', 'finders-fee')}</label>{' '}
      <select
        id="finders-fee-period"
        value={current}
        onChange={(event) => onChange(event.target.value as PeriodName)}
      >
        {periods.map((name) => (
          <option key={name} value={name}>
            {names[name]}
          </option>
        ))}
      </select>
    </span>
  );
}

export function periodWords(): Record<PeriodName, string> {
  return {
    'last-7-days': __('Last 7 days', 'finders-fee'),
    'last-30-days': __('Last 30 days', 'finders-fee'),
    'this-month': __('This month', 'finders-fee'),
    'last-month': __('Last month', 'finders-fee'),
    'last-12-months': __('Last 12 months', 'finders-fee'),
  };
}
