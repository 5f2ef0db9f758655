import { __, sprintf } from '@wordpress/i18n';
import type { ReactNode } from 'react';
import type { Affiliate } from '@finders-fee/shared';
import { pageConfig } from '../../../config.ts';
import { payoutMethod } from '../../../words/payout.ts';
import { sayRate } from '../../../words/rate.ts';
import { Link } from '../../components/link.tsx';
import { When } from '../../components/when.tsx';

/** Under which terms they earn, and how they are reached and paid. */
export function Profile({ affiliate }: { affiliate: Affiliate }) {
  const userUrl =
    affiliate.wordpress_user_id === null
      ? undefined
      : pageConfig().userUrl?.replace('%d', String(affiliate.wordpress_user_id));
  return (
    <section>
      <h3>{__('Profile', 'finders-fee')}</h3>
      <dl className="finders-fee-terms-list">
        <Fact name={__('Program', 'finders-fee')}>
          <Link to={{ tab: 'programs', id: affiliate.program_id }}>{affiliate.program_name}</Link>
        </Fact>
        <Fact name={__('Rate', 'finders-fee')}>
          {affiliate.rate
            ? /* translators: %s: rate such as "10%" */ sprintf(
                __('%s, their own', 'finders-fee'),
                sayRate(affiliate.rate),
              )
            : __('As the program says', 'finders-fee')}
        </Fact>
        <Fact name={__('Login', 'finders-fee')}>
          {affiliate.wordpress_user_id === null ? (
            __('None: they cannot see their sales', 'finders-fee')
          ) : (
            /* translators: %d: number of a WordPress user */
            <MaybeLink url={userUrl}>
              {sprintf(__('WordPress user %d', 'finders-fee'), affiliate.wordpress_user_id)}
            </MaybeLink>
          )}
        </Fact>
        <Fact name={__('E-mail', 'finders-fee')}>{affiliate.email ?? '—'}</Fact>
        <Fact name={__('Telephone', 'finders-fee')}>{affiliate.phone ?? '—'}</Fact>
        <Fact name={__('Is paid by', 'finders-fee')}>
          {affiliate.payout ? (
            <>
              {payoutMethod(affiliate.payout.method)}
              <br />
              {affiliate.payout.details}
            </>
          ) : (
            __('Not known yet', 'finders-fee')
          )}
        </Fact>
        <Fact name={__('Since', 'finders-fee')}>
          <When instant={affiliate.created_at} />
        </Fact>
      </dl>
      <p>
        <Link to={{ tab: 'commissions', parameters: { affiliate_name: affiliate.id } }}>
          {__('Their commissions', 'finders-fee')}
        </Link>
      </p>
    </section>
  );
}

function Fact({ name, children }: { name: string; children: ReactNode }) {
  return (
    <div>
      <dt>{name}</dt>
      <dd>{children}</dd>
    </div>
  );
}

function MaybeLink({ url, children }: { url: string | undefined; children: ReactNode }) {
  return url ? <a href={url}>{children}</a> : <>{children}</>;
}
