import { useState } from '@wordpress/element';
import { __, _n, sprintf } from '@wordpress/i18n';
import type { Me, MyCoupon } from '@finders-fee/shared';
import type { Answer } from './client.ts';
import { formatDay } from './dates.ts';
import { sayPlainRate } from './plain-rate.ts';
import { Rows } from './shape.tsx';
import { useAnswer } from './use-answer.ts';

/** The codes to share. A failing list leaves the rest of the page as it is. */
export function Codes({ coupons, me }: { coupons: Promise<Answer<MyCoupon[]>>; me: Me }) {
  const answer = useAnswer(coupons);
  if (!answer) return <Rows count={2} />;
  if (!answer.ok) return null;
  return (
    <section className="ff-section" aria-labelledby="ff-codes-title">
      <h2 id="ff-codes-title" className="ff-title">
        {_n('Your code', 'Your codes', answer.data.length, 'finders-fee')}
      </h2>
      {answer.data.length === 0 && (
        <p>{__('No code is yours at the moment. Ask the shop for one.', 'finders-fee')}</p>
      )}
      <ul className="ff-codes">
        {answer.data.map((coupon) => (
          <Code key={coupon.id} coupon={coupon} rate={coupon.rate ?? me.program.rate} />
        ))}
      </ul>
    </section>
  );
}

function Code({ coupon, rate }: { coupon: MyCoupon; rate: string }) {
  const [said, setSaid] = useState('');
  const code = coupon.code.toUpperCase();
  const copy = async () => setSaid(await tryTo(() => writeClipboard(code), __('Copied', 'finders-fee')));
  const share = () =>
    tryTo(() => navigator.share({ text: shareText(coupon, code), url: window.location.origin }), '');
  return (
    <li className="ff-code">
      <p className="ff-code-text" data-finders-fee-figure="code">
        {code}
      </p>
      <p className="ff-actions">
        <button type="button" className="ff-button wp-element-button button" onClick={() => void copy()}>
          {/* translators: %s: coupon code; read out by screen readers */}
          <span className="ff-hidden">{sprintf(__('Copy the code %s', 'finders-fee'), code)}</span>
          <span aria-hidden="true">{said || __('Copy', 'finders-fee')}</span>
        </button>
        {'share' in navigator && (
          <button type="button" className="ff-button wp-element-button button" onClick={() => void share()}>
            {__('Share', 'finders-fee')}
          </button>
        )}
        <span role="status" className="ff-hidden">
          {said}
        </span>
      </p>
      <p className="ff-quiet">{facts(coupon, rate).join(' · ')}</p>
    </li>
  );
}

function facts(coupon: MyCoupon, rate: string): string[] {
  const parts: string[] = [
    /* translators: %s: a discount such as "10 %" */
    sprintf(__('buyers save %s', 'finders-fee'), coupon.discount),
    /* translators: %s: a commission rate such as "10 %" */
    sprintf(__('you earn %s', 'finders-fee'), sayPlainRate(rate)),
    /* translators: %d: number of orders */
    sprintf(_n('%d order so far', '%d orders so far', coupon.orders, 'finders-fee'), coupon.orders),
  ];
  if (coupon.expires_on !== null) {
    /* translators: %s: date */
    parts.push(sprintf(__('valid until %s', 'finders-fee'), formatDay(coupon.expires_on)));
  }
  return parts;
}

function shareText(coupon: MyCoupon, code: string): string {
  /* translators: 1: coupon code, 2: a discount such as "10 %" */
  return sprintf(__('With the code %1$s you save %2$s:', 'finders-fee'), code, coupon.discount);
}

/** Says what happened; somebody who closes the share sheet has not failed at anything. */
async function tryTo(work: () => Promise<void>, done: string): Promise<string> {
  try {
    await work();
    return done;
  } catch {
    return done === '' ? '' : __('Press Ctrl+C to copy', 'finders-fee');
  }
}

/** The clipboard API exists on https and localhost only; elsewhere the old way through a selection. */
async function writeClipboard(text: string): Promise<void> {
  if ('clipboard' in navigator) return navigator.clipboard.writeText(text);
  const field = document.createElement('textarea');
  field.value = text;
  document.body.append(field);
  field.select();
  const copied = document.execCommand('copy');
  field.remove();
  if (!copied) throw new Error('The browser did not copy');
}
