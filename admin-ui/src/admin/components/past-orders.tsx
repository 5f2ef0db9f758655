import { __, _n, sprintf } from '@wordpress/i18n';
import type { Coupon, CouponPastOrders } from '@finders-fee/shared';
import { useResource } from '../../api/use-resource.ts';
import { pageConfig } from '../../config.ts';
import { formatMoney } from '../../format/money.ts';
import { Tick } from './field.tsx';

/** Offers what the coupon has already sold, with the sum, before anybody owns it. */
export function PastOrders(props: {
  coupon: Coupon;
  checked: boolean;
  onChange: (checked: boolean) => void;
}) {
  const { data } = useResource<CouponPastOrders>(`coupons/${props.coupon.id}/past-orders`);
  if (!data || data.coupon_id !== props.coupon.id) return null;
  if (data.orders === 0) return data.history_complete ? null : <p>{stillReading()}</p>;
  const sums = data.totals.map(({ currency, sales }) => formatMoney(sales, currency));
  return (
    <Tick
      checked={props.checked}
      onChange={props.onChange}
      label={sprintf(
        /* translators: 1: number of orders, 2: coupon code, 3: sum of money */
        _n(
          '%1$d order already used %2$s (%3$s). Count it too?',
          '%1$d orders already used %2$s (%3$s). Count them too?',
          data.orders,
          'finders-fee',
        ),
        data.orders,
        props.coupon.code,
        new Intl.ListFormat(pageConfig().locale).format(sums),
      )}
      help={
        <>
          {__(
            'Ticked, each of them that is paid earns commission now, less its refunds. Otherwise only orders from now on earn.',
            'finders-fee',
          )}{' '}
          {!data.history_complete && stillReading()}
        </>
      }
    />
  );
}

function stillReading(): string {
  return __(
    'Your past orders are still being read, so there may be more; they are treated the same.',
    'finders-fee',
  );
}
