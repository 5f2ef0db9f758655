import { __, sprintf } from '@wordpress/i18n';
import { pageConfig } from '../../../config.ts';
import { formatMoney } from '../../../format/money.ts';
import type { Sums } from './sums.ts';

/** Four numbers for each currency. */
export function Tiles({ sums }: { sums: readonly Sums[] }) {
  return (
    <>
      {sums.map(({ currency, orders, sales, discount, commission }) => {
        const tiles: [string, string][] = [
          [__('Orders', 'finders-fee'), new Intl.NumberFormat(pageConfig().locale).format(orders)],
          [__('Sales', 'finders-fee'), formatMoney(sales, currency)],
          [__('Discount', 'finders-fee'), formatMoney(discount, currency)],
          [__('Commission', 'finders-fee'), formatMoney(commission, currency).replace('-', '−')],
        ];
        return (
          <dl
            key={currency}
            className="finders-fee-figures"
            /* translators: %s: currency code */
            aria-label={sprintf(__('Sums in %s', 'finders-fee'), currency)}
          >
            {tiles.map(([label, text]) => (
              <div key={label}>
                <dt>{sums.length > 1 ? `${label}, ${currency}` : label}</dt>
                <dd>
                  <strong>{text}</strong>
                </dd>
              </div>
            ))}
          </dl>
        );
      })}
    </>
  );
}
