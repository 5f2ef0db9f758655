import { __, _n, sprintf } from '@wordpress/i18n';
import type { Me, MyCoupon } from '@finders-fee/shared';
import type { Answer } from './client.ts';
import { formatDay } from './dates.ts';
import { HandOut } from './hand-out.tsx';
import { sayPlainRate } from './plain-rate.ts';
import { Rows } from './shape.tsx';
import { useAnswer } from './use-answer.ts';

/** The codes to share. A failing list leaves the rest of the page as it is; somebody without a code shares the link. */
export function Codes({ coupons, me }: { coupons: Promise<Answer<MyCoupon[]>>; me: Me }) {
  const answer = useAnswer(coupons);
  if (!answer) return <Rows count={2} />;
  if (!answer.ok || (answer.data.length === 0 && me.link !== null)) return null;
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
          <Code
            key={coupon.id}
            coupon={coupon}
            rate={coupon.rate ?? me.program.rate}
            shopUrl={me.link ?? window.location.origin}
          />
        ))}
      </ul>
    </section>
  );
}

function Code({ coupon, rate, shopUrl }: { coupon: MyCoupon; rate: string; shopUrl: string }) {
  const code = coupon.code.toUpperCase();
  return (
    <li className="ff-code">
      <p className="ff-code-text" data-finders-fee-figure="code">
        {code}
      </p>
      <HandOut
        text={code}
        /* translators: %s: coupon code; read out by screen readers */
        label={sprintf(__('Copy the code %s', 'finders-fee'), code)}
        share={{ text: shareText(coupon, code), url: shopUrl }}
      />
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
