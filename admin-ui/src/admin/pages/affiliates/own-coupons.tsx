import { __ } from '@wordpress/i18n';
import type { Affiliate } from '@finders-fee/shared';
import { discountOf } from '../../../words/discount.ts';
import { sayRate } from '../../../words/rate.ts';
import { Link } from '../../components/link.tsx';
import { useOwnCoupons } from './use-affiliates.ts';

/** Every coupon that earns for them, with what is particular about each. */
export function OwnCoupons({ affiliate }: { affiliate: Affiliate }) {
  const { data } = useOwnCoupons(affiliate.id);
  return (
    <section>
      <h3>{__('Coupons', 'finders-fee')}</h3>
      {affiliate.coupons.length === 0 ? (
        <p className="finders-fee-facts">
          {affiliate.link === null
            ? __('No coupon yet, so nothing is earned.', 'finders-fee')
            : __('No coupon yet. They earn through their referral link.', 'finders-fee')}
        </p>
      ) : (
        <ul className="finders-fee-entries">
          {affiliate.coupons.map(({ id, code }) => {
            const coupon = data?.rows.find((each) => each.id === id);
            return (
              <li key={id}>
                <Link to={{ tab: 'coupons', id: String(id) }}>
                  <code>{code}</code>
                </Link>{' '}
                {coupon && discountOf(coupon)}
                {coupon?.rate && ` · ${__('earns', 'finders-fee')} ${sayRate(coupon.rate)}`}
              </li>
            );
          })}
        </ul>
      )}
      <p>
        <Link to={{ tab: 'coupons', parameters: { assigned: 'false' } }}>
          {__('Give a coupon', 'finders-fee')}
        </Link>
      </p>
    </section>
  );
}
