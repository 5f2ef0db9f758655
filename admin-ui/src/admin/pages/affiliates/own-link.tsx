import { __ } from '@wordpress/i18n';
import type { Affiliate } from '@finders-fee/shared';
import { CopyButton } from '../../components/copy-button.tsx';
import { Link } from '../../components/link.tsx';

/** The link that earns for them, to be sent to them; where there is none, why. */
export function OwnLink({ affiliate }: { affiliate: Affiliate }) {
  const { link, wordpress_user_id: login } = affiliate;
  return (
    <section>
      <h3>{__('Referral link', 'finders-fee')}</h3>
      {link === null ? (
        <p className="finders-fee-facts">
          {__('Referral links are off.', 'finders-fee')}{' '}
          <Link to={{ tab: 'settings' }}>{__('Switch them on in the settings', 'finders-fee')}</Link>
        </p>
      ) : (
        <>
          <p className="finders-fee-link">
            <span>{link}</span>
            <CopyButton text={link} label={__('Copy the referral link', 'finders-fee')} />
          </p>
          <p className="finders-fee-facts">
            {login === null
              ? __(
                  'They have no login to see it with, so send it to them. Behind the address of any page of your shop, “ref” and its code do the same.',
                  'finders-fee',
                )
              : __(
                  'They find it on their account page, and can make it lead to any page of your shop there.',
                  'finders-fee',
                )}
          </p>
        </>
      )}
    </section>
  );
}
