import { useId } from '@wordpress/element';
import type { ReactNode } from 'react';
import { FieldNote } from './suggest.tsx';

/** One of a few, each with its consequence under it. */
export function RadioField<Value extends string>(props: {
  legend: string;
  value: Value;
  options: { value: Value; label: string; help: string }[];
  onChange: (value: Value) => void;
  help?: ReactNode;
  error?: string | undefined;
}) {
  const { legend, value, options, onChange, help, error } = props;
  const id = useId();
  return (
    <fieldset className="finders-fee-radios">
      <legend>{legend}</legend>
      {options.map((option) => (
        <div key={option.value} className="finders-fee-tick">
          <input
            id={`${id}-${option.value}`}
            type="radio"
            name={id}
            checked={option.value === value}
            aria-describedby={`${id}-${option.value}-help`}
            onChange={() => onChange(option.value)}
          />
          <label htmlFor={`${id}-${option.value}`}>{option.label}</label>
          <FieldNote id={`${id}-${option.value}-help`} help={option.help} />
        </div>
      ))}
      <FieldNote id={`${id}-help`} error={error} help={help} />
    </fieldset>
  );
}
