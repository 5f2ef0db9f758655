import { useId, useRef, useState } from '@wordpress/element';
import { __ } from '@wordpress/i18n';
import type { KeyboardEvent, ReactNode } from 'react';

export interface Suggestion<Value> {
  key: string;
  label: string;
  hint?: string;
  value: Value;
}

/**
 * A field that suggests while one types: a combobox after the ARIA pattern. What was typed stays typed, also without a choice,
 * so a form can take a free name as well as a pick.
 */
export function Suggest<Value>(props: {
  label: string;
  help?: ReactNode;
  error?: string | undefined;
  text: string;
  suggestions: Suggestion<Value>[];
  isLoading?: boolean;
  /** Typing only searches: Enter takes the first match, and never sends the form. */
  picksOnly?: boolean;
  onType: (text: string) => void;
  onPick: (suggestion: Suggestion<Value>) => void;
  onOpen?: () => void;
}) {
  const { label, help, error, text, suggestions, onType, onPick } = props;
  const id = useId();
  const input = useRef<HTMLInputElement>(null);
  const [isOpen, setOpen] = useState(false);
  // By its key: what is found later may stand in another place, and Enter takes what was chosen or nothing.
  const [activeKey, setActiveKey] = useState<string>();
  const active = suggestions.findIndex(({ key }) => key === activeKey);
  const shown = isOpen && suggestions.length > 0;
  const pick = (suggestion: Suggestion<Value>) => {
    onPick(suggestion);
    setOpen(false);
    setActiveKey(undefined);
    input.current?.focus();
  };
  const open = () => {
    setOpen(true);
    props.onOpen?.();
  };
  const onKeyDown = (event: KeyboardEvent) => {
    const steps: Record<string, number> = { ArrowDown: 1, ArrowUp: -1 };
    const step = steps[event.key];
    if (step !== undefined) {
      event.preventDefault();
      if (!isOpen) open();
      const count = suggestions.length;
      const next = (count + active + step + (active < 0 && step < 0 ? 1 : 0)) % Math.max(1, count);
      setActiveKey(suggestions[next]?.key);
    }
    const chosen = suggestions[active];
    if (event.key === 'Enter' && shown && chosen) {
      event.preventDefault();
      pick(chosen);
    } else if (event.key === 'Enter' && props.picksOnly) {
      event.preventDefault();
      const [first] = suggestions;
      if (shown && first && text.trim()) pick(first);
    }
    if (event.key === 'Escape' && shown) {
      event.preventDefault();
      setOpen(false);
    }
  };
  return (
    <div className="finders-fee-field finders-fee-suggest">
      <label htmlFor={id}>{label}</label>
      <input
        ref={input}
        id={id}
        type="text"
        role="combobox"
        autoComplete="off"
        aria-expanded={shown}
        aria-controls={`${id}-list`}
        aria-autocomplete="list"
        aria-activedescendant={shown && active >= 0 ? `${id}-${active}` : undefined}
        aria-invalid={error ? true : undefined}
        aria-describedby={`${id}-help`}
        value={text}
        onChange={(event) => {
          onType(event.target.value);
          setActiveKey(undefined);
          open();
        }}
        onFocus={open}
        onClick={open}
        onBlur={() => setOpen(false)}
        onKeyDown={onKeyDown}
      />
      <ul id={`${id}-list`} role="listbox" aria-label={__('Suggestions', 'finders-fee')} hidden={!shown}>
        {suggestions.map((suggestion, index) => (
          <li
            key={suggestion.key}
            id={`${id}-${index}`}
            role="option"
            aria-selected={index === active}
            onMouseDown={(event) => event.preventDefault()}
            onClick={() => pick(suggestion)}
          >
            {suggestion.label}
            {suggestion.hint && <small>{suggestion.hint}</small>}
          </li>
        ))}
      </ul>
      <FieldNote id={`${id}-help`} error={error} help={help} />
    </div>
  );
}

/** The line under a field: its fault when there is one, then its help. */
export function FieldNote({ id, error, help }: { id: string; error?: string | undefined; help?: ReactNode }) {
  return (
    <div id={id} className="finders-fee-note">
      {error && <p className="finders-fee-error">{error}</p>}
      {help}
    </div>
  );
}
