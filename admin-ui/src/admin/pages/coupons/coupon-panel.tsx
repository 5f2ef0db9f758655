import { __, sprintf } from '@wordpress/i18n';
import type { Coupon, CouponOwnerPeriod } from '@finders-fee/shared';
import { formatDay } from '../../../format/instant.ts';
import { discountOf } from '../../../words/discount.ts';
import { couponStatus } from '../../../words/status.ts';
import { announce } from '../../components/announce.ts';
import { Link } from '../../components/link.tsx';
import { Panel } from '../../components/panel.tsx';
import { Problem } from '../../components/problem.tsx';
import { Shape } from '../../components/shape.tsx';
import { Status } from '../../components/status.tsx';
import { couponUrl } from './actions.ts';
import { NewCouponForm } from './new-coupon-form.tsx';
import { OwnerForm } from './owner-form.tsx';
import { RateForm } from './rate-form.tsx';
import { useCoupon } from './use-coupons.ts';

/** One coupon: who earns with it now, and who did. */
export function CouponPanel({
  id,
  onClose,
  onSaved,
}: {
  id: string;
  onClose: () => void;
  onSaved: () => void;
}) {
  const { coupon, owners } = useCoupon(id);
  const found = id === 'new' ? undefined : String(coupon.data?.id) === id ? coupon.data : undefined;
  const saved = (sentence: string) => {
    announce(sentence);
    onSaved();
    onClose();
  };
  return (
    <Panel
      title={found?.code ?? (id === 'new' ? __('New coupon', 'finders-fee') : __('Coupon', 'finders-fee'))}
      subject={id}
      onClose={onClose}
    >
      {coupon.problem && !found && <Problem error={coupon.problem} onRetry={coupon.reload} />}
      {id !== 'new' && !found && !coupon.problem && <Shape rows={4} />}
      {id === 'new' && (
        /* translators: %s: coupon code */
        <NewCouponForm
          onSaved={(after) =>
            saved(sprintf(__('Coupon %s works in the shop now.', 'finders-fee'), after.code))
          }
        />
      )}
      {found && <Facts coupon={found} />}
      {found && <OwnerForm key={id} coupon={found} onSaved={saved} />}
      {found && <RateForm key={`rate-${id}`} coupon={found} onSaved={saved} />}
      {found && <Owners periods={owners.data ?? []} />}
    </Panel>
  );
}

function Facts({ coupon }: { coupon: Coupon }) {
  const url = couponUrl(coupon.id);
  return (
    <p className="finders-fee-facts">
      <Status word={couponStatus(coupon)} />
      {' · '}
      {discountOf(coupon)}
      {' · '}
      <Link to={{ tab: 'commissions', parameters: { coupon_code: String(coupon.id) } }}>
        {__('Its orders', 'finders-fee')}
      </Link>
      {url && coupon.status !== 'deleted' && (
        <>
          {' · '}
          <a href={url}>{__('Edit in WooCommerce', 'finders-fee')}</a>
        </>
      )}
    </p>
  );
}

/** Who owned the coupon when: an order earns for whoever owned it at that moment. */
function Owners({ periods }: { periods: CouponOwnerPeriod[] }) {
  if (periods.length === 0) return null;
  return (
    <section>
      <h3>{__('Owners so far', 'finders-fee')}</h3>
      <ul className="finders-fee-entries">
        {periods.map((period) => (
          <li key={`${period.affiliate_id}-${period.from ?? ''}`}>
            <Link to={{ tab: 'affiliates', id: period.affiliate_id }}>{period.affiliate_name}</Link>:{' '}
            {saySpan(period)}
          </li>
        ))}
      </ul>
    </section>
  );
}

function saySpan({ from, to }: CouponOwnerPeriod): string {
  const since = from
    ? /* translators: %s: date */ sprintf(__('from %s', 'finders-fee'), formatDay(from))
    : __('from its first order', 'finders-fee');
  const until = to
    ? /* translators: %s: date */ sprintf(__('to %s', 'finders-fee'), formatDay(to))
    : __('until now', 'finders-fee');
  return `${since} ${until}`;
}
