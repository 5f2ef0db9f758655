import { __ } from '@wordpress/i18n';
import type { MultipleCoupons } from '@finders-fee/shared';
import { RadioField } from '../../components/radio-field.tsx';

/** Who earns when several affiliates' coupons meet on one order; each choice says what it leads to. */
export function MultipleCouponsField(props: {
  value: MultipleCoupons;
  onChange: (value: MultipleCoupons) => void;
  error?: string | undefined;
}) {
  return (
    <RadioField<MultipleCoupons>
      legend={__('Coupons of several affiliates on one order', 'finders-fee')}
      {...props}
      options={[
        {
          value: 'last',
          label: __('The coupon applied last earns', 'finders-fee'),
          help: __('A customer who adds a second code moves the commission to it.', 'finders-fee'),
        },
        {
          value: 'first',
          label: __('The coupon applied first earns', 'finders-fee'),
          help: __('A code added later still saves the customer money, and earns nothing.', 'finders-fee'),
        },
        {
          value: 'largest',
          label: __('The coupon that saves most earns', 'finders-fee'),
          help: __(
            'Whoever’s coupon made the order cheaper earns; of two that save the same, the one applied first.',
            'finders-fee',
          ),
        },
        {
          value: 'split',
          label: __('They share one commission', 'finders-fee'),
          help: __(
            'Each earns in proportion to what their coupon saved. Together it is never more than one commission.',
            'finders-fee',
          ),
        },
      ]}
      help={__(
        'Decided for each product by itself: a coupon that is only for shoes competes for the shoes. Orders seen before keep the rule of their time.',
        'finders-fee',
      )}
    />
  );
}
