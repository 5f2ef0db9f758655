import { __ } from '@wordpress/i18n';
import { Field } from '../../components/field.tsx';
import { ProductField } from '../../components/product-field.tsx';
import { MetadataField } from './metadata-field.tsx';
import { ProductRatesField } from './product-rates-field.tsx';
import type { ProgramDraft } from './program-draft.ts';

/** The terms that most programs do without. */
export function MoreTerms(props: {
  draft: ProgramDraft;
  isStartFixed: boolean;
  onChange: (part: Partial<ProgramDraft>) => void;
  fault: (field: string) => string | undefined;
}) {
  const { draft, isStartFixed, onChange, fault } = props;
  return (
    <>
      <ProductRatesField
        rates={draft.productRates}
        onChange={(productRates) => onChange({ productRates })}
        error={fault('product_rates')}
      />
      <fieldset>
        <legend>{__('What earns nothing', 'finders-fee')}</legend>
        <ProductField
          label={__('Excluded products and categories', 'finders-fee')}
          set={draft.excluded}
          onChange={(excluded) => onChange({ excluded })}
          error={fault('excluded')}
          help={__('They count with 0, whatever coupon is used. The rest of the order earns.', 'finders-fee')}
        />
        <div className="finders-fee-side-by-side">
          <Field
            label={__('Least amount of an order', 'finders-fee')}
            value={draft.minimum.amount}
            onChange={(amount) => onChange({ minimum: { ...draft.minimum, amount } })}
            inputMode="decimal"
            className="is-short"
            error={fault('minimum')}
          />
          <Field
            label={__('In', 'finders-fee')}
            value={draft.minimum.currency}
            onChange={(currency) =>
              onChange({ minimum: { ...draft.minimum, currency: currency.toUpperCase() } })
            }
            maxLength={3}
            className="is-short"
          />
        </div>
        <p className="finders-fee-note">
          {__(
            'An order whose products come to less, after discounts and without tax, earns nothing. Refunds do not bring it below. Orders in another currency are not held to it. Empty: every order earns.',
            'finders-fee',
          )}
        </p>
      </fieldset>
      <fieldset>
        <legend>{__('Time frame', 'finders-fee')}</legend>
        <div className="finders-fee-side-by-side">
          <Field
            label={__('First day', 'finders-fee')}
            type="date"
            value={draft.startsOn}
            onChange={(startsOn) => onChange({ startsOn })}
            disabled={isStartFixed}
            help={isStartFixed ? __('It has begun; its start stays.', 'finders-fee') : undefined}
            error={fault('starts_at')}
          />
          <Field
            label={__('Last day', 'finders-fee')}
            type="date"
            value={draft.endsOn}
            onChange={(endsOn) => onChange({ endsOn })}
            error={fault('ends_at')}
          />
        </div>
        <p className="finders-fee-note">
          {__(
            'Days of your shop. Orders placed outside earn nothing, and their coupons work for buyers all the same. Empty: open.',
            'finders-fee',
          )}
        </p>
      </fieldset>
      <MetadataField
        rows={draft.metadata}
        onChange={(metadata) => onChange({ metadata })}
        error={fault('metadata')}
      />
    </>
  );
}
