import { __, sprintf } from '@wordpress/i18n';
import type { Payout } from '@finders-fee/shared';
import { Money } from '../components/money.tsx';

/** What a payout is made of, and its net. */
export function PayoutItems({ payout }: { payout: Payout }) {
  return (
    <div
      className="finders-fee-receipt finders-fee-scroll"
      tabIndex={0}
      role="region"
      aria-label={__('Items of the payout', 'finders-fee')}
    >
      <table>
        <caption className="screen-reader-text">{__('Items of the payout', 'finders-fee')}</caption>
        <tbody>
          {payout.items.map((item, index) => (
            <tr key={index}>
              <th scope="row">
                {item.order_number === null
                  ? __('Carried over and written off', 'finders-fee')
                  : /* translators: %s: order number */ sprintf(
                      __('Order #%s', 'finders-fee'),
                      item.order_number,
                    )}
              </th>
              <td>
                <Money amount={item.amount} currency={payout.currency} />
              </td>
            </tr>
          ))}
          <tr className="is-sum">
            <th scope="row">{__('Payout', 'finders-fee')}</th>
            <td>
              <Money amount={payout.amount} currency={payout.currency} />
            </td>
          </tr>
        </tbody>
      </table>
    </div>
  );
}
