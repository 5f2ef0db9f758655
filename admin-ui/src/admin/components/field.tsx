import { useId } from '@wordpress/element';
import type { InputHTMLAttributes, ReactNode } from 'react';
import { FieldNote } from './suggest.tsx';

type InputProps = Omit<InputHTMLAttributes<HTMLInputElement>, 'onChange' | 'value'>;

/** A labelled text field whose fault stands under it and is read with it. */
export function Field(
  props: InputProps & {
    label: string;
    value: string;
    onChange: (value: string) => void;
    help?: ReactNode;
    error?: string | undefined;
    suffix?: string;
  },
) {
  const { label, value, onChange, help, error, suffix, ...rest } = props;
  const id = useId();
  return (
    <div className="finders-fee-field">
      <label htmlFor={id}>{label}</label>
      <span className="finders-fee-input">
        <input
          type="text"
          {...rest}
          id={id}
          value={value}
          aria-invalid={error ? true : undefined}
          aria-describedby={`${id}-help`}
          onChange={(event) => onChange(event.target.value)}
        />
        {suffix && <span aria-hidden="true">{suffix}</span>}
      </span>
      <FieldNote id={`${id}-help`} error={error} help={help} />
    </div>
  );
}

/** A labelled choice of a few values. */
export function Choice(props: {
  label: string;
  value: string;
  options: { value: string; label: string }[];
  onChange: (value: string) => void;
  help?: ReactNode;
  error?: string | undefined;
}) {
  const id = useId();
  return (
    <div className="finders-fee-field">
      <label htmlFor={id}>{props.label}</label>
      <select
        id={id}
        value={props.value}
        aria-invalid={props.error ? true : undefined}
        aria-describedby={`${id}-help`}
        onChange={(event) => props.onChange(event.target.value)}
      >
        {props.options.map((option) => (
          <option key={option.value} value={option.value}>
            {option.label}
          </option>
        ))}
      </select>
      <FieldNote id={`${id}-help`} error={props.error} help={props.help} />
    </div>
  );
}

/** A tick with the consequence under it. */
export function Tick(props: {
  label: ReactNode;
  checked: boolean;
  onChange: (checked: boolean) => void;
  help?: ReactNode;
  disabled?: boolean;
}) {
  const id = useId();
  return (
    <div className="finders-fee-tick">
      <input
        id={id}
        type="checkbox"
        checked={props.checked}
        disabled={props.disabled}
        aria-describedby={`${id}-help`}
        onChange={(event) => props.onChange(event.target.checked)}
      />
      <label htmlFor={id}>{props.label}</label>
      <FieldNote id={`${id}-help`} help={props.help} />
    </div>
  );
}
