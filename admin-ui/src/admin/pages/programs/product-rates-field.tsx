import { Button } from '@wordpress/components';
import { __, sprintf } from '@wordpress/i18n';
import { ProductField } from '../../components/product-field.tsx';
import { draftOf, rateFault } from '../../components/rate-draft.ts';
import { RateField } from '../../components/rate-field.tsx';
import { FieldNote } from '../../components/suggest.tsx';
import type { ProgramDraft } from './program-draft.ts';

type Rates = ProgramDraft['productRates'];

/** Rates of their own for some products or categories, one block for each. */
export function ProductRatesField(props: {
  rates: Rates;
  onChange: (rates: Rates) => void;
  error?: string | undefined;
}) {
  const { rates, onChange, error } = props;
  const change = (key: number, part: Partial<Rates[number]>) =>
    onChange(rates.map((row) => (row.key === key ? { ...row, ...part } : row)));
  const next = Math.max(-1, ...rates.map(({ key }) => key)) + 1;
  const empty = { product_ids: [], category_ids: [] };
  return (
    <fieldset>
      <legend>{__('Rates for products and categories', 'finders-fee')}</legend>
      <p className="finders-fee-note">
        {__(
          'They go before the program’s rate, and behind a rate that the coupon or the affiliate has. A product’s goes before its category’s; of two that fit, the upper one counts.',
          'finders-fee',
        )}
      </p>
      {rates.map((row, index) => (
        <div
          key={row.key}
          className="finders-fee-block"
          role="group"
          /* translators: %d: place of the rate in a list */
          aria-label={sprintf(__('Rate %d', 'finders-fee'), index + 1)}
        >
          <ProductField
            label={__('For these products and categories', 'finders-fee')}
            set={row.set}
            onChange={(set) => change(row.key, { set })}
          />
          <RateField
            label={__('Their rate', 'finders-fee')}
            draft={row.rate}
            onChange={(rate) => change(row.key, { rate })}
            error={error && row.rate.value ? rateFault(row.rate) : undefined}
          />
          <Button
            variant="link"
            isDestructive
            onClick={() => onChange(rates.filter(({ key }) => key !== row.key))}
          >
            {__('Remove this rate', 'finders-fee')}
          </Button>
        </div>
      ))}
      <FieldNote id="finders-fee-product-rates" error={error} />
      <Button
        variant="secondary"
        size="compact"
        onClick={() => onChange([...rates, { key: next, set: empty, rate: draftOf(null) }])}
      >
        {rates.length === 0 ? __('Add a rate', 'finders-fee') : __('Add another rate', 'finders-fee')}
      </Button>
    </fieldset>
  );
}
