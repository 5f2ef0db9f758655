import { useEffect, useState } from '@wordpress/element';
import { __, _n, sprintf } from '@wordpress/i18n';
import type { Coupon } from '@finders-fee/shared';
import { useResourcePage } from '../../api/use-resource.ts';
import { discountOf } from '../../words/discount.ts';
import { useSettled } from './affiliate-field.tsx';
import { Suggest } from './suggest.tsx';

/** Right after connecting the coupons are still being read. */
const askAgainMs = 2000;

/** One of the shop's own coupons, the most used first; those that belong to somebody say to whom. */
export function CouponField(props: {
  coupon: Coupon | undefined;
  onPick: (coupon: Coupon | undefined) => void;
  error?: string | undefined;
  /** What it is for, while none is picked. */
  help?: string;
}) {
  const [text, setText] = useState('');
  const wanted = useSettled(props.coupon ? '' : text.trim());
  const query = new URLSearchParams({
    per_page: '8',
    orderby: 'usage_count',
    order: 'desc',
    ...(wanted && { search: wanted }),
  });
  const { data, problem, isLoading, reload } = useResourcePage<Coupon>(`coupons?${query.toString()}`);
  const isEmpty = data?.total === 0 && !wanted;
  useEffect(() => {
    const timer = isEmpty ? window.setInterval(reload, askAgainMs) : 0;
    return () => window.clearInterval(timer);
  }, [isEmpty, reload]);
  return (
    <Suggest<Coupon>
      label={__('Coupon', 'finders-fee')}
      help={problem?.message ?? helpOf(props.coupon, isEmpty, isLoading, props.help)}
      error={props.error}
      text={props.coupon?.code ?? text}
      suggestions={(data?.rows ?? []).map((coupon) => ({
        key: String(coupon.id),
        label: coupon.code,
        hint: hintOf(coupon),
        value: coupon,
      }))}
      onType={(typed) => {
        setText(typed);
        const exact = data?.rows.find((coupon) => coupon.code.toLowerCase() === typed.trim().toLowerCase());
        props.onPick(exact);
      }}
      onPick={({ value }) => {
        setText(value.code);
        props.onPick(value);
      }}
    />
  );
}

function hintOf(coupon: Coupon): string {
  /* translators: %d: how often a coupon was used */
  const used = sprintf(
    _n('used %d time', 'used %d times', coupon.usage_count, 'finders-fee'),
    coupon.usage_count,
  );
  const owner = coupon.affiliate_name
    ? /* translators: %s: affiliate's name */ sprintf(
        __('belongs to %s', 'finders-fee'),
        coupon.affiliate_name,
      )
    : '';
  return [discountOf(coupon), used, owner].filter(Boolean).join(' · ');
}

function helpOf(coupon: Coupon | undefined, isEmpty: boolean, isLoading: boolean, help?: string): string {
  if (coupon) return hintOf(coupon);
  if (isEmpty)
    return __(
      'Your shop has no coupon yet, or they are still being read. Create one under Coupons, here or in WooCommerce.',
      'finders-fee',
    );
  if (isLoading) return __('Reading your shop’s coupons…', 'finders-fee');
  return help ?? __('One that your shop already has. It goes on working as before.', 'finders-fee');
}
