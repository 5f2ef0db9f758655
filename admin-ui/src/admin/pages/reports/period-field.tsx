import { Button } from '@wordpress/components';
import { useEffect, useState } from '@wordpress/element';
import { __ } from '@wordpress/i18n';
import type { FormEvent } from 'react';
import { periodOf, periods } from '../../../format/period.ts';
import { Choice, Field } from '../../components/field.tsx';
import { periodWords } from '../../components/period-switch.tsx';
import { daysOf, isBackwards, type DayRange, type ReportPeriod } from './report-period.ts';

/** Which days the report is of: a period by name, or from one day to another. */
export function PeriodField(props: { period: ReportPeriod; onChange: (period: ReportPeriod) => void }) {
  const { period, onChange } = props;
  const words = periodWords();
  return (
    <>
      <Choice
        label={__('Period', 'finders-fee')}
        value={typeof period === 'string' ? period : 'custom'}
        options={[
          ...periods.map((name) => ({ value: name, label: words[name] })),
          { value: 'custom', label: __('From … to …', 'finders-fee') },
        ]}
        onChange={(value) => {
          if (value !== 'custom') onChange(periodOf(value));
          else if (typeof period === 'string') onChange(daysOf(period));
        }}
      />
      {typeof period === 'object' && <RangeForm range={period} onChange={onChange} />}
    </>
  );
}

function RangeForm({ range, onChange }: { range: DayRange; onChange: (range: DayRange) => void }) {
  const { from, to } = range;
  const [draft, setDraft] = useState(range);
  // An address may name days in the wrong order.
  const [isTried, setTried] = useState(isBackwards(range));
  useEffect(() => setDraft({ from, to }), [from, to]);
  const faults = isTried ? faultsOf(draft) : {};
  const submit = (event: FormEvent) => {
    event.preventDefault();
    setTried(true);
    if (Object.keys(faultsOf(draft)).length === 0) onChange(draft);
  };
  return (
    <form className="finders-fee-range" onSubmit={submit} noValidate>
      <Field
        label={__('From', 'finders-fee')}
        type="date"
        value={draft.from}
        onChange={(day) => setDraft({ ...draft, from: day })}
        error={faults.from}
      />
      <Field
        label={__('To', 'finders-fee')}
        type="date"
        value={draft.to}
        onChange={(day) => setDraft({ ...draft, to: day })}
        error={faults.to}
      />
      <Button variant="secondary" type="submit">
        {__('Show', 'finders-fee')}
      </Button>
    </form>
  );
}

function faultsOf(draft: DayRange): Partial<DayRange> {
  const missing = __('Pick a day.', 'finders-fee');
  if (!draft.from || !draft.to)
    return { ...(!draft.from && { from: missing }), ...(!draft.to && { to: missing }) };
  return isBackwards(draft) ? { to: __('The last day comes before the first one.', 'finders-fee') } : {};
}
