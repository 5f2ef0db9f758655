import { Button } from '@wordpress/components';
import { useState } from '@wordpress/element';
import { __, sprintf } from '@wordpress/i18n';
import type { Affiliate, Coupon } from '@finders-fee/shared';
import { useResourcePage } from '../../../api/use-resource.ts';
import { useSettled } from '../../components/affiliate-field.tsx';
import { Link } from '../../components/link.tsx';
import { PastOrders } from '../../components/past-orders.tsx';
import { Problem } from '../../components/problem.tsx';
import { Suggest } from '../../components/suggest.tsx';
import { useForm } from '../../components/use-form.ts';
import { giveCoupon } from './use-coupons.ts';

/** Gives the coupon to an affiliate, from now on or with the past that nobody owned; or takes it back. */
export function OwnerForm({ coupon, onSaved }: { coupon: Coupon; onSaved: (sentence: string) => void }) {
  const [text, setText] = useState(coupon.affiliate_name ?? '');
  const [picked, setPicked] = useState<Affiliate>();
  const [pastOrders, setPastOrders] = useState(false);
  const [isTried, setTried] = useState(false);
  const wanted = useSettled(picked || text === coupon.affiliate_name ? '' : text.trim());
  const query = new URLSearchParams({
    per_page: '8',
    orderby: 'name',
    order: 'asc',
    ...(wanted && { search: wanted }),
  });
  const affiliates = useResourcePage<Affiliate>(`affiliates?${query.toString()}`);
  const isTaking = text.trim() === '' && coupon.affiliate_id !== null;
  const { onSubmit, isBusy, problem } = useForm(async (keyFor) => {
    setTried(true);
    if (!picked && !isTaking) return;
    const owner = picked?.id ?? null;
    await giveCoupon(coupon.id, owner, pastOrders, keyFor([coupon.id, owner, pastOrders]));
    onSaved(
      picked
        ? /* translators: 1: affiliate's name, 2: coupon code */
          sprintf(
            __('%1$s now earns with every order that uses %2$s.', 'finders-fee'),
            picked.name,
            coupon.code,
          )
        : /* translators: %s: coupon code */
          sprintf(__('%s belongs to nobody from now on.', 'finders-fee'), coupon.code),
    );
  });
  const fault =
    isTried && !picked && !isTaking
      ? __('Choose one of your affiliates from the list.', 'finders-fee')
      : undefined;
  const isNobody = affiliates.data?.total === 0 && !wanted;
  return (
    <form onSubmit={onSubmit} noValidate>
      <Suggest<Affiliate>
        label={__('Who earns with this coupon', 'finders-fee')}
        text={text}
        error={fault ?? problem?.forField('affiliate_id')}
        help={
          isNobody ? (
            <Link to={{ tab: 'affiliates', id: 'new' }}>
              {__('You have no affiliate yet. Create one first.', 'finders-fee')}
            </Link>
          ) : (
            __(
              'From the moment you save. Orders placed before stay with whoever owned the coupon then. Empty: nobody.',
              'finders-fee',
            )
          )
        }
        suggestions={(affiliates.data?.rows ?? []).map((affiliate) => ({
          key: affiliate.id,
          label: affiliate.name,
          hint: affiliate.program_name,
          value: affiliate,
        }))}
        onType={(typed) => {
          setText(typed);
          setPicked(
            affiliates.data?.rows.find((each) => each.name.toLowerCase() === typed.trim().toLowerCase()),
          );
        }}
        onPick={({ value }) => {
          setText(value.name);
          setPicked(value);
        }}
      />
      {picked && coupon.affiliate_id === null && (
        <PastOrders coupon={coupon} checked={pastOrders} onChange={setPastOrders} />
      )}
      {problem && <Problem error={problem} />}
      <div className="finders-fee-actions">
        <Button
          variant="primary"
          type="submit"
          isBusy={isBusy}
          disabled={isBusy}
          accessibleWhenDisabled
          isDestructive={isTaking}
        >
          {isTaking ? __('Take it back', 'finders-fee') : __('Give the coupon', 'finders-fee')}
        </Button>
      </div>
    </form>
  );
}
