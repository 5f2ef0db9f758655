import type { ReactNode } from 'react';
import { __ } from '@wordpress/i18n';
import type { Answer } from './client.ts';

export function Notice({ children }: { children: ReactNode }) {
  return <div className="ff-notice">{children}</div>;
}

interface RefusalProps {
  answer: Extract<Answer<unknown>, { ok: false }>;
  loginUrl: string;
  retry: () => void;
}

/** Why there is nothing to show, and what to do now. */
export function Refusal({ answer, loginUrl, retry }: RefusalProps) {
  if (answer.status === 401) {
    return (
      <Notice>
        <p>{__('Log in to see your sales and what they earned.', 'finders-fee')}</p>
        <a className="ff-button wp-element-button button" href={withReturn(loginUrl)}>
          {__('Log in', 'finders-fee')}
        </a>
      </Notice>
    );
  }
  if (answer.code === 'not_an_affiliate') {
    return (
      <Notice>
        <p>
          {__('You have no coupon code or referral link of your own in this shop yet.', 'finders-fee')}{' '}
          {__(
            'Ask the shop for one: as soon as it is yours, this page shows what it sold and earned.',
            'finders-fee',
          )}
        </p>
      </Notice>
    );
  }
  return <Unreachable retry={retry} />;
}

/** Failing says what still stands. */
export function Unreachable({ retry }: { retry: () => void }) {
  return (
    <div className="ff-notice" role="alert">
      <p>{__('Your sales are safe. This page can’t reach the books just now.', 'finders-fee')}</p>
      <button type="button" className="ff-button wp-element-button button" onClick={retry}>
        {__('Try again', 'finders-fee')}
      </button>
    </div>
  );
}

/** Brings the visitor back here after logging in; WordPress and WooCommerce both know `redirect_to`. */
function withReturn(loginUrl: string): string {
  const url = new URL(loginUrl, window.location.href);
  if (!url.searchParams.has('redirect_to')) url.searchParams.set('redirect_to', window.location.href);
  return url.href;
}
