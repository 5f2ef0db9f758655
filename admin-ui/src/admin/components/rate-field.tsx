import { useId } from '@wordpress/element';
import { __, sprintf } from '@wordpress/i18n';
import type { ReactNode } from 'react';
import type { RateType } from '@finders-fee/shared';
import { pageConfig } from '../../config.ts';
import { rateConsequence, rateType } from '../../words/rate.ts';
import type { RateDraft } from './rate-draft.ts';
import { FieldNote } from './suggest.tsx';

const types: RateType[] = ['percent', 'fixed_per_order', 'fixed_per_item'];

/** A percentage or a fixed sum with its currency, and what the choice means. `none` names the choice of having no rate of one's own. */
export function RateField(props: {
  label: string;
  draft: RateDraft;
  onChange: (draft: RateDraft) => void;
  none?: string;
  help?: ReactNode;
  error?: string | undefined;
}) {
  const { label, draft, onChange, none, help, error } = props;
  const id = useId();
  const isFixed = draft.type !== 'percent' && draft.type !== 'none';
  const fault = { 'aria-invalid': error ? true : undefined, 'aria-describedby': `${id}-help` };
  return (
    <div className="finders-fee-field finders-fee-rate">
      <div>
        <span>
          <label htmlFor={`${id}-type`}>{__('Commission is', 'finders-fee')}</label>
          <select
            id={`${id}-type`}
            value={draft.type}
            aria-describedby={`${id}-help`}
            onChange={(event) => onChange({ ...draft, type: event.target.value as RateDraft['type'] })}
          >
            {none !== undefined && <option value="none">{none}</option>}
            {types.map((type) => (
              <option key={type} value={type}>
                {rateType(type)}
              </option>
            ))}
          </select>
        </span>
        {draft.type !== 'none' && (
          <span>
            <label htmlFor={`${id}-value`}>{label}</label>
            <span className="finders-fee-input">
              <input
                id={`${id}-value`}
                type="text"
                inputMode="decimal"
                className="is-short"
                value={draft.value}
                {...fault}
                onChange={(event) => onChange({ ...draft, value: event.target.value })}
              />
              {!isFixed && <span aria-hidden="true">%</span>}
            </span>
          </span>
        )}
        {isFixed && (
          <span>
            <label htmlFor={`${id}-currency`}>{__('Currency', 'finders-fee')}</label>
            <input
              id={`${id}-currency`}
              type="text"
              className="is-short"
              maxLength={3}
              spellCheck={false}
              autoComplete="off"
              value={draft.currency}
              {...fault}
              onChange={(event) => onChange({ ...draft, currency: event.target.value.toUpperCase() })}
            />
          </span>
        )}
      </div>
      <FieldNote
        id={`${id}-help`}
        error={error}
        help={
          <>
            {draft.type !== 'none' && rateConsequence(draft.type)}{' '}
            {isFixed && sayOtherCurrencies(draft.currency)} {help}
          </>
        }
      />
    </div>
  );
}

function sayOtherCurrencies(currency: string): string {
  return sprintf(
    /* translators: %s: currency code */
    __('Only for orders in %s; orders in another currency earn by the next rate that fits.', 'finders-fee'),
    currency || pageConfig().currency,
  );
}
