import { __ } from '@wordpress/i18n';
import type { Base } from '@finders-fee/shared';
import { Choice, Tick } from '../../components/field.tsx';

/** What of an order counts for a percentage, and with it whether an order has anything that counts at all. */
export function BaseFields({ base, onChange }: { base: Base; onChange: (base: Base) => void }) {
  return (
    <fieldset>
      <legend>{__('What counts', 'finders-fee')}</legend>
      <Choice
        label={__('Prices', 'finders-fee')}
        value={base.price}
        onChange={(price) =>
          onChange({ ...base, price: price === 'before_discount' ? 'before_discount' : 'after_discount' })
        }
        options={[
          { value: 'after_discount', label: __('After discounts: what the buyer pays', 'finders-fee') },
          { value: 'before_discount', label: __('Before discounts: the list price', 'finders-fee') },
        ]}
        help={
          base.price === 'after_discount'
            ? __('A larger discount makes a smaller commission.', 'finders-fee')
            : __(
                'The discount is yours alone: the commission is the same with and without it.',
                'finders-fee',
              )
        }
      />
      <Tick
        label={__('Tax counts too', 'finders-fee')}
        checked={base.include_tax}
        onChange={(include_tax) => onChange({ ...base, include_tax })}
        help={__('You pay commission on money that you hand on to the tax office.', 'finders-fee')}
      />
      <Tick
        label={__('Shipping counts too', 'finders-fee')}
        checked={base.include_shipping}
        onChange={(include_shipping) => onChange({ ...base, include_shipping })}
        help={__(
          'For coupons that hold for the whole cart; a coupon for certain products has no part in it.',
          'finders-fee',
        )}
      />
      <Tick
        label={__('Fees count too', 'finders-fee')}
        checked={base.include_fees}
        onChange={(include_fees) => onChange({ ...base, include_fees })}
        help={__('Such as gift wrap; a negative fee makes the commission smaller.', 'finders-fee')}
      />
    </fieldset>
  );
}
